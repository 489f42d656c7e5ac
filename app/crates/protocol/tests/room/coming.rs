//! R1 to R4, R15, R16.

use protocol::{Change, Refusal, Request, Room};

use crate::fixture::{Meeting, SEATS, chair, guest, moment, window};

#[test]
fn r1_a_window_that_comes_twice_is_there_once() {
    let (anna, second_window) = (guest(1), window(2, 1));
    let mut meeting = Meeting::with(&[&anna]);
    assert_eq!(meeting.room.enter(anna.clone()), Change::Nothing);
    assert_eq!(meeting.room.enter(second_window.clone()), Change::Presence);
    assert_eq!(meeting.seen_by(&anna).n_guests, 1);
    meeting.room.leave(anna.connection);
    assert_eq!(meeting.seen_by(&second_window).n_guests, 1);
    meeting.room.leave(second_window.connection);
    assert_eq!(meeting.room.leave(second_window.connection), Change::Nothing);
    assert!(meeting.room.is_empty());
}

#[test]
fn r2_a_seat_is_taken_by_whoever_asks_first() {
    let (anna, ben) = (guest(1), guest(2));
    let mut meeting = Meeting::with(&[&anna, &ben]);
    meeting.take(&anna, 0);
    let refused = meeting.ask(&ben, Request::TakeSeat { seat: 0 });
    assert_eq!(refused, Err(Refusal::SeatIsTaken));
    assert_eq!(meeting.ask(&ben, Request::TakeSeat { seat: 3 }), Err(Refusal::UnknownSeat));
    let view = meeting.seen_by(&anna);
    assert_eq!((view.own_seat, view.n_guests), (Some(0), 1));
    assert!(view.seats[0].is_taken && view.seats[0].is_present && !view.seats[1].is_taken);
}

#[test]
fn r2_who_takes_another_seat_gives_up_the_first() {
    let anna = guest(1);
    let mut meeting = Meeting::with(&[&anna]);
    meeting.take(&anna, 0);
    assert_eq!(meeting.ask(&anna, Request::TakeSeat { seat: 0 }), Ok(Change::Nothing));
    meeting.take(&anna, 1);
    let view = meeting.seen_by(&anna);
    assert_eq!(view.own_seat, Some(1));
    assert!(!view.seats[0].is_taken);
}

#[test]
fn r3_a_seat_outlives_its_connection() {
    let (anna, anna_again, ben, chair) = (guest(1), window(9, 1), guest(2), chair(3));
    let mut meeting = Meeting::with(&[&anna, &ben, &chair]);
    meeting.take(&anna, 0);
    meeting.room.leave(anna.connection);
    let seat = &meeting.seen_by(&ben).seats[0];
    assert!(seat.is_taken && !seat.is_present);
    assert_eq!(meeting.ask(&ben, Request::TakeSeat { seat: 0 }), Err(Refusal::SeatIsTaken));
    meeting.room.enter(anna_again.clone());
    assert_eq!(meeting.seen_by(&anna_again).own_seat, Some(0));
    assert_eq!(meeting.ask(&ben, Request::FreeSeat { seat: 0 }), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&chair, Request::FreeSeat { seat: 0 }), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, Request::FreeSeat { seat: 0 }), Ok(Change::Nothing));
    meeting.take(&ben, 0);
    assert_eq!(meeting.ask(&ben, Request::LeaveSeat), Ok(Change::Record));
    assert_eq!(meeting.ask(&ben, Request::LeaveSeat), Ok(Change::Nothing));
}

#[test]
fn r3_a_seat_outlives_the_room() {
    let anna = guest(1);
    let mut meeting = Meeting::with(&[&anna]);
    meeting.take(&anna, 1);
    let kept = serde_json::to_string(meeting.room.session()).unwrap();
    let room = Room::new(serde_json::from_str(&kept).unwrap());
    assert_eq!(room.view(Some(&anna)).own_seat, Some(1));
}

#[test]
fn r4_only_a_chair_adds_seats() {
    let (anna, chair) = (guest(1), chair(2));
    let mut meeting = Meeting::with(&[&anna, &chair]);
    let add = |name: &str| Request::AddSeat { name: name.to_owned() };
    assert_eq!(meeting.ask(&anna, add("Stadt Delbrück")), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&chair, add(" Stadt Delbrück ")), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, add("Stadt Delbrück")), Ok(Change::Nothing));
    let view = meeting.seen_by(&anna);
    let names: Vec<_> = view.seats.iter().map(|seat| seat.name.as_str()).collect();
    assert_eq!(names, [&SEATS[..], &["Stadt Delbrück"]].concat());
}

#[test]
fn r15_hands_are_in_the_order_in_which_they_were_raised() {
    let (anna, ben, chair) = (guest(1), guest(2), chair(3));
    let mut meeting = Meeting::with(&[&anna, &ben, &chair]);
    let raise = Request::RaiseHand { is_raised: true };
    assert_eq!(meeting.ask(&anna, raise.clone()), Err(Refusal::NoSeat));
    meeting.take(&anna, 0);
    meeting.take(&ben, 1);
    assert_eq!(meeting.ask(&ben, raise.clone()), Ok(Change::Presence));
    assert_eq!(meeting.ask(&anna, raise.clone()), Ok(Change::Presence));
    assert_eq!(meeting.ask(&anna, raise), Ok(Change::Nothing));
    let hands = |meeting: &Meeting| {
        let view = meeting.seen_by(&anna);
        view.seats.iter().map(|seat| seat.hand).collect::<Vec<_>>()
    };
    assert_eq!(hands(&meeting), [Some(2), Some(1), None]);
    meeting.ask(&ben, Request::LeaveSeat).unwrap();
    assert_eq!(hands(&meeting), [Some(1), None, None]);
    assert_eq!(meeting.ask(&anna, Request::LowerAllHands), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&chair, Request::LowerAllHands), Ok(Change::Presence));
    assert_eq!(meeting.ask(&chair, Request::LowerAllHands), Ok(Change::Nothing));
    assert_eq!(hands(&meeting), [None; 3]);
}

#[test]
fn r16_after_the_end_the_record_never_changes() {
    let (anna, chair) = (guest(1), chair(2));
    let mut meeting = Meeting::with(&[&anna, &chair]);
    meeting.take(&anna, 0);
    let motion = Request::OpenVote { text: "A".to_owned(), page: None, is_secret: false };
    meeting.ask(&chair, motion.clone()).unwrap();
    meeting.ask(&chair, Request::Present).unwrap();
    assert_eq!(meeting.ask(&anna, Request::EndSession), Err(Refusal::NotChair));
    assert_eq!(meeting.ask(&chair, Request::EndSession), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, Request::EndSession), Ok(Change::Nothing));
    let view = meeting.seen_by(&anna);
    assert_eq!(view.closed_at, Some(moment(5)));
    assert!(view.open_motion().is_none() && view.presenter.is_none());
    let ended = view.motions[0].ended.as_ref().unwrap();
    assert_eq!(ended.outcome, model::VoteOutcome::Withdrawn);
    let refused = [
        motion,
        Request::TakeSeat { seat: 1 },
        Request::LeaveSeat,
        Request::AddSeat { name: "X".to_owned() },
        Request::Vote { motion: 0, choice: model::Choice::Yes },
        Request::Present,
        Request::Follow { is_following: true },
        Request::RaiseHand { is_raised: true },
    ];
    for request in refused {
        assert_eq!(meeting.ask(&chair, request), Err(Refusal::Ended));
    }
}
