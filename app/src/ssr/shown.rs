//! What of a page one person passes on to others, who may see less.
//!
//! The address of a page holds the ids of rows that are looked at. Whoever sees more than those it is
//! passed on to would tell them of rows that are hidden from them.

use access::Viewer;
use model::{Date, Network, NetworkId, RowKey, TableName};
use percent_encoding::percent_decode_str;
use store::StoreError;

use super::identity::Caller;
use super::state::AppState;

/// Forms are for whoever opened them, and a search may spell a name that is hidden.
const OWN_PARAMETERS: [&str; 2] = ["bearbeiten", "suche"];

impl AppState {
    /// The page of somebody as it may be shown to everybody in a session. What whoever sees only what
    /// is public has in their address is public, and stays as it is.
    ///
    /// # Errors
    /// [`StoreError`] where the network cannot be read; then nothing is to be shown.
    pub async fn presentable(
        &self,
        id: &NetworkId,
        page: String,
        sender: &Caller,
    ) -> Result<String, StoreError> {
        let sender = sender.identity.viewer_of(id);
        self.shown_to(id, page, sender, Viewer::public()).await
    }

    /// The page of a sender as it may be shown to a viewer: without the parameters that name a row
    /// which the sender sees and the viewer does not, without an open form and without what is
    /// searched for. What the sender does not see either stays as it is, so that nobody finds out by
    /// this which ids there are.
    ///
    /// # Errors
    /// [`StoreError`] where the network cannot be read; then nothing is to be shown.
    ///
    /// # Complexity O(i t log r) for i ids in the address, t tables and r rows.
    pub(super) async fn shown_to(
        &self,
        id: &NetworkId,
        page: String,
        sender: Viewer,
        viewer: Viewer,
    ) -> Result<String, StoreError> {
        if sender == viewer && !sender.sees_all() {
            return Ok(page);
        }
        let address = Address::of(&page);
        if address.is_bare() {
            return Ok(page);
        }
        // Also what is not there on the day that is shown, and what holds on another day.
        let present = if sender.sees_all() { Some(self.current(id).await?) } else { None };
        let present = present.as_deref();
        if let Some(day) = day_of(address.path) {
            let all = self.past_network(id, sender, day).await?;
            let seen = self.past_network(id, viewer, day).await?;
            return Ok(address.without_hidden(all.network(), present, seen.network()));
        }
        let (all, seen) = (self.network(id, sender).await?, self.network(id, viewer).await?);
        Ok(address.without_hidden(all.network(), present, seen.network()))
    }
}

/// The parts of a page's address.
struct Address<'a> {
    path: &'a str,
    query: &'a str,
    /// Behind the `#`.
    place: &'a str,
}

impl<'a> Address<'a> {
    fn of(page: &'a str) -> Self {
        let (before, place) = page.split_once('#').unwrap_or((page, ""));
        let (path, query) = before.split_once('?').unwrap_or((before, ""));
        Self { path, query, place }
    }

    /// Whether it has nothing but its path, which names no row.
    fn is_bare(&self) -> bool {
        self.query.is_empty() && self.place.is_empty()
    }

    /// The address without what names rows of `all`, or of the whole network as it is, that are not in
    /// `seen`. Of who sees the whole network also without actors that nobody knows: they may have been
    /// hidden before they were removed.
    fn without_hidden(&self, all: &Network, whole: Option<&Network>, seen: &Network) -> String {
        let is_hidden = |id: &String| {
            TableName::ALL.iter().any(|table| {
                let key = RowKey::new(*table, id.as_str());
                let is_there = |network: &Network| network.row(&key).is_some();
                (is_there(all) || whole.is_some_and(is_there)) && !is_there(seen)
            })
        };
        let is_shown = |text: &str| {
            !ids_in(text).iter().any(is_hidden) && (whole.is_none() || are_known(text, seen))
        };
        let is_own = |parameter: &str| {
            parameter.split('=').next().is_some_and(|it| OWN_PARAMETERS.contains(&it))
        };
        let parameters = self.query.split('&').filter(|it| !is_own(it) && is_shown(it));
        let query = parameters.collect::<Vec<_>>().join("&");
        let mut address = self.path.to_owned();
        if !query.is_empty() {
            address = format!("{address}?{query}");
        }
        if !self.place.is_empty() && is_shown(self.place) {
            address = format!("{address}#{}", self.place);
        }
        address
    }
}

/// The day whose state a path shows.
fn day_of(path: &str) -> Option<Date> {
    path.split('/').nth(2)?.split_once('@')?.1.parse().ok()
}

/// Whether the actors that a parameter of the picture names are there.
fn are_known(parameter: &str, seen: &Network) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return true };
    let value = percent_decode_str(value).decode_utf8_lossy();
    let is_known =
        |id: &str| id.is_empty() || seen.row(&RowKey::new(TableName::Actors, id)).is_some();
    match name {
        "akteur" => is_known(&value),
        "linie" => value.split(':').all(is_known),
        "auswahl" => value.split(',').all(is_known),
        "fest" => value.split(',').all(|pin| pin.split(':').next().is_none_or(is_known)),
        _ => true,
    }
}

/// What could be an id in a text: ids are made of small letters, digits and hyphens.
fn ids_in(text: &str) -> Vec<String> {
    let text = percent_decode_str(text).decode_utf8_lossy().into_owned();
    let is_other =
        |letter: char| !(letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    text.split(is_other).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_however_they_are_written() {
        let ids = ids_in("fest=abh-kreis:1.5:2,ki%2Cjobcenter~x");
        assert_eq!(ids, ["fest", "abh-kreis", "1", "5", "2", "ki", "jobcenter", "x"]);
    }

    #[test]
    fn only_what_is_hidden_is_left_out_of_an_address() {
        let (all, _) = crate::ssr::succession::tests::paderborn();
        let mut seen = all.clone();
        seen.actors.retain(|actor| actor.id.as_str() != "caritas-pb");
        for (own, shown) in [
            ("/k/05774/netz", "/k/05774/netz"),
            ("/k/05774/netz?akteur=ki&kamera=1,2,3", "/k/05774/netz?akteur=ki&kamera=1,2,3"),
            ("/k/05774/netz?akteur=caritas-pb&kamera=1,2,3", "/k/05774/netz?kamera=1,2,3"),
            ("/k/05774/netz?linie=ki:caritas-pb", "/k/05774/netz"),
            ("/k/05774/netz?bearbeiten=actors:ki&suche=x&akteur=ki", "/k/05774/netz?akteur=ki"),
            ("/k/05774/daten#caritas-pb", "/k/05774/daten"),
            ("/k/05774/daten?tabelle=actors#ki", "/k/05774/daten?tabelle=actors#ki"),
            ("/k/05774/netz?akteur=gibt-es-nicht", "/k/05774/netz?akteur=gibt-es-nicht"),
        ] {
            assert_eq!(Address::of(own).without_hidden(&all, None, &seen), shown, "{own}");
        }
        // Who sees everything is not told apart by what is left out.
        for (own, shown) in [
            ("/k/05774/netz?akteur=gibt-es-nicht", "/k/05774/netz"),
            ("/k/05774/netz?linie=ki:gibt-es-nicht&gruppe=health", "/k/05774/netz?gruppe=health"),
            ("/k/05774/netz?fest=ki:1.5:2,gibt-es-nicht:1:2", "/k/05774/netz"),
            ("/k/05774/netz?fest=ki:1.5:2&auswahl=ki", "/k/05774/netz?fest=ki:1.5:2&auswahl=ki"),
        ] {
            let found = Address::of(own).without_hidden(&seen, Some(&all), &seen);
            assert_eq!(found, shown, "{own}");
        }
        let past = Address::of("/k/05774@2026-01-01/netz?akteur=caritas-pb");
        assert_eq!(past.without_hidden(&seen, Some(&all), &seen), "/k/05774@2026-01-01/netz");
    }
}
