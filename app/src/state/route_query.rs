//! What the URL of `wege` says: who asks, from where, to what, under which conditions.
//!
//! Reading forgives: an unknown value is left out and reported, so that an old link still opens.

use analysis::RouteCriterion;
use leptos_router::params::ParamsMap;
use model::{ActorId, FieldCode, LanguageTag, RegionId, ResidenceStatusCode, TargetGroupCode};

use super::network_query::Parts;

/// Where a route is to lead: `feld:arbeit` or `akteur:jobcenter` in the URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    Field(FieldCode),
    Actor(ActorId),
}

impl Goal {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (kind, code) = text.split_once(':')?;
        match kind {
            "feld" => code.parse().ok().map(Self::Field),
            "akteur" => code.parse().ok().map(Self::Actor),
            _ => None,
        }
    }

    pub(crate) fn write(&self) -> String {
        match self {
            Self::Field(code) => format!("feld:{code}"),
            Self::Actor(id) => format!("akteur:{id}"),
        }
    }
}

/// The order of the list in the URL: `reihenfolge=sicher`.
pub(crate) fn criterion_code(criterion: RouteCriterion) -> &'static str {
    match criterion {
        RouteCriterion::Fastest => "schnell",
        RouteCriterion::Surest => "sicher",
        RouteCriterion::FewestHandovers => "uebergaben",
        RouteCriterion::FewestRegimeChanges => "rechtskreise",
    }
}

fn read_criterion(text: &str) -> Option<RouteCriterion> {
    RouteCriterion::ALL.into_iter().find(|criterion| criterion_code(*criterion) == text)
}

/// Everything the URLs of `wege` and of its Wegzettel can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RoutesQuery {
    pub(crate) municipality: Option<RegionId>,
    pub(crate) status: Option<ResidenceStatusCode>,
    pub(crate) start: Option<ActorId>,
    pub(crate) goal: Option<Goal>,
    pub(crate) target_group: Option<TargetGroupCode>,
    pub(crate) language: Option<LanguageTag>,
    pub(crate) max_handovers: Option<u8>,
    pub(crate) only_confirmed: bool,
    /// In the order of the URL, each once.
    pub(crate) avoid: Vec<ActorId>,
    pub(crate) criterion: RouteCriterion,
    /// Which of the routes is shown in the picture, from 0.
    pub(crate) shown: usize,
    pub(crate) ignored: Vec<String>,
}

impl RoutesQuery {
    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut ignored = Vec::new();
        Self {
            municipality: value(params, "kommune", |text| text.parse().ok(), &mut ignored),
            status: value(params, "status", |text| text.parse().ok(), &mut ignored),
            start: value(params, "von", |text| text.parse().ok(), &mut ignored),
            goal: value(params, "nach", Goal::read, &mut ignored),
            target_group: value(params, "gruppe", |text| text.parse().ok(), &mut ignored),
            language: value(params, "sprache", |text| text.parse().ok(), &mut ignored),
            max_handovers: value(params, "uebergaben", |text| text.parse().ok(), &mut ignored),
            only_confirmed: value(params, "bestaetigt", yes_or_no, &mut ignored) == Some(true),
            avoid: avoided(params, &mut ignored),
            criterion: value(params, "reihenfolge", read_criterion, &mut ignored)
                .unwrap_or_default(),
            shown: value(params, "weg", position, &mut ignored).unwrap_or(0),
            ignored,
        }
    }

    /// Whether there is enough to look for routes.
    pub(crate) fn is_complete(&self) -> bool {
        self.municipality.is_some() && self.goal.is_some()
    }

    /// Whether more is asked than the four main questions.
    pub(crate) fn has_conditions(&self) -> bool {
        self.target_group.is_some()
            || self.language.is_some()
            || self.max_handovers.is_some()
            || self.only_confirmed
            || !self.avoid.is_empty()
    }

    /// The query string with its leading `?`; empty for the default state.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        parts.push("kommune", self.municipality.as_ref().map_or("", RegionId::as_str));
        parts.push("status", self.status.as_ref().map_or("", ResidenceStatusCode::as_str));
        parts.push("von", self.start.as_ref().map_or("", ActorId::as_str));
        parts.push("nach", &self.goal.as_ref().map(Goal::write).unwrap_or_default());
        parts.push("gruppe", self.target_group.as_ref().map_or("", TargetGroupCode::as_str));
        parts.push("sprache", self.language.as_ref().map_or("", LanguageTag::as_str));
        let max_handovers = self.max_handovers.map(|n| n.to_string());
        parts.push("uebergaben", &max_handovers.unwrap_or_default());
        parts.push("bestaetigt", if self.only_confirmed { "ja" } else { "" });
        let avoid: Vec<&str> = self.avoid.iter().map(ActorId::as_str).collect();
        parts.push("meiden", &avoid.join(","));
        if self.criterion != RouteCriterion::default() {
            parts.push("reihenfolge", criterion_code(self.criterion));
        }
        if self.shown > 0 {
            parts.push("weg", &(self.shown + 1).to_string());
        }
        parts.0
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "ja" => Some(true),
        "nein" => Some(false),
        _ => None,
    }
}

/// `meiden=a,b` or, from the form, `meiden=a&meiden=b`.
fn avoided(params: &ParamsMap, ignored: &mut Vec<String>) -> Vec<ActorId> {
    let mut found: Vec<ActorId> = Vec::new();
    for text in params.get_all("meiden").unwrap_or_default() {
        for id in text.split(',').filter(|id| !id.is_empty()) {
            match id.parse() {
                Ok(id) if !found.contains(&id) => found.push(id),
                Ok(_) => {}
                Err(_invalid) => ignored.push(format!("meiden={id}")),
            }
        }
    }
    found
}

/// Routes are counted from 1 in the URL.
fn position(text: &str) -> Option<usize> {
    text.parse::<usize>().ok()?.checked_sub(1)
}

/// A value of the URL; what cannot be read is named among the ignored.
pub(super) fn value<T>(
    params: &ParamsMap,
    key: &str,
    read: impl Fn(&str) -> Option<T>,
    ignored: &mut Vec<String>,
) -> Option<T> {
    let text = params.get(key).filter(|text| !text.is_empty())?;
    let value = read(&text);
    if value.is_none() {
        ignored.push(format!("{key}={text}"));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> RoutesQuery {
        let mut map = ParamsMap::new();
        for (key, value) in pairs {
            map.insert((*key).to_owned(), (*value).to_owned());
        }
        RoutesQuery::read(&map)
    }

    #[test]
    fn a_question_is_read_and_written() {
        let pairs =
            [("kommune", "05774020"), ("status", "duldung"), ("nach", "feld:arbeit"), ("weg", "2")];
        let query = read(&pairs);
        assert!(query.is_complete());
        assert_eq!(query.shown, 1);
        assert_eq!(query.write(), "?kommune=05774020&status=duldung&nach=feld:arbeit&weg=2");
    }

    #[test]
    fn wrong_values_are_named() {
        let query = read(&[("nach", "arbeit"), ("weg", "0")]);
        assert_eq!(query.ignored, ["nach=arbeit", "weg=0"]);
        assert!(!query.is_complete());
    }

    #[test]
    fn conditions_are_read_and_written() {
        let text = "?kommune=05774020&nach=feld:arbeit&gruppe=women&sprache=ar&uebergaben=2\
                    &bestaetigt=ja&meiden=abh-kreis,jc&reihenfolge=sicher";
        let pairs: Vec<(&str, &str)> =
            text[1..].split('&').filter_map(|pair| pair.split_once('=')).collect();
        let query = read(&pairs);
        assert!(query.has_conditions() && query.ignored.is_empty(), "{query:?}");
        assert_eq!((query.max_handovers, query.criterion), (Some(2), RouteCriterion::Surest));
        assert_eq!(query.write(), text);
    }

    #[test]
    fn avoided_actors_come_as_a_list_or_one_by_one() {
        let query = read(&[("meiden", "a,b"), ("meiden", ""), ("meiden", "b"), ("meiden", "Ä")]);
        assert_eq!(query.avoid.iter().map(ActorId::as_str).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(query.ignored, ["meiden=Ä"]);
    }

    #[test]
    fn wrong_conditions_are_named_and_left_out() {
        let query = read(&[
            ("gruppe", "Frauen!"),
            ("sprache", "?"),
            ("uebergaben", "viele"),
            ("bestaetigt", "vielleicht"),
            ("reihenfolge", "billig"),
        ]);
        assert_eq!(query.ignored.len(), 5, "{:?}", query.ignored);
        assert!(!query.has_conditions());
        assert!(!read(&[("bestaetigt", "nein")]).only_confirmed);
    }
}
