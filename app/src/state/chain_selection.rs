//! What the URL of `ketten` says: which chain, where, for whom.

use leptos_router::params::ParamsMap;
use model::{ChainId, RegionId, ResidenceStatusCode};

use super::network_query::Parts;
use super::route_query::value;

/// Everything the URL of `ketten` can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChainSelection {
    pub(crate) chain: Option<ChainId>,
    pub(crate) municipality: Option<RegionId>,
    /// Residence status at the start; `None` is that of the template.
    pub(crate) status: Option<ResidenceStatusCode>,
    pub(crate) ignored: Vec<String>,
}

impl ChainSelection {
    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut ignored = Vec::new();
        Self {
            chain: value(params, "kette", |text| text.parse().ok(), &mut ignored),
            municipality: value(params, "kommune", |text| text.parse().ok(), &mut ignored),
            status: value(params, "status", |text| text.parse().ok(), &mut ignored),
            ignored,
        }
    }

    /// The query string with its leading `?`; empty for the default state.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        parts.push("kette", self.chain.as_ref().map_or("", ChainId::as_str));
        parts.push("kommune", self.municipality.as_ref().map_or("", RegionId::as_str));
        parts.push("status", self.status.as_ref().map_or("", ResidenceStatusCode::as_str));
        parts.0
    }

    /// Chain and status, when a chain is chosen; the status is empty when not asked.
    pub(crate) fn question(&self) -> Option<(String, String)> {
        let status = self.status.as_ref().map(ToString::to_string);
        Some((self.chain.as_ref()?.to_string(), status.unwrap_or_default()))
    }

    pub(crate) fn place(&self) -> Option<String> {
        self.municipality.as_ref().map(ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> ChainSelection {
        let mut map = ParamsMap::new();
        for (key, value) in pairs {
            map.insert((*key).to_owned(), (*value).to_owned());
        }
        ChainSelection::read(&map)
    }

    #[test]
    fn a_question_is_read_and_written() {
        let selection =
            read(&[("kette", "familie"), ("kommune", "05774020"), ("status", "duldung")]);
        assert_eq!(selection.question(), Some(("familie".to_owned(), "duldung".to_owned())));
        assert_eq!(selection.place().as_deref(), Some("05774020"));
        assert_eq!(selection.write(), "?kette=familie&kommune=05774020&status=duldung");
    }

    #[test]
    fn without_a_chain_there_is_no_question() {
        assert_eq!(read(&[("kommune", "05774020"), ("status", "")]).question(), None);
        assert_eq!(read(&[("kette", "Groß und klein")]).ignored, ["kette=Groß und klein"]);
    }
}
