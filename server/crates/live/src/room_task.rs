//! The task of one room: the only one that changes it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use access::authorise_record;
use model::{ParticipantId, Timestamp};
use protocol::{Caller, Change, ConnectionId, Refusal, Request, Room};
use store::{KeptSession, Store, StoreError};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

use crate::window::{Answer, Entered, Letter, RequestId};

/// Presence is told twenty times a second at most.
const PRESENCE_EVERY: Duration = Duration::from_millis(50);
/// Requests that are answered, and kept, together.
const MAX_BATCH: usize = 64;
/// Granted requests that are remembered, the newest; who was away for longer has missed an afternoon.
const MAX_GRANTED: usize = 4_000;

type Departures = (mpsc::Sender<ConnectionId>, mpsc::Receiver<ConnectionId>);

pub(crate) struct RoomTask {
    room: Room,
    version: u64,
    store: Arc<Store>,
    letters: mpsc::Receiver<Letter>,
    departures: Departures,
    told: watch::Sender<Arc<Room>>,
    /// Rule R19, the newest last.
    granted: VecDeque<(ParticipantId, RequestId)>,
    /// When what has changed since may be told.
    due: Option<Instant>,
    last_told: Instant,
}

/// A request that waits for its answer until what it changed is kept.
struct Pending {
    participant: ParticipantId,
    id: RequestId,
    result: Result<Change, Refusal>,
    answer: Answer,
}

impl RoomTask {
    pub(crate) fn new(
        kept: KeptSession,
        store: Arc<Store>,
        letters: mpsc::Receiver<Letter>,
        departures: Departures,
    ) -> Self {
        let KeptSession { session, version } = kept;
        let room = Room::new(session);
        let (told, _) = watch::channel(Arc::new(room.clone()));
        Self {
            room,
            version,
            store,
            letters,
            departures,
            told,
            granted: VecDeque::new(),
            due: None,
            last_told: Instant::now(),
        }
    }

    /// Runs until everybody has left, or until what is kept has been changed by somebody else.
    pub(crate) async fn run(mut self) {
        let mut batch = Vec::new();
        loop {
            let due = self.due;
            tokio::select! {
                n = self.letters.recv_many(&mut batch, MAX_BATCH) => {
                    if n == 0 || self.answer(std::mem::take(&mut batch)).await.is_err() {
                        return;
                    }
                }
                Some(connection) = self.departures.1.recv() => {
                    let change = self.room.leave(connection);
                    self.note(change);
                    if self.room.is_empty() && self.letters.is_empty() {
                        // Whoever comes now finds the door closed and opens another room.
                        return;
                    }
                }
                () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => self.tell(),
            }
        }
    }

    /// Answers some requests, once what they changed is kept.
    ///
    /// # Errors
    /// Somebody else has written this session: this room is no longer what is kept.
    async fn answer(&mut self, batch: Vec<Letter>) -> Result<(), StoreError> {
        let before = self.room.clone();
        let now = now();
        let (mut pending, mut entered) = (Vec::new(), Vec::new());
        for letter in batch {
            match letter {
                Letter::Enter { caller, answer } => {
                    let change = self.room.enter(caller.clone());
                    self.note(change);
                    let (room, gone) = (self.told.subscribe(), self.departures.0.clone());
                    // Whoever is gone before it was in leaves by dropping it.
                    drop(answer.send(Entered::new(room, caller.connection, gone)));
                    entered.push(caller);
                }
                Letter::Ask { caller, id, request, answer } => {
                    let result = self.apply(&caller, &id, request, now);
                    pending.push(Pending { participant: caller.participant, id, result, answer });
                }
            }
        }
        let has_record = pending.iter().any(|it| it.result == Ok(Change::Record));
        let kept = if has_record { self.keep().await } else { Ok(()) };
        if kept.is_err() {
            // As if nobody had asked: what came after a change may have rested on it.
            self.room = before;
            for caller in entered {
                self.room.enter(caller);
            }
        }
        if has_record {
            self.tell();
        }
        for pending in pending {
            self.send(pending, kept.is_ok());
        }
        match kept {
            Err(StoreError::Conflict) => Err(StoreError::Conflict),
            // The next request may be kept again.
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn apply(
        &mut self,
        caller: &Caller,
        id: &RequestId,
        request: Request,
        now: Timestamp,
    ) -> Result<Change, Refusal> {
        let is_same =
            |(who, known): &(ParticipantId, RequestId)| *who == caller.participant && known == id;
        if id.number != 0 && self.granted.iter().rev().any(is_same) {
            return Ok(Change::Nothing);
        }
        let result = self.room.apply(caller, request, now);
        if let Ok(change) = result {
            self.note(change);
        }
        result
    }

    fn send(&mut self, pending: Pending, is_kept: bool) {
        let Pending { participant, id, result, answer } = pending;
        let result = if is_kept { result.map(drop) } else { Err(Refusal::NotKept) };
        if result.is_ok() && id.number != 0 {
            self.granted.push_back((participant, id));
            let too_many = self.granted.len().saturating_sub(MAX_GRANTED);
            self.granted.drain(..too_many);
        }
        // Whoever asked may be gone.
        let _told = answer.send(result);
    }

    async fn keep(&mut self) -> Result<(), StoreError> {
        let version = self.version + 1;
        let record = authorise_record(self.room.session().clone());
        let kept = self.store.keep_session(&record, version).await;
        match &kept {
            Ok(()) => self.version = version,
            Err(error) => tracing::error!(%error, "session not kept"),
        }
        kept
    }

    fn note(&mut self, change: Change) {
        if change != Change::Nothing && self.due.is_none() {
            self.due = Some(self.last_told + PRESENCE_EVERY);
        }
    }

    fn tell(&mut self) {
        self.due = None;
        self.last_told = Instant::now();
        self.told.send_replace(Arc::new(self.room.clone()));
    }
}

fn now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since_epoch.as_secs()).unwrap_or_default();
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
