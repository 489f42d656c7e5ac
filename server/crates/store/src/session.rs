//! Sessions: what is kept of them, each read and written whole.

use access::Authorised;
use model::{NetworkId, Session, SessionCode};
use serde::Deserialize;
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// A session as it was last written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSession {
    pub session: Session,
    /// Grows by one with each write, from 1.
    pub version: u64,
}

#[derive(Deserialize)]
struct Stored {
    content: String,
    version: u64,
}

impl Store {
    /// Writes a new session, as version 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where there is one with this code, [`StoreError::NotFound`] for an
    /// unknown network; nothing is written then.
    pub async fn open_session(&self, session: &Authorised<Session>) -> Result<(), StoreError> {
        const WRITE: &str = "CREATE type::record('session', $code) CONTENT
            { network: $network, opened_at: $opened_at, version: 1, content: $content } RETURN NONE";
        let session = session.what();
        self.network_revision(&session.network).await?;
        let variables = vec![
            ("code", json!(session.code)),
            ("network", json!(session.network)),
            ("opened_at", json!(session.opened_at.to_string())),
            ("content", json!(text_of(session)?)),
        ];
        match self.query(WRITE, variables).await {
            Ok(_) => Ok(()),
            Err(StoreError::Rejected(message)) if message.contains("already exists") => {
                Err(StoreError::Conflict)
            }
            Err(error) => Err(error),
        }
    }

    /// Replaces what is kept of a session by the next version of it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where another version is kept than the one before this one, or none;
    /// nothing is written then.
    pub async fn keep_session(
        &self,
        session: &Authorised<Session>,
        version: u64,
    ) -> Result<(), StoreError> {
        const WRITE: &str = "UPDATE type::record('session', $code) \
             SET content = $content, version = $version WHERE version = $before \
             RETURN content, version";
        let session = session.what();
        let variables = vec![
            ("code", json!(session.code)),
            ("content", json!(text_of(session)?)),
            ("version", json!(version)),
            ("before", json!(version.saturating_sub(1))),
        ];
        let mut response = self.query(WRITE, variables).await?;
        let written: Vec<Stored> = rows(&mut response, 0, "session")?;
        if written.is_empty() { Err(StoreError::Conflict) } else { Ok(()) }
    }

    /// The session with this code.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]
    pub async fn session(&self, code: &SessionCode) -> Result<KeptSession, StoreError> {
        const READ: &str = "SELECT content, version FROM type::record('session', $code)";
        let mut response = self.query(READ, vec![("code", json!(code))]).await?;
        let stored: Vec<Stored> = rows(&mut response, 0, "session")?;
        let stored = stored.first();
        read(stored.ok_or_else(|| StoreError::NotFound(code.as_str().to_owned()))?)
    }

    /// The sessions of a network, the newest first, at most `max`.
    pub async fn sessions(
        &self,
        network: &NetworkId,
        max: usize,
    ) -> Result<Vec<Session>, StoreError> {
        const READ: &str = "SELECT content, version, opened_at FROM session \
             WHERE network = $network ORDER BY opened_at DESC LIMIT $max";
        let variables = vec![("network", json!(network)), ("max", json!(max))];
        let mut response = self.query(READ, variables).await?;
        let stored: Vec<Stored> = rows(&mut response, 0, "session")?;
        stored.iter().map(|stored| Ok(read(stored)?.session)).collect()
    }
}

fn text_of(session: &Session) -> Result<String, StoreError> {
    serde_json::to_string(session).map_err(|error| corrupt(&error))
}

fn read(stored: &Stored) -> Result<KeptSession, StoreError> {
    let session = serde_json::from_str(&stored.content).map_err(|error| corrupt(&error))?;
    Ok(KeptSession { session, version: stored.version })
}

fn corrupt(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt { what: "session", reason: error.to_string() }
}
