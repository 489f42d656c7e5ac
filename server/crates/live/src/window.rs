//! One window's end of a room.

use std::sync::Arc;

use protocol::{Caller, ConnectionId, Refusal, Request, Room, RoomView};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot, watch};

/// What comes to the task of a room.
pub(crate) enum Letter {
    Enter { caller: Caller, answer: oneshot::Sender<Entered> },
    Ask { caller: Caller, id: RequestId, request: Request, answer: Answer },
}

pub(crate) type Answer = oneshot::Sender<Result<(), Refusal>>;

/// By what a request that arrives twice is known; number 0 is never the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId {
    pub sender: String,
    pub number: u64,
}

/// Whoever has it is in the room; dropped, by whomever, it has left.
pub(crate) struct Entered {
    room: watch::Receiver<Arc<Room>>,
    connection: ConnectionId,
    gone: mpsc::Sender<ConnectionId>,
}

impl Entered {
    pub(crate) fn new(
        room: watch::Receiver<Arc<Room>>,
        connection: ConnectionId,
        gone: mpsc::Sender<ConnectionId>,
    ) -> Self {
        Self { room, connection, gone }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        // The room may have ended before.
        let _told = self.gone.try_send(self.connection);
    }
}

/// A window in a room; dropped, it has left.
pub struct Window {
    caller: Caller,
    inbox: mpsc::Sender<Letter>,
    entered: Entered,
    /// Given back when the window is gone.
    _place: OwnedSemaphorePermit,
}

impl Window {
    pub(crate) fn new(
        caller: Caller,
        inbox: mpsc::Sender<Letter>,
        entered: Entered,
        place: OwnedSemaphorePermit,
    ) -> Self {
        Self { caller, inbox, entered, _place: place }
    }

    /// Asks the room for something; when it is granted, it is kept. With the id of a request that
    /// was granted before, it is granted again and nothing is done.
    ///
    /// # Errors
    /// What the rules of the room say, or [`Refusal::NotKept`].
    pub async fn ask(&self, id: RequestId, request: Request) -> Result<(), Refusal> {
        let (answer, answered) = oneshot::channel();
        let letter = Letter::Ask { caller: self.caller.clone(), id, request, answer };
        self.inbox.send(letter).await.map_err(|_closed| Refusal::NotKept)?;
        answered.await.unwrap_or(Err(Refusal::NotKept))
    }

    /// The room as it is now.
    pub fn view(&mut self) -> RoomView {
        let room = Arc::clone(&self.entered.room.borrow_and_update());
        room.view(Some(&self.caller))
    }

    /// The room, if it is another than the one last seen.
    pub fn newer_view(&mut self) -> Option<RoomView> {
        let is_newer = self.entered.room.has_changed().unwrap_or(false);
        is_newer.then(|| self.view())
    }

    /// The room as soon as it is another than the one last seen; `None` when it has ended, and one
    /// has to enter again.
    pub async fn next_view(&mut self) -> Option<RoomView> {
        self.entered.room.changed().await.ok()?;
        Some(self.view())
    }
}
