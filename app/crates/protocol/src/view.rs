//! A room as one window sees it.

use model::{Choice, NetworkId, SessionCode, Tally, Timestamp, VoteOutcome};
use serde::{Deserialize, Serialize};

/// All that one window knows of a room. Small (some kilobytes), so it is sent whole: whoever missed
/// some needs only the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomView {
    pub code: SessionCode,
    pub network: NetworkId,
    pub title: String,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub seats: Vec<SeatView>,
    /// Participants who are here and have no seat.
    pub n_guests: usize,
    pub presenter: Option<PresenterView>,
    /// Windows that follow.
    pub n_followers: usize,
    pub motions: Vec<MotionView>,
    pub is_chair: bool,
    pub own_seat: Option<usize>,
}

impl RoomView {
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// The vote that is open, and its position.
    pub fn open_motion(&self) -> Option<(usize, &MotionView, &OpenView)> {
        let (idx, motion) = self.motions.iter().enumerate().next_back()?;
        motion.open.as_ref().map(|open| (idx, motion, open))
    }

    /// Whether this window is the one that presents.
    pub fn is_presenting(&self) -> bool {
        self.presenter.as_ref().is_some_and(|presenter| presenter.is_own_window)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    pub name: String,
    pub is_taken: bool,
    /// Whether its holder is here now.
    pub is_present: bool,
    /// The position in the order of raised hands, from 1.
    pub hand: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenterView {
    /// The seat's name; `None` for a chair without a seat.
    pub name: Option<String>,
    pub is_own_window: bool,
    /// Whether it is this browser, maybe in another window.
    pub is_own: bool,
    pub page: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MotionView {
    pub text: String,
    pub page: Option<String>,
    pub is_secret: bool,
    pub opened_at: Timestamp,
    /// What is seen of it while it is open, else `ended` says how it ended.
    pub open: Option<OpenView>,
    pub ended: Option<EndedView>,
}

/// An open vote (rule R7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenView {
    /// Positions of the seats that have voted.
    pub voted: Vec<usize>,
    pub own: Option<Choice>,
}

/// A vote that has ended (rule R9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedView {
    pub at: Timestamp,
    pub outcome: VoteOutcome,
    pub tally: Tally,
    /// How each seat voted, by its position; empty after a secret vote.
    pub ballots: Vec<(usize, Choice)>,
}
