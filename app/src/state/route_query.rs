//! What the URL of `wege` says: who asks, from where, to what.

use leptos_router::params::ParamsMap;
use model::{ActorId, FieldCode, RegionId, ResidenceStatusCode};

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

/// Everything the URL of `wege` can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RoutesQuery {
    pub(crate) municipality: Option<RegionId>,
    pub(crate) status: Option<ResidenceStatusCode>,
    pub(crate) start: Option<ActorId>,
    pub(crate) goal: Option<Goal>,
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
            shown: value(params, "weg", position, &mut ignored).unwrap_or(0),
            ignored,
        }
    }

    /// Whether there is enough to look for routes.
    pub(crate) fn is_complete(&self) -> bool {
        self.municipality.is_some() && self.goal.is_some()
    }

    /// The query string with its leading `?`; empty for the default state.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        parts.push("kommune", self.municipality.as_ref().map_or("", RegionId::as_str));
        parts.push("status", self.status.as_ref().map_or("", ResidenceStatusCode::as_str));
        parts.push("von", self.start.as_ref().map_or("", ActorId::as_str));
        parts.push("nach", &self.goal.as_ref().map(Goal::write).unwrap_or_default());
        if self.shown > 0 {
            parts.push("weg", &(self.shown + 1).to_string());
        }
        parts.0
    }
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
}
