//! Any people, asking for anything in any order.

use model::Choice;
use protocol::{Caller, Request};

use crate::fixture::{Meeting, chair, guest, window};

/// Numbers from a seed (Knuth's MMIX generator); good enough to choose with.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn index(&mut self, limit: u64) -> usize {
        usize::try_from(self.below(limit)).unwrap()
    }
}

fn request(numbers: &mut Numbers) -> Request {
    let page = [None, Some("/k/05774/netz"), Some("/k/05758"), Some("//x")][numbers.index(4)];
    let page = page.map(str::to_owned);
    let (seat, motion) = (numbers.index(5), numbers.index(6));
    match numbers.below(16) {
        0 | 1 => Request::TakeSeat { seat },
        2 => Request::LeaveSeat,
        3 => Request::FreeSeat { seat },
        4 => Request::AddSeat { name: format!("Platz {seat}") },
        5 => Request::RaiseHand { is_raised: numbers.below(2) == 0 },
        6 => Request::Present,
        7 => Request::StopPresenting,
        8 => Request::Show { page },
        9 => Request::Follow { is_following: numbers.below(2) == 0 },
        10 => Request::OpenVote { text: format!("Nr. {motion}"), page, is_secret: seat == 0 },
        11..=13 => Request::Vote { motion, choice: Choice::ALL[numbers.index(3)] },
        14 => Request::EndVote { motion },
        _ if numbers.below(60) == 0 => Request::EndSession,
        _ => Request::WithdrawVote { motion },
    }
}

fn check(meeting: &Meeting, here: &[&Caller]) {
    let session = meeting.room.session();
    // R2
    let mut holders: Vec<_> = session.seats.iter().filter_map(|it| it.holder.clone()).collect();
    let n_taken = holders.len();
    holders.sort();
    holders.dedup();
    assert_eq!(holders.len(), n_taken);
    for (idx, motion) in session.motions.iter().enumerate() {
        // R5
        assert!(motion.ended.is_some() || idx + 1 == session.motions.len());
        // R6
        assert!(motion.ballots.keys().all(|seat| *seat < session.seats.len()));
        // R9
        assert!(motion.ended.is_none() || !motion.is_secret || motion.ballots.is_empty());
    }
    // R16
    assert!(session.closed_at.is_none() || session.open_motion().is_none());
    let Some(first) = here.first() else {
        assert!(meeting.room.is_empty());
        return;
    };
    let view = meeting.seen_by(first);
    // R12: whoever presents is here, in one window.
    let n_presenting = here.iter().filter(|it| meeting.seen_by(it).is_presenting()).count();
    assert_eq!(n_presenting, usize::from(view.presenter.is_some()));
    // R14: whoever follows is here, and does not present.
    assert!(view.n_followers + n_presenting <= here.len());
}

#[test]
fn the_rules_hold_after_any_requests() {
    for seed in 0..200 {
        let mut numbers = Numbers(seed);
        let callers = [chair(0), guest(1), guest(2), guest(3), window(4, 3)];
        let mut meeting = Meeting::with(&callers.iter().collect::<Vec<_>>());
        let mut here = [true; 5];
        for _ in 0..120 {
            let idx = numbers.index(5);
            let caller = callers[idx].clone();
            match numbers.below(12) {
                0 => {
                    here[idx] = false;
                    meeting.room.leave(caller.connection);
                }
                1 => {
                    here[idx] = true;
                    meeting.room.enter(caller);
                }
                // `ask` holds each answer to R17.
                _ if here[idx] => drop(meeting.ask(&caller, request(&mut numbers))),
                // Whoever has left asks for nothing.
                _ => {}
            }
            let callers: Vec<_> = callers
                .iter()
                .zip(here)
                .filter(|(_, is_here)| *is_here)
                .map(|(it, _)| it)
                .collect();
            check(&meeting, &callers);
        }
    }
}
