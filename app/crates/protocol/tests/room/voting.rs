//! R5 to R10.

use model::{Choice, Tally, VoteOutcome};
use protocol::{Caller, Change, Refusal, Request};

use crate::fixture::{Meeting, chair, guest};

fn motion(text: &str, is_secret: bool) -> Request {
    Request::OpenVote { text: text.to_owned(), page: None, is_secret }
}

fn vote(motion: usize, choice: Choice) -> Request {
    Request::Vote { motion, choice }
}

/// A chair without a seat, and three people with one.
fn committee() -> (Meeting, Caller, [Caller; 3]) {
    let (chair, members) = (chair(9), [guest(0), guest(1), guest(2)]);
    let mut meeting = Meeting::with(&[&chair, &members[0], &members[1], &members[2]]);
    for (seat, member) in members.iter().enumerate() {
        meeting.take(member, seat);
    }
    (meeting, chair, members)
}

#[test]
fn r5_one_vote_is_open_at_a_time() {
    let (mut meeting, chair, [anna, ..]) = committee();
    assert_eq!(meeting.ask(&anna, motion("A", false)), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&chair, motion("A", false)), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, motion("B", false)), Err(Refusal::VoteIsOpen));
    assert_eq!(meeting.ask(&anna, Request::EndVote { motion: 0 }), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&anna, Request::WithdrawVote { motion: 0 }), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&chair, Request::EndVote { motion: 0 }), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, motion("B", false)), Ok(Change::Record));
    assert_eq!(meeting.seen_by(&anna).open_motion().unwrap().0, 1);
}

#[test]
fn r6_a_seat_votes_once_and_may_change_its_vote() {
    let (mut meeting, chair, [anna, ben, _]) = committee();
    meeting.ask(&chair, motion("A", false)).unwrap();
    assert_eq!(meeting.ask(&chair, vote(0, Choice::Yes)), Err(Refusal::NoSeat));
    assert_eq!(meeting.ask(&guest(7), vote(0, Choice::Yes)), Err(Refusal::NoSeat));
    assert_eq!(meeting.ask(&anna, vote(1, Choice::Yes)), Err(Refusal::VoteIsNotOpen));
    assert_eq!(meeting.ask(&anna, vote(0, Choice::Yes)), Ok(Change::Record));
    assert_eq!(meeting.ask(&anna, vote(0, Choice::Yes)), Ok(Change::Nothing));
    assert_eq!(meeting.ask(&anna, vote(0, Choice::No)), Ok(Change::Record));
    assert_eq!(meeting.ask(&ben, vote(0, Choice::No)), Ok(Change::Record));
    meeting.ask(&chair, Request::EndVote { motion: 0 }).unwrap();
    let ended = meeting.seen_by(&anna).motions[0].ended.clone().unwrap();
    assert_eq!(ended.tally, Tally { yes: 0, no: 2, abstain: 0, not_cast: 1 });
}

#[test]
fn r6_who_takes_a_seat_next_does_not_see_how_it_had_voted() {
    let (mut meeting, chair, [anna, ..]) = committee();
    meeting.ask(&chair, motion("A", true)).unwrap();
    meeting.ask(&anna, vote(0, Choice::No)).unwrap();
    meeting.ask(&chair, Request::FreeSeat { seat: 0 }).unwrap();
    meeting.take(&chair, 0);
    let view = meeting.seen_by(&chair);
    let (_, _, open) = view.open_motion().unwrap();
    assert_eq!((open.own, open.voted.len()), (None, 0));
}

#[test]
fn r7_while_a_vote_is_open_nobody_sees_how_others_vote() {
    for is_secret in [false, true] {
        let (mut meeting, chair, [anna, ben, _]) = committee();
        meeting.ask(&chair, motion("A", is_secret)).unwrap();
        meeting.ask(&anna, vote(0, Choice::No)).unwrap();
        let own = |caller: &Caller| {
            let view = meeting.seen_by(caller);
            let (_, _, open) = view.open_motion().unwrap();
            assert_eq!(open.voted, [0]);
            assert!(view.motions[0].ended.is_none());
            open.own
        };
        assert_eq!((own(&anna), own(&ben), own(&chair)), (Some(Choice::No), None, None));
        // Not in what is sent, either.
        let sent = serde_json::to_string(&meeting.seen_by(&ben)).unwrap();
        assert!(!sent.contains("\"no\""), "{sent}");
    }
}

#[test]
fn r8_more_yes_than_no_adopts() {
    let cases = [
        ([Some(Choice::Yes), Some(Choice::Yes), Some(Choice::No)], VoteOutcome::Adopted),
        ([Some(Choice::Yes), Some(Choice::Abstain), None], VoteOutcome::Adopted),
        ([Some(Choice::Yes), Some(Choice::No), Some(Choice::Abstain)], VoteOutcome::Rejected),
        ([None, None, None], VoteOutcome::Rejected),
    ];
    for (choices, outcome) in cases {
        let (mut meeting, chair, members) = committee();
        meeting.ask(&chair, motion("A", false)).unwrap();
        for (member, choice) in members.iter().zip(choices) {
            if let Some(choice) = choice {
                meeting.ask(member, vote(0, choice)).unwrap();
            }
        }
        meeting.ask(&chair, Request::EndVote { motion: 0 }).unwrap();
        let ended = meeting.seen_by(&chair).motions[0].ended.clone().unwrap();
        assert_eq!(ended.outcome, outcome, "{choices:?}");
        assert_eq!(
            usize::try_from(ended.tally.not_cast).unwrap(),
            choices.iter().filter(|it| it.is_none()).count()
        );
    }
}

#[test]
fn r9_of_a_secret_vote_the_counts_alone_are_kept() {
    for is_secret in [false, true] {
        let (mut meeting, chair, [anna, ben, _]) = committee();
        meeting.ask(&chair, motion("A", is_secret)).unwrap();
        meeting.ask(&anna, vote(0, Choice::Yes)).unwrap();
        meeting.ask(&ben, vote(0, Choice::No)).unwrap();
        meeting.ask(&chair, Request::EndVote { motion: 0 }).unwrap();
        let ended = meeting.seen_by(&chair).motions[0].ended.clone().unwrap();
        let ballots = if is_secret { Vec::new() } else { vec![(0, Choice::Yes), (1, Choice::No)] };
        assert_eq!(ended.ballots, ballots);
        assert_eq!(meeting.room.session().motions[0].ballots.is_empty(), is_secret);
        assert_eq!((ended.tally.yes, ended.tally.no), (1, 1));
    }
}

#[test]
fn r9_of_a_withdrawn_motion_nothing_is_kept() {
    let (mut meeting, chair, [anna, ..]) = committee();
    meeting.ask(&chair, motion("A", false)).unwrap();
    meeting.ask(&anna, vote(0, Choice::Yes)).unwrap();
    assert_eq!(meeting.ask(&chair, Request::WithdrawVote { motion: 0 }), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, Request::WithdrawVote { motion: 0 }), Ok(Change::Nothing));
    let ended = meeting.seen_by(&anna).motions[0].ended.clone().unwrap();
    assert_eq!((ended.tally, ended.ballots), (Tally::default(), Vec::new()));
}

#[test]
fn r10_a_vote_that_has_ended_never_changes() {
    let (mut meeting, chair, [anna, ..]) = committee();
    meeting.ask(&chair, motion("A", false)).unwrap();
    meeting.ask(&anna, vote(0, Choice::Yes)).unwrap();
    meeting.ask(&chair, Request::EndVote { motion: 0 }).unwrap();
    let kept = meeting.room.session().motions[0].clone();
    assert_eq!(meeting.ask(&anna, vote(0, Choice::No)), Err(Refusal::VoteIsNotOpen));
    assert_eq!(meeting.ask(&chair, Request::EndVote { motion: 0 }), Ok(Change::Nothing));
    let withdrawn = meeting.ask(&chair, Request::WithdrawVote { motion: 0 });
    assert_eq!(withdrawn, Err(Refusal::VoteIsNotOpen));
    // Not by a seat that is given up, either.
    meeting.ask(&anna, Request::LeaveSeat).unwrap();
    assert_eq!(meeting.room.session().motions[0], kept);
}
