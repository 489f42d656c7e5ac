//! The rooms that somebody is in.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::{ParticipantId, SessionCode};
use protocol::{Caller, ConnectionId};
use store::{Store, StoreError};
use tokio::sync::{Mutex, Semaphore, mpsc, oneshot};

use crate::room_task::RoomTask;
use crate::window::{Letter, Window};

/// Windows in all rooms; each costs a connection and a copy of what it is told.
const MAX_WINDOWS: usize = 2_000;
/// Requests that nobody has looked at yet; who asks more waits.
const MAX_LETTERS: usize = 256;
/// A room that ends while somebody enters is opened again; more often is no accident.
const MAX_ATTEMPTS: usize = 5;

/// Why somebody does not come in.
#[derive(Debug)]
pub enum EnterError {
    /// No session has this code.
    Unknown,
    /// As many windows are in rooms as one server holds.
    Full,
    /// The database does not answer, or the room ends again and again.
    Unavailable(String),
}

impl From<StoreError> for EnterError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => Self::Unknown,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// The way to a room's task.
#[derive(Clone)]
struct Door {
    inbox: mpsc::Sender<Letter>,
}

/// All rooms of this server. A session is held by one server: another one that opens it too makes
/// the writes of one of them fail, whose room then begins anew with what is kept.
pub struct Rooms {
    store: Arc<Store>,
    doors: Mutex<HashMap<SessionCode, Door>>,
    next_connection: AtomicU64,
    places: Arc<Semaphore>,
}

impl Rooms {
    pub fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            doors: Mutex::default(),
            next_connection: AtomicU64::new(0),
            places: Arc::new(Semaphore::new(MAX_WINDOWS)),
        }
    }

    /// Comes into the room of a session, which is opened if nobody is in it.
    ///
    /// # Errors
    /// [`EnterError`]
    pub async fn enter(
        &self,
        code: &SessionCode,
        participant: ParticipantId,
        is_chair: bool,
    ) -> Result<Window, EnterError> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_none_left| EnterError::Full)?;
        let connection = ConnectionId(self.next_connection.fetch_add(1, Ordering::Relaxed));
        let caller = Caller { connection, participant, is_chair };
        for _attempt in 0..MAX_ATTEMPTS {
            let door = self.door(code).await?;
            let (answer, answered) = oneshot::channel();
            let letter = Letter::Enter { caller: caller.clone(), answer };
            if door.inbox.send(letter).await.is_err() {
                continue;
            }
            if let Ok(entered) = answered.await {
                return Ok(Window::new(caller, door.inbox, entered, place));
            }
        }
        Err(EnterError::Unavailable("the room ends again and again".to_owned()))
    }

    async fn door(&self, code: &SessionCode) -> Result<Door, EnterError> {
        if let Some(door) = self.doors.lock().await.get(code).filter(|door| door.is_open()) {
            return Ok(door.clone());
        }
        // Whoever tries codes keeps nobody waiting at other doors.
        self.store.session(code).await?;
        let mut doors = self.doors.lock().await;
        if let Some(door) = doors.get(code).filter(|door| door.is_open()) {
            return Ok(door.clone());
        }
        // Rooms that everybody has left.
        doors.retain(|_, door| door.is_open());
        // Under the lock, or a room that opened and ended meanwhile would be missing in it.
        let kept = self.store.session(code).await?;
        let (inbox, letters) = mpsc::channel(MAX_LETTERS);
        // One message per window, and it has room for more than there can be: nobody waits to leave.
        let departures = mpsc::channel(2 * MAX_WINDOWS);
        let task = RoomTask::new(kept, Arc::clone(&self.store), letters, departures);
        tokio::spawn(task.run());
        let door = Door { inbox };
        doors.insert(code.clone(), door.clone());
        Ok(door)
    }
}

impl Door {
    fn is_open(&self) -> bool {
        !self.inbox.is_closed()
    }
}
