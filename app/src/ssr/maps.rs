//! Shared maps: opening one by its link, sharing one and withdrawing it.

mod attempts;
mod password;
mod picture;
mod ticket;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use access::{Identity, authorise};
use http::HeaderMap;
use model::{MapLabel, MapToken, NetworkId, PasswordHash, SharedMap};
use protocol::is_page_of;
use store::StoreError;
use tokio::sync::Semaphore;

use super::call::{Call, invalid, network_error, place_and_day, read_only, unavailable};
use super::identity::identity_of;
use super::state::{AppState, now, today};
use super::views::map_line;
use crate::api::maps::{MapDoor, MapDraft, MapLine};
use crate::api::{ApiError, ParameterName};
use attempts::Attempts;
pub use picture::map_picture;
use ticket::Ticket;

/// Passwords that are hashed at the same time; each takes some 20 megabytes and keeps a core busy.
const MAX_HASHING: usize = 2;

/// What watches over the passwords of shared maps.
pub(super) struct Doors {
    attempts: Mutex<Attempts>,
    hashing: Arc<Semaphore>,
}

impl Default for Doors {
    fn default() -> Self {
        Self { attempts: Mutex::default(), hashing: Arc::new(Semaphore::new(MAX_HASHING)) }
    }
}

impl Doors {
    fn attempts<T>(&self, change: impl FnOnce(&mut Attempts) -> T) -> T {
        change(&mut self.attempts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn hashed(&self, password: String) -> Option<PasswordHash> {
        let turn = Arc::clone(&self.hashing).acquire_owned().await.ok()?;
        super::off_thread(move || {
            let hash = password::hashed(&password);
            // Not before: who asked may be gone by then.
            drop(turn);
            hash
        })
        .await
    }

    async fn fits(&self, password: String, hash: PasswordHash) -> bool {
        let Ok(turn) = Arc::clone(&self.hashing).acquire_owned().await else { return false };
        super::off_thread(move || {
            let fits = password::fits(&password, &hash);
            drop(turn);
            fits
        })
        .await
    }
}

/// What becomes of whoever has a link.
pub enum MapEntry {
    /// They may look: where to, and the cookie by which they are known there.
    Open {
        path: String,
        cookie: Option<String>,
    },
    Closed(MapDoor),
    /// The database does not answer.
    Unavailable,
}

/// Whoever has the link of a map comes to its door, with a password or without.
///
/// The coordinator of the machine is led on without being asked: they see everything as they are.
pub async fn enter_map(
    state: &AppState,
    headers: &HeaderMap,
    token: &str,
    password: Option<String>,
) -> MapEntry {
    let Ok(token) = token.parse::<MapToken>() else { return MapEntry::Closed(MapDoor::Unknown) };
    let map = match state.store().shared_map(&token).await {
        Ok(map) => map,
        Err(StoreError::NotFound(_)) => return MapEntry::Closed(MapDoor::Unknown),
        Err(error) => return failed(&error),
    };
    if map.is_over(today()) {
        return MapEntry::Closed(MapDoor::Over(map.until));
    }
    let is_coordinator = identity_of(state, headers).await.may_write();
    let has_ticket = Ticket::of(headers).is_some_and(|ticket| ticket.opens(&map, today()));
    if !is_coordinator
        && !has_ticket
        && let Some(hash) = &map.password
        && let Err(door) = state.ask_password(&token, hash, password).await
    {
        return MapEntry::Closed(door);
    }
    match state.page_of(&map).await {
        Ok(path) => {
            let cookie = (!is_coordinator).then(|| ticket::cookie(&map, now(), headers));
            MapEntry::Open { path, cookie }
        }
        // The map outlived its network by a moment, or its view the states that are kept.
        Err(StoreError::NotFound(_)) => MapEntry::Closed(MapDoor::Unknown),
        Err(error) => failed(&error),
    }
}

fn failed(error: &StoreError) -> MapEntry {
    tracing::error!(%error, "shared map not opened");
    MapEntry::Unavailable
}

/// Where a guest goes on who leaves, and the cookie that ends the visit.
pub fn way_out(kreis: &str) -> (String, String) {
    let path =
        kreis.parse::<NetworkId>().map_or_else(|_none| "/".to_owned(), |id| format!("/k/{id}"));
    (path, ticket::no_cookie())
}

impl AppState {
    /// The map whose cookie a request has, if that opens it now. Where the database does not answer,
    /// nobody is a guest.
    pub(super) async fn map_of_cookie(&self, headers: &HeaderMap) -> Option<SharedMap> {
        let ticket = Ticket::of(headers)?;
        match self.store().shared_map(&ticket.token).await {
            Ok(map) => ticket.opens(&map, today()).then_some(map),
            Err(StoreError::NotFound(_)) => None,
            Err(error) => {
                tracing::warn!(%error, "shared map not read");
                None
            }
        }
    }

    async fn ask_password(
        &self,
        token: &MapToken,
        hash: &PasswordHash,
        password: Option<String>,
    ) -> Result<(), MapDoor> {
        let Some(password) = password else { return Err(MapDoor::Locked) };
        let at = Instant::now();
        // Counted before it is compared, so that many at the same time are counted as well.
        let begun = self.doors().attempts(|attempts| attempts.begin(token, at));
        begun.map_err(|wait| MapDoor::TooOften { minutes: wait.as_secs().div_ceil(60).max(1) })?;
        let can_be = SharedMap::PASSWORD_CHARS.contains(&password.chars().count());
        if !can_be || !self.doors().fits(password, hash.clone()).await {
            return Err(MapDoor::WrongPassword);
        }
        self.doors().attempts(|attempts| attempts.succeeded(token, at));
        Ok(())
    }

    /// The page of a map as its role may see it now: what is hidden since it was shared is not named.
    async fn page_of(&self, map: &SharedMap) -> Result<String, StoreError> {
        let id = &map.network;
        let guest = Identity::guest(id.clone(), map.role);
        let all = Identity::local_coordinator().viewer_of(id);
        self.shown_to(id, map.path.clone(), all, guest.viewer_of(id)).await
    }
}

impl Call {
    /// Shares a view of a network.
    pub(crate) async fn share_map(&self, ags: &str, draft: MapDraft) -> Result<MapLine, ApiError> {
        if !self.identity().may_write() {
            return Err(read_only());
        }
        let (network, _day) = place_and_day(ags)?;
        let map = self.drafted(network, draft).await?;
        let map = authorise(self.identity(), map).map_err(|_reader| read_only())?;
        let shared = self.state().store().share_map(&map).await;
        shared.map_err(|error| network_error(map.what().network.as_str(), &error))?;
        Ok(map_line(map.into_what(), today(), self.lang()))
    }

    /// The map that is wanted; nothing is written.
    async fn drafted(&self, network: NetworkId, draft: MapDraft) -> Result<SharedMap, ApiError> {
        let MapDraft { label, path, role, until, password, is_embeddable } = draft;
        let label = MapLabel::try_from(label.clone())
            .map_err(|_invalid| invalid(ParameterName::MapLabel, label))?;
        if !is_shareable(&network, &path) {
            return Err(invalid(ParameterName::MapPath, path));
        }
        let n_chars = password.chars().count();
        if n_chars > 0 && !SharedMap::PASSWORD_CHARS.contains(&n_chars) {
            return Err(invalid(ParameterName::MapPassword, "…"));
        }
        let mut map = SharedMap {
            token: password::random_token().map_err(|error| unavailable(&error))?,
            network,
            path,
            label,
            role,
            until,
            password: None,
            is_embeddable,
            opened_by: self.identity().name().to_owned(),
            opened_at: now(),
        };
        if is_embeddable && !SharedMap::can_embed(role, n_chars > 0) {
            return Err(invalid(ParameterName::MapEmbedding, role.label(self.lang())));
        }
        map.check(today()).map_err(|_invalid| invalid(ParameterName::MapUntil, until))?;
        let page = self.state().page_of(&map).await;
        map.path = page.map_err(|error| network_error(map.network.as_str(), &error))?;
        if n_chars > 0 {
            let hash = self.state().doors().hashed(password).await;
            let no_hash = || StoreError::Unavailable("password not hashed".to_owned());
            map.password = Some(hash.ok_or_else(|| unavailable(&no_hash()))?);
        }
        Ok(map)
    }

    /// Withdraws a map.
    pub(crate) async fn revoke_map(&self, token: MapToken) -> Result<(), ApiError> {
        let token = authorise(self.identity(), token).map_err(|_reader| read_only())?;
        self.state().store().revoke_map(&token).await.map_err(|error| unavailable(&error))
    }
}

/// Whether a page can be passed on: one of the network, but not the list of its maps.
fn is_shareable(network: &NetworkId, path: &str) -> bool {
    let way = path.split(['?', '#']).next().unwrap_or(path);
    is_page_of(network, path) && !way.ends_with("/karten")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_network_can_be_shared() {
        let network: NetworkId = "05774".parse().unwrap();
        for page in ["/k/05774", "/k/05774/netz?gruppe=welfare", "/k/05774@2026-01-01/wege"] {
            assert!(is_shareable(&network, page), "{page}");
        }
        for page in ["", "/", "/k/05758/netz", "//evil.example", "/k/05774/karten?pfad=x"] {
            assert!(!is_shareable(&network, page), "{page}");
        }
    }

    #[test]
    fn whoever_leaves_goes_to_a_page_of_this_server() {
        assert_eq!(way_out("05774").0, "/k/05774");
        for kreis in ["", "//evil.example", "../05774"] {
            assert_eq!(way_out(kreis).0, "/", "{kreis}");
        }
    }
}
