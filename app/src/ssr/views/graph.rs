//! The network as flat arrays.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{ServiceLoad, years_unconfirmed};
use model::{
    ActorId, CodeListKind, Date, EntityRef, Lang, Layer, Metric, NetworkIndex, Region, RegionId,
    Relation, Statistic,
};
use scene::curve::Circle;
use scene::lettering::shortened;
use scene::picture::{Outline, TitlePlace};
use scene::{Bounds, Point};

use super::labels::Labels;
use crate::api::graph_update::{GraphParts, GraphUpdate};
use crate::api::{AreaTitle, AreaView, Arrangement, EdgeView, GraphView, Named, NodeView};
use crate::ssr::arrange::{Area, AreaName, AreaShape, Arranged};
use crate::ssr::state::LoadedNetwork;

/// Longer names of the actor in the middle of a community are cut: the tables have them whole.
const MAX_CENTRE_LETTERS: usize = 30;

pub(crate) fn graph(loaded: &LoadedNetwork, arranged: &Arranged, lang: Lang) -> GraphView {
    let (network, sight) = (loaded.network(), Sight::of(loaded, arranged, lang));
    GraphView {
        revision: loaded.revision,
        day: loaded.day,
        name: network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str()).to_owned(),
        nodes: (0..network.actors.len()).map(|idx| sight.node(idx)).collect(),
        edges: network.relations.iter().filter_map(|row| sight.edge(row)).collect(),
        areas: sight.areas(),
        fields: loaded
            .codes
            .list(CodeListKind::FieldOfAction)
            .filter_map(|entry| {
                let name = entry.label(lang).to_owned();
                Some(Named { id: entry.code.parse().ok()?, name })
            })
            .collect(),
        municipalities: sight
            .municipalities
            .iter()
            .map(|region| Named { id: region.id.clone(), name: region.name.clone() })
            .collect(),
        has_example_volumes: sight.has_example(Metric::ReferralsSent),
        has_example_waits: sight.has_example(Metric::WaitingTime),
    }
}

/// What leads from the picture that was right at a revision to the one that is right now.
pub(crate) fn graph_update(
    loaded: &LoadedNetwork,
    (arrangement, arranged): (Arrangement, &Arranged),
    (since, day): (u64, Date),
    lang: Lang,
) -> GraphUpdate {
    // Another day may have other rows at the same revision.
    let touched = loaded.touched_since(since).filter(|_| day == loaded.day);
    let Some(touched) = touched else {
        return GraphUpdate::Whole(Box::new(graph(loaded, arranged, lang)));
    };
    let (network, sight) = (loaded.network(), Sight::of(loaded, arranged, lang));
    let (mut nodes, mut gone_nodes) = (Vec::new(), Vec::new());
    for id in touched.actors {
        match sight.labels.index.actor_idx(&id) {
            Some(idx) => nodes.push(sight.node(idx)),
            None => gone_nodes.push(id),
        }
    }
    let (mut edges, mut gone_edges) = (Vec::new(), Vec::new());
    for id in touched.relations {
        let row = network.relations.binary_search_by(|row| row.id.cmp(&id));
        match row.ok().and_then(|at| sight.edge(&network.relations[at])) {
            Some(edge) => edges.push(edge),
            None => gone_edges.push(id),
        }
    }
    // The picture by ties lets everybody stay for as long as the same are there; in the others, whom
    // a change moves is not known.
    let is_moved = touched.are_others || arrangement != Arrangement::Overview;
    let place = |idx| {
        let at = sight.point(idx);
        (coordinate(at.x), coordinate(at.y))
    };
    GraphUpdate::Parts(GraphParts {
        revision: loaded.revision,
        gone_nodes,
        nodes,
        gone_edges,
        edges,
        places: is_moved.then(|| (0..network.actors.len()).map(place).collect()),
        areas: is_moved.then(|| sight.areas()),
        has_example_volumes: sight.has_example(Metric::ReferralsSent),
        has_example_waits: sight.has_example(Metric::WaitingTime),
    })
}

/// A network as it is looked at.
struct Sight<'a> {
    loaded: &'a LoadedNetwork,
    arranged: &'a Arranged,
    labels: Labels<'a>,
    /// By name.
    municipalities: Vec<&'a Region>,
    utilisations: BTreeMap<&'a ActorId, &'a ServiceLoad>,
}

impl<'a> Sight<'a> {
    fn of(loaded: &'a LoadedNetwork, arranged: &'a Arranged, lang: Lang) -> Self {
        let mut municipalities: Vec<&Region> = loaded.network().municipalities().collect();
        municipalities.sort_by(|a, b| a.name.cmp(&b.name));
        let (labels, utilisations) = (Labels::new(loaded, lang), utilisations(loaded));
        Self { loaded, arranged, labels, municipalities, utilisations }
    }

    fn point(&self, actor_idx: usize) -> Point {
        self.arranged.points.get(actor_idx).copied().unwrap_or(Point::ORIGIN)
    }

    fn node(&self, actor_idx: usize) -> NodeView {
        let index = &self.labels.index;
        let load = self.utilisations.get(&index.network.actors[actor_idx].id);
        NodeView {
            utilisation_permille: load.map(|load| load.utilisation_permille),
            is_example_utilisation: load.is_some_and(|load| load.uses_example_data),
            ..node_view(index, actor_idx, &self.municipalities, self.point(actor_idx))
        }
    }

    fn edge(&self, row: &Relation) -> Option<EdgeView> {
        edge_view(&self.labels.index, row, self.loaded.day)
    }

    fn areas(&self) -> Vec<AreaView> {
        self.arranged.areas.iter().map(|row| area(&self.labels, row)).collect()
    }

    fn has_example(&self, metric: Metric) -> bool {
        let rows = &self.loaded.network().observations;
        rows.iter().any(|row| row.metric == metric && row.envelope.is_example())
    }
}

fn area(labels: &Labels<'_>, area: &Area) -> AreaView {
    let named = |name: &str| AreaTitle::Named(name.to_owned());
    let title = match &area.name {
        AreaName::Level(level) => named(level.label(labels.lang)),
        AreaName::Sector(sector) => named(sector.label(labels.lang)),
        AreaName::Community(number, centre) => {
            let centre = shortened(&labels.short_name(centre), MAX_CENTRE_LETTERS);
            AreaTitle::Community(*number, centre)
        }
        AreaName::Alone => AreaTitle::Alone,
        AreaName::WithoutReferral => AreaTitle::WithoutReferral,
        AreaName::Region(id) => AreaTitle::Named(labels.region(id)),
        AreaName::Elsewhere => AreaTitle::Elsewhere,
    };
    let (outline, at) = match &area.shape {
        AreaShape::Lane(bounds) => (Outline::Box(*bounds), bounds.min),
        AreaShape::Block(bounds) => (Outline::Box(*bounds), above(*bounds)),
        AreaShape::Heading(bounds) => (Outline::None, above(*bounds)),
        AreaShape::Circle(disc) => (Outline::Circle(*disc), above(around(*disc))),
        AreaShape::Town(corners, disc) => {
            let corners = corners.iter().copied().map(short).collect();
            (Outline::Polygon(corners), above(around(*disc)))
        }
    };
    let is_lane = matches!(area.shape, AreaShape::Lane(_));
    let title_place = if is_lane { TitlePlace::Corner } else { TitlePlace::Above };
    AreaView { title, outline, title_world: short(at), title_place }
}

fn around(disc: Circle) -> Bounds {
    let reach = Point::new(disc.radius, disc.radius);
    Bounds { min: disc.center - reach, max: disc.center + reach }
}

/// The middle of the upper side.
fn above(bounds: Bounds) -> Point {
    Point::new(bounds.centre().x, bounds.min.y)
}

/// How full the fullest service of each actor is.
pub(crate) fn utilisations(loaded: &LoadedNetwork) -> BTreeMap<&ActorId, &ServiceLoad> {
    let mut fullest = BTreeMap::new();
    for load in &loaded.loads().services {
        // The report begins with the fullest.
        fullest.entry(&load.actor).or_insert(load);
    }
    fullest
}

fn node_view(
    index: &NetworkIndex<'_>,
    idx: usize,
    municipalities: &[&Region],
    point: Point,
) -> NodeView {
    let actor = &index.network.actors[idx];
    let place = actor.region.as_ref().and_then(|id| index.region(id));
    let is_flow = |row: &&Relation| row.kind.layer() == Layer::Flow;
    NodeView {
        id: actor.id.clone(),
        name: actor.name.clone(),
        short_name: actor.short_name.clone(),
        kind: actor.kind,
        sector: actor.sector,
        level: actor.level,
        place: place.map(|region| region.name.clone()),
        home_idx: place.and_then(|place| {
            municipalities.iter().position(|region| region.id == place.id).map(small)
        }),
        municipality_idx: named_municipalities(index, idx, municipalities),
        keywords: keywords(index, idx, place),
        x: coordinate(point.x),
        y: coordinate(point.y),
        n_services: small(index.services_of(idx).count()),
        n_incoming: small(index.incoming(idx).filter(is_flow).count()),
        n_outgoing: small(index.outgoing(idx).filter(is_flow).count()),
        utilisation_permille: None,
        is_example_utilisation: false,
        is_example: actor.envelope.is_example(),
    }
}

/// Kommunen the actor lies in or names as its area; a whole Kreis is not spelled out.
fn named_municipalities(
    index: &NetworkIndex<'_>,
    idx: usize,
    municipalities: &[&Region],
) -> Vec<u16> {
    let actor = &index.network.actors[idx];
    let named: BTreeSet<&RegionId> = index
        .jurisdictions_of(idx)
        .flat_map(|row| &row.regions)
        .chain(actor.region.as_ref())
        .collect();
    municipalities
        .iter()
        .enumerate()
        .filter(|(_, region)| named.contains(&region.id))
        .map(|(position, _)| small(position))
        .collect()
}

fn keywords(index: &NetworkIndex<'_>, idx: usize, place: Option<&Region>) -> String {
    let actor = &index.network.actors[idx];
    let mut words: Vec<&str> = actor.aliases.iter().map(String::as_str).collect();
    words.extend(index.services_of(idx).map(|service| service.name.as_str()));
    words.extend(place.map(|region| region.name.as_str()));
    words.join(" · ").to_lowercase()
}

fn edge_view(index: &NetworkIndex<'_>, row: &Relation, day: Date) -> Option<EdgeView> {
    let entity = EntityRef::Relation(row.id.clone());
    let median = index.newest(&entity, Metric::WaitingTime, Statistic::Median);
    let volume = index.newest(&entity, Metric::ReferralsSent, Statistic::Mean);
    let wait = median.and_then(model::Observation::as_days);
    Some(EdgeView {
        id: row.id.clone(),
        kind: row.kind,
        from_idx: small(index.actor_idx(&row.from)?),
        to_idx: small(index.actor_idx(&row.to)?),
        status: row.status,
        volume: volume.map(|volume| coordinate(volume.value.as_f64())),
        wait_days: wait.and_then(|wait| u32::try_from(wait.whole_days()).ok()),
        years_unconfirmed: years_unconfirmed(row, day),
    })
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// A point with as few digits as [`coordinate`].
fn short(point: Point) -> Point {
    let round = |value: f64| (value * 100.0).round() / 100.0;
    Point::new(round(point.x), round(point.y))
}

#[expect(clippy::cast_possible_truncation, reason = "for drawing: 24 bits are plenty")]
fn coordinate(value: f64) -> f32 {
    // Two decimals are 0.4 pixels at the usual scale, and halve what is sent.
    ((value * 100.0).round() / 100.0) as f32
}
