//! Sessions: opening one, reading what is kept of it, and what of a page may be presented in it.

use access::{Identity, Viewer, authorise};
use http::HeaderMap;
use model::{Date, Network, NetworkId, RowKey, Session, SessionCode, TableName};
use percent_encoding::percent_decode_str;
use protocol::new_session;
use store::StoreError;

use super::identity::identity_of;
use super::state::{AppState, now};

/// As often as a code is drawn anew because there is one already.
const MAX_DRAWS: usize = 4;
/// Forms are for whoever opened them, and a search may spell a name that is hidden.
const OWN_PARAMETERS: [&str; 2] = ["bearbeiten", "suche"];

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
    pub fn caller(&self, headers: &HeaderMap) -> Identity {
        identity_of(self, headers)
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

    /// A coordinator's page as it may be shown to everybody in a session: without the parameters that
    /// name a row which is not public, without an open form and without what is searched for. A
    /// coordinator sees all rows, and the address of what they look at holds their ids.
    ///
    /// # Errors
    /// [`StoreError`] where the network cannot be read; then nothing is to be shown.
    pub async fn presentable(&self, id: &NetworkId, page: String) -> Result<String, StoreError> {
        let Some((path, query)) = page.split_once('?') else { return Ok(page) };
        let shown = if let Some(day) = day_of(path) {
            let coordinator = Identity::local_coordinator().viewer();
            let all = self.past_network(id, coordinator, day).await?;
            let public = self.past_network(id, Viewer::public(), day).await?;
            without_hidden(query, all.network(), public.network())
        } else {
            let all = self.current(id).await?;
            let public = self.network(id, Viewer::public()).await?;
            without_hidden(query, &all, public.network())
        };
        Ok(if shown.is_empty() { path.to_owned() } else { format!("{path}?{shown}") })
    }
}

/// The day whose state a path shows.
fn day_of(path: &str) -> Option<Date> {
    path.split('/').nth(2)?.split_once('@')?.1.parse().ok()
}

/// The parameters of a query without those that name hidden rows.
///
/// # Complexity O(i t log r) for i ids in the query, t tables and r rows.
fn without_hidden(query: &str, all: &Network, public: &Network) -> String {
    let is_hidden = |id: &String| {
        TableName::ALL.iter().any(|table| {
            let key = RowKey::new(*table, id.as_str());
            all.row(&key).is_some() && public.row(&key).is_none()
        })
    };
    let is_shown = |parameter: &&str| {
        let is_own = parameter.split('=').next().is_some_and(|it| OWN_PARAMETERS.contains(&it));
        !is_own && !ids_in(parameter).iter().any(is_hidden)
    };
    query.split('&').filter(is_shown).collect::<Vec<_>>().join("&")
}

/// What could be an id in a parameter: ids are made of small letters, digits and hyphens.
fn ids_in(parameter: &str) -> Vec<String> {
    let text = percent_decode_str(parameter).decode_utf8_lossy().into_owned();
    let is_other =
        |letter: char| !(letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    text.split(is_other).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn random_code() -> Result<SessionCode, OpenError> {
    let mut bytes = [0; SessionCode::LENGTH];
    getrandom::fill(&mut bytes)
        .map_err(|error| OpenError::Store(StoreError::Unavailable(error.to_string())))?;
    Ok(SessionCode::from_random(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_however_they_are_written() {
        let ids = ids_in("fest=abh-kreis:1.5:2,ki%2Cjobcenter~x");
        assert_eq!(ids, ["fest", "abh-kreis", "1", "5", "2", "ki", "jobcenter", "x"]);
    }
}
