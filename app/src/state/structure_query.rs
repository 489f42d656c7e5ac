//! What the URL of `struktur` says: by which groups brokers are told apart.

use leptos_router::params::ParamsMap;

use super::route_query::value;
use crate::api::BrokerGroups;

/// Everything the URL of `struktur` can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StructureQuery {
    pub(crate) groups: BrokerGroups,
    pub(crate) ignored: Vec<String>,
}

impl StructureQuery {
    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut ignored = Vec::new();
        let groups = value(params, "gruppen", read_groups, &mut ignored).unwrap_or_default();
        Self { groups, ignored }
    }

    /// A link to the same page with other groups, at the table they concern.
    pub(crate) fn link(groups: BrokerGroups) -> &'static str {
        match groups {
            BrokerGroups::Sector => "?#vermittlung",
            BrokerGroups::Regime => "?gruppen=rechtskreis#vermittlung",
        }
    }
}

fn read_groups(text: &str) -> Option<BrokerGroups> {
    match text {
        "sektor" => Some(BrokerGroups::Sector),
        "rechtskreis" => Some(BrokerGroups::Regime),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(groups: &str) -> StructureQuery {
        let mut map = ParamsMap::new();
        map.insert("gruppen".to_owned(), groups.to_owned());
        StructureQuery::read(&map)
    }

    #[test]
    fn groups_are_read_and_others_named() {
        assert_eq!(read("rechtskreis").groups, BrokerGroups::Regime);
        assert_eq!(read("").groups, BrokerGroups::Sector);
        let unknown = read("farbe");
        assert_eq!(unknown.groups, BrokerGroups::Sector);
        assert_eq!(unknown.ignored, ["gruppen=farbe"]);
    }
}
