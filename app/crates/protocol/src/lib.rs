//! Live sessions: what is said in a room ([`Request`], [`Reply`], [`RoomView`]), and the rules of
//! the room ([`Room`]). The rules are numbered in `SPEC.md`; comments and tests name the numbers.
//!
//! Pure: moments come in, nothing is sent or stored here.
//! Not here: sockets and queues (`live`), who is a chair (`access`), what may be seen of a page that
//! is presented (the server takes out what is hidden before it reaches the room).

mod limits;
mod message;
mod page;
mod room;
mod view;

pub use limits::{
    MAX_MOTIONS, MAX_PAGE_BYTES, MAX_REQUEST_BYTES, MAX_SEATS, MAX_SENDER_BYTES, MAX_TEXT,
    MAX_TITLE,
};
pub use message::{Refusal, Reply, Request, Said};
pub use page::is_page_of;
pub use room::{Caller, Change, ConnectionId, Room, new_session};
pub use view::{EndedView, MotionView, OpenView, PresenterView, RoomView, SeatView};
