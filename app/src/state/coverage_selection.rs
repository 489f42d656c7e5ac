//! What the URL of `abdeckung` says: for whom, which cell, and what the cells show.

use leptos_router::params::ParamsMap;
use model::{FieldCode, RegionId, ResidenceStatusCode, TargetGroupCode};

use super::network_query::Parts;
use super::route_query::value;

/// What stands in the cells of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CellShows {
    /// The number of services that can be reached.
    #[default]
    Services,
    /// The shortest known wait.
    Wait,
}

impl CellShows {
    fn read(text: &str) -> Option<Self> {
        match text {
            "angebote" => Some(Self::Services),
            "wartezeit" => Some(Self::Wait),
            _ => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Services => "",
            Self::Wait => "wartezeit",
        }
    }
}

/// Everything the URL of `abdeckung` can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CoverageSelection {
    pub(crate) target_group: Option<TargetGroupCode>,
    pub(crate) status: Option<ResidenceStatusCode>,
    pub(crate) municipality: Option<RegionId>,
    /// The Handlungsfeld on the map.
    pub(crate) field: Option<FieldCode>,
    pub(crate) shows: CellShows,
    pub(crate) ignored: Vec<String>,
}

impl CoverageSelection {
    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut ignored = Vec::new();
        Self {
            target_group: value(params, "gruppe", |text| text.parse().ok(), &mut ignored),
            status: value(params, "status", |text| text.parse().ok(), &mut ignored),
            municipality: value(params, "kommune", |text| text.parse().ok(), &mut ignored),
            field: value(params, "feld", |text| text.parse().ok(), &mut ignored),
            shows: value(params, "zeigt", CellShows::read, &mut ignored).unwrap_or_default(),
            ignored,
        }
    }

    /// The query string with its leading `?`; empty for the default state.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        parts.push("gruppe", self.target_group.as_ref().map_or("", TargetGroupCode::as_str));
        parts.push("status", self.status.as_ref().map_or("", ResidenceStatusCode::as_str));
        parts.push("kommune", self.municipality.as_ref().map_or("", RegionId::as_str));
        parts.push("feld", self.field.as_ref().map_or("", FieldCode::as_str));
        parts.push("zeigt", self.shows.code());
        parts.0
    }

    /// Target group and residence status, empty when not asked.
    pub(crate) fn people(&self) -> (String, String) {
        let text = |value: Option<String>| value.unwrap_or_default();
        (
            text(self.target_group.as_ref().map(ToString::to_string)),
            text(self.status.as_ref().map(ToString::to_string)),
        )
    }

    /// Kommune and Handlungsfeld, when both are chosen.
    pub(crate) fn cell(&self) -> Option<(String, String)> {
        Some((self.municipality.as_ref()?.to_string(), self.field.as_ref()?.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> CoverageSelection {
        let mut map = ParamsMap::new();
        for (key, value) in pairs {
            map.insert((*key).to_owned(), (*value).to_owned());
        }
        CoverageSelection::read(&map)
    }

    #[test]
    fn a_cell_is_read_and_written() {
        let selection = read(&[
            ("gruppe", "families"),
            ("kommune", "05774020"),
            ("feld", "arbeit"),
            ("zeigt", "wartezeit"),
        ]);
        assert_eq!(selection.cell(), Some(("05774020".to_owned(), "arbeit".to_owned())));
        assert_eq!(selection.people(), ("families".to_owned(), String::new()));
        assert_eq!(
            selection.write(),
            "?gruppe=families&kommune=05774020&feld=arbeit&zeigt=wartezeit"
        );
    }

    #[test]
    fn nothing_said_is_nothing_written() {
        assert_eq!(read(&[("gruppe", ""), ("zeigt", "angebote")]).write(), "");
        assert_eq!(read(&[("feld", "arbeit")]).cell(), None);
    }

    #[test]
    fn wrong_values_are_named() {
        assert_eq!(read(&[("zeigt", "alles")]).ignored, ["zeigt=alles"]);
    }
}
