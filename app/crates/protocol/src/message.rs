//! What goes over the socket, as JSON.

use model::Choice;
use serde::{Deserialize, Serialize};

use crate::view::RoomView;

/// A request with the number by which its sender knows the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What the page calls itself, by chance and anew each time it is loaded; with the number it
    /// tells a request that arrives twice (R19). At most [`MAX_SENDER_BYTES`](crate::MAX_SENDER_BYTES).
    pub sender: String,
    /// From 1; what is said with 0 is carried out each time it arrives.
    pub number: u64,
    pub request: Request,
}

/// What a participant asks of the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    TakeSeat {
        seat: usize,
    },
    LeaveSeat,
    /// A chair frees somebody's seat.
    FreeSeat {
        seat: usize,
    },
    AddSeat {
        name: String,
    },
    RaiseHand {
        is_raised: bool,
    },
    LowerAllHands,
    Present,
    StopPresenting,
    /// The page that the presenter shows; `None` while it is none of this network.
    Show {
        page: Option<String>,
    },
    Follow {
        is_following: bool,
    },
    OpenVote {
        text: String,
        page: Option<String>,
        is_secret: bool,
    },
    Vote {
        motion: usize,
        choice: Choice,
    },
    EndVote {
        motion: usize,
    },
    WithdrawVote {
        motion: usize,
    },
    EndSession,
}

/// What the room says to one window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The room as this window sees it; each one replaces those before.
    Room(Box<RoomView>),
    /// What was asked for is so, and kept.
    Done {
        number: u64,
    },
    Refused {
        number: u64,
        why: Refusal,
    },
    /// The room is still there; whoever has not heard one for a minute has lost the connection.
    Beat,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("only a chair may")]
    NotChair,
    #[error("only who has a seat may")]
    NoSeat,
    #[error("the seat is taken")]
    SeatIsTaken,
    #[error("there is no such seat")]
    UnknownSeat,
    #[error("another vote is open")]
    VoteIsOpen,
    #[error("the vote is not open")]
    VoteIsNotOpen,
    #[error("somebody else presents")]
    SomebodyPresents,
    #[error("this window does not present")]
    NotPresenting,
    #[error("that is no page of this network")]
    ForeignPage,
    #[error("the text is empty or too long")]
    BadText,
    #[error("no more of these fit into a session")]
    TooMany,
    #[error("the session has ended")]
    Ended,
    /// The room does not answer, or could not keep it.
    #[error("not kept")]
    NotKept,
    /// The message cannot be read.
    #[error("not understood")]
    NotUnderstood,
}
