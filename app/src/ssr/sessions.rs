//! Sessions: opening one, and reading what is kept of it.

use access::{Identity, authorise};
use http::HeaderMap;
use model::{NetworkId, Session, SessionCode};
use protocol::new_session;
use store::StoreError;

use super::identity::{Caller, caller_of};
use super::state::{AppState, now};

/// As often as a code is drawn anew because there is one already.
const MAX_DRAWS: usize = 4;

/// Why a session is not opened.
#[derive(Debug)]
pub(crate) enum OpenError {
    NotAllowed,
    BadTitle,
    BadSeats,
    Store(StoreError),
}

impl AppState {
    /// Who calls with these headers.
    pub async fn caller(&self, headers: &HeaderMap) -> Caller {
        caller_of(self, headers).await
    }

    /// Opens a session with a seat for each name.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is written then.
    pub(crate) async fn open_session(
        &self,
        identity: &Identity,
        network: &NetworkId,
        title: &str,
        seats: &[String],
    ) -> Result<SessionCode, OpenError> {
        for _draw in 0..MAX_DRAWS {
            let code = random_code()?;
            let session = |seats: &[String]| {
                let (ids, seats) =
                    ((code.clone(), network.clone()), seats.iter().map(String::as_str));
                new_session(ids, title, seats, identity.name(), now())
            };
            session(&[]).map_err(|_refused| OpenError::BadTitle)?;
            let session = session(seats).map_err(|_refused| OpenError::BadSeats)?;
            let session = authorise(identity, session).map_err(|_reader| OpenError::NotAllowed)?;
            match self.store().open_session(&session).await {
                Ok(()) => return Ok(code),
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(OpenError::Store(error)),
            }
        }
        Err(OpenError::Store(StoreError::Conflict))
    }

    pub(super) async fn kept_session(&self, code: &SessionCode) -> Result<Session, StoreError> {
        Ok(self.store().session(code).await?.session)
    }
}

fn random_code() -> Result<SessionCode, OpenError> {
    let mut bytes = [0; SessionCode::LENGTH];
    getrandom::fill(&mut bytes)
        .map_err(|error| OpenError::Store(StoreError::Unavailable(error.to_string())))?;
    Ok(SessionCode::from_random(bytes))
}
