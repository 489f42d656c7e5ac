//! How much goes from where to where, gathered at both ends.

use std::collections::BTreeMap;

use model::{ActorGroup, Cases, Decimal, Lang, Layer, Level, Sector};

use crate::api::{GraphView, NodeView};
use crate::state::{NetworkQuery, NetworkView, StreamEnds};
use crate::text::sentences::matrix::cases;

/// One end of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Group(ActorGroup),
    Sector(Sector),
    Level(Level),
}

impl End {
    fn of(node: &NodeView, ends: StreamEnds) -> Self {
        match ends {
            StreamEnds::Group => Self::Group(node.kind.group()),
            StreamEnds::Sector => Self::Sector(node.sector),
            StreamEnds::Level => Self::Level(node.level),
        }
    }

    pub(super) fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Group(group) => group.label(lang),
            Self::Sector(sector) => sector.label(lang),
            Self::Level(level) => level.label(lang),
        }
    }

    /// The colour of a group; other ends have none of their own.
    pub(super) fn class(self) -> String {
        match self {
            Self::Group(group) => format!("g-{}", group.code()),
            Self::Sector(_) | Self::Level(_) => "g-none".to_owned(),
        }
    }

    fn choose(self, query: &mut NetworkQuery) {
        match self {
            Self::Group(group) => drop(query.groups.insert(group)),
            Self::Sector(sector) => drop(query.sectors.insert(sector)),
            Self::Level(level) => drop(query.levels.insert(level)),
        }
    }
}

/// What goes from one end to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stream {
    pub(super) from: End,
    pub(super) to: End,
    /// The sum of what is known.
    pub(super) per_month: Cases,
    pub(super) n_links: usize,
    /// Those of them without a number.
    pub(super) n_unknown: usize,
}

impl Stream {
    /// Narrows the picture to the actors behind it and their referrals.
    pub(super) fn narrow(self, query: &mut NetworkQuery) {
        match self.from {
            End::Group(_) => query.groups.clear(),
            End::Sector(_) => query.sectors.clear(),
            End::Level(_) => query.levels.clear(),
        }
        self.from.choose(query);
        self.to.choose(query);
        query.layers = [Layer::Flow].into();
        query.view = NetworkView::Picture;
        query.camera = None;
    }
}

/// The streams between visible actors along referrals that work, the widest first.
pub(super) fn streams(
    graph: &GraphView,
    visible: &[bool],
    ends: StreamEnds,
    least_volume: Option<f32>,
) -> Vec<Stream> {
    let mut found: BTreeMap<(End, End), Stream> = BTreeMap::new();
    let shown = |idx: u16| {
        let idx = usize::from(idx);
        graph.nodes.get(idx).filter(|_| visible.get(idx) == Some(&true))
    };
    for edge in &graph.edges {
        let is_referral = edge.kind.layer() == Layer::Flow && edge.status.is_passable();
        let is_referral = is_referral && edge.is_strong(least_volume);
        let (Some(from), Some(to)) = (shown(edge.from_idx), shown(edge.to_idx)) else { continue };
        if !is_referral || edge.from_idx == edge.to_idx {
            continue;
        }
        let (from, to) = (End::of(from, ends), End::of(to, ends));
        let per_month = Cases(Decimal::from_integer(0));
        let stream = found.entry((from, to)).or_insert(Stream {
            from,
            to,
            per_month,
            n_links: 0,
            n_unknown: 0,
        });
        stream.n_links += 1;
        match edge.volume {
            Some(volume) => stream.per_month = sum([stream.per_month, cases(volume)].into_iter()),
            None => stream.n_unknown += 1,
        }
    }
    let mut streams: Vec<Stream> = found.into_values().collect();
    streams.sort_by_key(|stream| std::cmp::Reverse(stream.per_month.0.thousandths()));
    streams
}

/// Exact, as far as thousandths fit.
pub(super) fn sum(cases: impl Iterator<Item = Cases>) -> Cases {
    let add = |sum: i64, cases: Cases| sum.saturating_add(cases.0.thousandths());
    Cases(Decimal::from_thousandths(cases.fold(0, add)))
}

#[cfg(test)]
mod tests {
    use model::{ActorKind, RelationKind, RelationStatus};

    use super::*;
    use crate::api::EdgeView;

    fn node(id: &str, kind: ActorKind, level: Level) -> NodeView {
        NodeView { kind, level, ..NodeView::plain(id) }
    }

    fn edge(id: &str, ends: (u16, u16), volume: Option<f32>, status: RelationStatus) -> EdgeView {
        EdgeView {
            id: id.parse().unwrap(),
            kind: RelationKind::RefersTo,
            from_idx: ends.0,
            to_idx: ends.1,
            status,
            volume,
            wait_days: None,
            years_unconfirmed: 0,
        }
    }

    fn graph() -> GraphView {
        let active = RelationStatus::Active;
        GraphView {
            revision: 1,
            day: model::Date::constant(2026, 6, 1),
            name: "Kreis".to_owned(),
            municipalities: Vec::new(),
            nodes: vec![
                node("cm", ActorKind::CaseManagementUnit, Level::Gemeinde),
                node("jc", ActorKind::Jobcenter, Level::Kreis),
                node("afa", ActorKind::EmploymentAgency, Level::Bund),
            ],
            edges: vec![
                edge("a", (0, 1), Some(2.1), active),
                edge("b", (0, 2), Some(0.2), active),
                edge("c", (0, 2), None, active),
                edge("d", (1, 2), Some(9.0), active),
                edge("e", (2, 0), Some(50.0), RelationStatus::Planned),
                edge("f", (0, 0), Some(50.0), active),
            ],
            areas: Vec::new(),
            fields: Vec::new(),
            has_example_volumes: false,
            has_example_waits: false,
        }
    }

    #[test]
    fn streams_add_up_exactly_and_unknown_is_counted_apart() {
        let streams = streams(&graph(), &[true; 3], StreamEnds::Group, None);
        let told: Vec<(String, usize, usize)> = streams
            .iter()
            .map(|row| (row.per_month.0.to_string(), row.n_links, row.n_unknown))
            .collect();
        // Within work and subsistence, and from the case management to it; the planned one is none.
        assert_eq!(told, [("9".to_owned(), 1, 0), ("2.3".to_owned(), 3, 1)]);
        assert_eq!(sum(streams.iter().map(|row| row.per_month)).0.to_string(), "11.3");
    }

    #[test]
    fn filters_hold_and_a_stream_narrows_to_its_ends() {
        let streams = streams(&graph(), &[true, false, true], StreamEnds::Level, None);
        assert_eq!(streams.len(), 1);
        let mut query = NetworkQuery { view: NetworkView::Stream, ..NetworkQuery::default() };
        streams[0].narrow(&mut query);
        assert_eq!(query.write(), "?ebene=gemeinde,bund");
    }
}
