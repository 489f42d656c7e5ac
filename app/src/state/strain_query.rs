//! What the URL of `engpaesse` says: which kind of finding, and what is to be different.

use analysis::FindingKind;
use leptos_router::params::ParamsMap;
use model::{FieldCode, RegionId};

use super::network_query::Parts;
use super::route_query::value;

/// The part of the page that compares, for links to it.
const WHAT_IF: &str = "#was-waere-wenn";

/// Everything the URL of `engpaesse` can say.
///
/// A change stands in `aenderung`, which may be repeated. The forms send theirs in parts, as
/// `was`, `von`, `ziel` and `wert`; they are put together here, and links write `aenderung` only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StrainQuery {
    /// `None` shows some of every kind.
    pub(crate) kind: Option<FindingKind>,
    /// As they stand in the URL; the server reads them.
    pub(crate) changes: Vec<String>,
    /// The question how many get through: to which field, from which Kommune.
    pub(crate) field: Option<FieldCode>,
    pub(crate) municipality: Option<RegionId>,
    /// Whether people are to be replayed.
    pub(crate) is_simulated: bool,
    pub(crate) ignored: Vec<String>,
}

impl StrainQuery {
    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut query = Self::default();
        if let Some(text) = params.get("art").filter(|text| !text.is_empty()) {
            query.kind = FindingKind::ALL.into_iter().find(|kind| slug(*kind) == text);
            if query.kind.is_none() {
                query.ignored.push(format!("art={text}"));
            }
        }
        let whole = params.get_all("aenderung").unwrap_or_default();
        query.changes = whole.into_iter().chain(put_together(params)).map(single_word).collect();
        query.changes.retain(|change| !change.is_empty());
        query.field = value(params, "feld", |text| text.parse().ok(), &mut query.ignored);
        query.municipality = value(params, "kommune", |text| text.parse().ok(), &mut query.ignored);
        query.is_simulated = params.get("nachspielen").is_some();
        query
    }

    /// The query string with its leading `?`; empty for the default state.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        for (name, value) in self.pairs() {
            parts.push(name, &value);
        }
        parts.0
    }

    /// The parameters with their values, for links and for the hidden fields of forms.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.kind.map(|kind| ("art", slug(kind).to_owned())));
        pairs.extend(self.field.iter().map(|field| ("feld", field.to_string())));
        pairs.extend(self.municipality.iter().map(|id| ("kommune", id.to_string())));
        pairs.extend(self.changes.iter().map(|change| ("aenderung", change.clone())));
        pairs.extend(self.is_simulated.then(|| ("nachspielen", "1".to_owned())));
        pairs
    }

    /// Field and Kommune as the server is asked for them; empty when not asked.
    pub(crate) fn flow(&self) -> (String, String) {
        let field = self.field.as_ref().map(ToString::to_string);
        let municipality = self.municipality.as_ref().map(ToString::to_string);
        (field.unwrap_or_default(), municipality.unwrap_or_default())
    }

    pub(crate) fn with_kind(&self, kind: Option<FindingKind>) -> String {
        Self { kind, ..self.clone() }.link("#rangliste")
    }

    pub(crate) fn with_change(&self, change: String) -> String {
        let mut query = self.clone();
        query.changes.push(change);
        query.link(WHAT_IF)
    }

    pub(crate) fn without_change(&self, position: usize) -> String {
        let mut query = self.clone();
        if position < query.changes.len() {
            query.changes.remove(position);
        }
        query.link(WHAT_IF)
    }

    /// The same state with the replay, or without.
    pub(crate) fn with_replay(&self, is_simulated: bool) -> String {
        Self { is_simulated, ..self.clone() }.link("#nachspielen")
    }

    pub(crate) fn without_changes(&self) -> String {
        Self { changes: Vec::new(), ..self.clone() }.link(WHAT_IF)
    }

    /// Without a question mark a link to a part of the page would keep the query it has.
    fn link(&self, part: &str) -> String {
        let query = self.write();
        format!("{}{part}", if query.is_empty() { "?" } else { query.as_str() })
    }
}

/// Changes are sent to the server divided by spaces, so none may hold one.
fn single_word(change: String) -> String {
    change.split_whitespace().collect()
}

fn put_together(params: &ParamsMap) -> Option<String> {
    let part = |name: &str| params.get(name).filter(|text| !text.is_empty());
    let (kind, target) = (part("was")?, part("ziel")?);
    match (kind.as_str(), part("von")) {
        ("neu", Some(from)) => Some(format!("neu:{from}>{target}")),
        _ => Some(format!("{kind}:{target}:{}", part("wert").unwrap_or_default())),
    }
}

/// A kind as it stands in the URL.
fn slug(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Overload => "ueberlastet",
        FindingKind::DeadEnd => "sackgasse",
        FindingKind::NobodyOffers => "niemand",
        FindingKind::OnPaperOnly => "nur-auf-papier",
        FindingKind::Dependence => "abhaengigkeit",
        FindingKind::WrongOffice => "falsche-stelle",
        FindingKind::PingPong => "ping-pong",
        FindingKind::RevolvingDoor => "drehtuer",
        FindingKind::SlowTransition => "langer-uebergang",
        FindingKind::Rupture => "ohne-vereinbarung",
        FindingKind::NarrowPlace => "engste-stelle",
        FindingKind::Tight => "knapp",
        FindingKind::WaitDiffers => "wartezeit",
        FindingKind::FeedbackGap => "rueckmeldung",
        FindingKind::Disagreement => "uneinig",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &str)]) -> StrainQuery {
        let mut map = ParamsMap::new();
        for (key, value) in pairs {
            map.insert(*key, (*value).to_owned());
        }
        StrainQuery::read(&map)
    }

    #[test]
    fn changes_are_read_in_their_order_and_written() {
        let query = read(&[("art", "knapp"), ("aenderung", "zu:a"), ("aenderung", "platz:s:20")]);
        assert_eq!(query.kind, Some(FindingKind::Tight));
        assert_eq!(query.changes, ["zu:a", "platz:s:20"]);
        assert_eq!(query.write(), "?art=knapp&aenderung=zu:a&aenderung=platz:s:20");
        assert_eq!(query.without_change(0), "?art=knapp&aenderung=platz:s:20#was-waere-wenn");
        assert_eq!(query.without_changes(), "?art=knapp#was-waere-wenn");
        let all_kinds = "?aenderung=zu:a&aenderung=platz:s:20#rangliste";
        assert_eq!(query.with_kind(None), all_kinds);
        let only = read(&[("aenderung", "zu:a")]);
        assert_eq!(only.without_change(0), "?#was-waere-wenn");
    }

    #[test]
    fn the_parts_of_a_form_make_a_change() {
        let added = read(&[("aenderung", "zu:a"), ("was", "platz"), ("ziel", "s"), ("wert", "20")]);
        assert_eq!(added.changes, ["zu:a", "platz:s:20"]);
        let related = read(&[("was", "neu"), ("von", "a"), ("ziel", "b:s")]);
        assert_eq!(related.changes, ["neu:a>b:s"]);
        assert_eq!(related.write(), "?aenderung=neu:a%3Eb:s");
        assert_eq!(read(&[("was", "platz"), ("ziel", ""), ("wert", "20")]), StrainQuery::default());
    }

    #[test]
    fn what_gets_through_and_the_replay_are_kept_by_every_link() {
        let query = read(&[("feld", "arbeit"), ("kommune", "05774020"), ("nachspielen", "1")]);
        assert_eq!(query.flow(), ("arbeit".to_owned(), "05774020".to_owned()));
        assert!(query.is_simulated);
        assert_eq!(
            query.with_change("zu:a".to_owned()),
            "?feld=arbeit&kommune=05774020&aenderung=zu:a&nachspielen=1#was-waere-wenn"
        );
        assert_eq!(query.with_replay(false), "?feld=arbeit&kommune=05774020#nachspielen");
        assert_eq!(read(&[("feld", "Ar beit")]).ignored, ["feld=Ar beit"]);
    }

    #[test]
    fn an_unknown_kind_is_named() {
        assert_eq!(read(&[("art", "alles")]).ignored, ["art=alles"]);
    }

    #[test]
    fn every_kind_has_its_own_word() {
        let mut words = FindingKind::ALL.map(slug).to_vec();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), FindingKind::ALL.len());
    }
}
