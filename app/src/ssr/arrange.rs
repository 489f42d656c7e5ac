//! Where the actors lie in each arrangement, and what lies behind them.

mod flow;

use std::collections::BTreeMap;

use analysis::{CommunityReport, community_report};
use model::{ActorId, Level, Location, RegionId, Sector};
use scene::curve::Circle;
use scene::layout::OverviewOptions;
use scene::layout::places::AREA_MARGIN_WORLD;
use scene::{Bounds, Point, mosaic};
use store::{Layout, Position};

use super::state::LoadedNetwork;
use crate::api::Arrangement;

/// Which of equally good partitions is found; the same every time.
const COMMUNITY_SEED: u64 = 1;

/// The actors of a network in an arrangement; positions in the order of its actors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arranged {
    pub(crate) points: Vec<Point>,
    pub(crate) areas: Vec<Area>,
}

#[derive(Clone, Debug)]
pub(crate) struct Area {
    pub(crate) name: AreaName,
    pub(crate) shape: AreaShape,
}

#[derive(Clone, Debug)]
pub(crate) enum AreaName {
    Level(Level),
    Sector(Sector),
    /// By its number and its centre.
    Community(usize, ActorId),
    /// Those without a tie.
    Alone,
    /// Those who neither refer nor receive.
    WithoutReferral,
    Region(RegionId),
    /// Those without a place in the Kreis.
    Elsewhere,
}

#[derive(Clone, Debug)]
pub(crate) enum AreaShape {
    /// A rectangle with its name in the corner.
    Lane(Bounds),
    /// A rectangle with its name above.
    Block(Bounds),
    /// Only its name is written, above.
    Heading(Bounds),
    Circle(Circle),
    /// An outline by its corners, around a disc.
    Town(Vec<Point>, Circle),
}

/// Actors that stand together in the matrix: positions in the network, in the order of the rows.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) name: AreaName,
    pub(crate) nodes: Vec<u32>,
}

/// The stored picture, if everybody whom the viewer sees is in it; some may be in it whom they do
/// not see.
pub(super) fn kept(loaded: &LoadedNetwork, stored: &Layout) -> Option<Layout> {
    let places: BTreeMap<&ActorId, &Position> =
        stored.positions.iter().map(|place| (&place.actor, place)).collect();
    let of_actor = |actor: &model::Actor| places.get(&actor.id).map(|place| (*place).clone());
    let positions: Option<Vec<Position>> = loaded.network().actors.iter().map(of_actor).collect();
    Some(Layout { revision: loaded.revision, positions: positions? })
}

/// The picture by ties. Who was in the picture of an earlier state stays where it was.
pub(super) fn overview(loaded: &LoadedNetwork, before: Option<&Layout>) -> Layout {
    let network = loaded.network();
    let known: BTreeMap<&ActorId, Point> = before
        .iter()
        .flat_map(|layout| &layout.positions)
        .map(|place| (&place.actor, Point::new(place.x, place.y)))
        .collect();
    let known: Vec<Option<Point>> =
        network.actors.iter().map(|actor| known.get(&actor.id).copied()).collect();
    let points = scene::layout::overview_from(
        network.actors.len(),
        &edges(loaded),
        None,
        &known,
        OverviewOptions::default(),
    );
    let place = |(actor, point): (&model::Actor, Point)| Position {
        actor: actor.id.clone(),
        x: point.x,
        y: point.y,
    };
    Layout {
        revision: loaded.revision,
        positions: network.actors.iter().zip(points).map(place).collect(),
    }
}

/// An arrangement by what the network says of its actors; that by ties is given as `overview`.
pub(super) fn arranged(
    loaded: &LoadedNetwork,
    arrangement: Arrangement,
    overview: &Layout,
) -> Arranged {
    match arrangement {
        Arrangement::Overview => of_layout(loaded, overview),
        Arrangement::Groups => groups(loaded),
        Arrangement::Levels => levels(loaded),
        Arrangement::Places => places(loaded),
        Arrangement::Flow => flow::flow(loaded),
    }
}

fn of_layout(loaded: &LoadedNetwork, layout: &Layout) -> Arranged {
    let known: BTreeMap<&ActorId, Point> =
        layout.positions.iter().map(|place| (&place.actor, Point::new(place.x, place.y))).collect();
    let actors = loaded.network().actors.iter();
    let points = actors.map(|actor| known.get(&actor.id).copied().unwrap_or(Point::ORIGIN));
    Arranged { points: points.collect(), areas: Vec::new() }
}

/// Over all relations; `part_of` keeps families together.
fn edges(loaded: &LoadedNetwork) -> Vec<(u32, u32)> {
    let (network, index) = (loaded.network(), loaded.index());
    let edge = |from: &ActorId, to: &ActorId| {
        let (from, to) = (index.actor_idx(from)?, index.actor_idx(to)?);
        Some((u32::try_from(from).ok()?, u32::try_from(to).ok()?))
    };
    let relations = network.relations.iter().filter_map(|row| edge(&row.from, &row.to));
    let families = network.actors.iter().filter_map(|row| edge(&row.id, row.parent.as_ref()?));
    relations.chain(families).collect()
}

/// The communities, and the number of its own for each actor: who has no tie is in none, and
/// together they count as one more.
fn numbered_communities(loaded: &LoadedNetwork) -> (CommunityReport, Vec<u32>) {
    let index = loaded.index();
    let report = community_report(&index, COMMUNITY_SEED);
    let alone = report.communities.len();
    let mut community = vec![alone; loaded.network().actors.len()];
    for (number, members) in report.communities.iter().enumerate() {
        for idx in members.iter().filter_map(|id| index.actor_idx(id)) {
            community[idx] = number;
        }
    }
    let numbers = community.iter().map(|number| u32::try_from(*number).unwrap_or(u32::MAX));
    (report, numbers.collect())
}

fn community_name(report: &CommunityReport, number: u32) -> AreaName {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    let centre = report.centres.get(number);
    centre.map_or(AreaName::Alone, |id| AreaName::Community(number + 1, id.clone()))
}

/// The rows of the matrix, community by community; who has no tie comes last.
pub(super) fn matrix_blocks(loaded: &LoadedNetwork) -> Vec<Block> {
    let (report, numbers) = numbered_communities(loaded);
    let order = scene::layout::matrix_order(numbers.len(), &edges(loaded), &numbers);
    let number = |node: &u32| usize::try_from(*node).ok().and_then(|node| numbers.get(node));
    let blocks = order.chunk_by(|a, b| number(a) == number(b)).filter_map(|nodes| {
        let name = community_name(&report, *number(nodes.first()?)?);
        Some(Block { name, nodes: nodes.to_vec() })
    });
    let mut blocks: Vec<Block> = blocks.collect();
    blocks.sort_by_key(|block| matches!(block.name, AreaName::Alone));
    blocks
}

fn groups(loaded: &LoadedNetwork) -> Arranged {
    let (report, numbers) = numbered_communities(loaded);
    let picture = scene::layout::groups::groups(
        numbers.len(),
        &edges(loaded),
        &numbers,
        OverviewOptions::default(),
    );
    let areas = picture.clusters.iter().map(|cluster| Area {
        name: community_name(&report, cluster.community),
        shape: AreaShape::Circle(cluster.circle),
    });
    Arranged { areas: areas.collect(), points: picture.points }
}

fn levels(loaded: &LoadedNetwork) -> Arranged {
    let actors = &loaded.network().actors;
    // The Bund above, the Gemeinde below.
    let level = |level: Level| Level::ALL.iter().rev().position(|known| *known == level);
    let sector = |sector: Sector| Sector::ALL.iter().position(|known| *known == sector);
    let small = |n: Option<usize>| n.and_then(|n| u16::try_from(n).ok()).unwrap_or(u16::MAX);
    let rows: Vec<u16> = actors.iter().map(|actor| small(level(actor.level))).collect();
    let columns: Vec<u16> = actors.iter().map(|actor| small(sector(actor.sector))).collect();
    let picture = scene::layout::layers::layers(&rows, &columns, &edges(loaded));
    let lanes = picture.lanes.iter().filter_map(|lane| {
        let level = Level::ALL.iter().rev().nth(usize::from(lane.level))?;
        Some(Area { name: AreaName::Level(*level), shape: AreaShape::Lane(lane.bounds) })
    });
    let columns = picture.columns.iter().filter_map(|column| {
        let sector = Sector::ALL.get(usize::from(column.group))?;
        Some(Area { name: AreaName::Sector(*sector), shape: AreaShape::Heading(column.bounds) })
    });
    Arranged { areas: lanes.chain(columns).collect(), points: picture.points }
}

fn places(loaded: &LoadedNetwork) -> Arranged {
    let (network, index) = (loaded.network(), loaded.index());
    let towns: Vec<(&RegionId, Location)> = network
        .municipalities()
        .filter_map(|region| Some((&region.id, region.centroid?)))
        .collect();
    let home = |idx: usize| {
        let region = index.network.actors[idx].region.as_ref()?;
        u32::try_from(towns.iter().position(|(id, _)| *id == region)?).ok()
    };
    let homes: Vec<Option<u32>> = (0..network.actors.len()).map(home).collect();
    let centres = projected(towns.iter().map(|(_, place)| *place));
    let picture = scene::layout::places::places(&homes, &centres, &edges(loaded));
    let outlines = mosaic::areas_around(&picture.towns, AREA_MARGIN_WORLD);
    let towns = towns.iter().zip(&picture.towns).zip(outlines);
    let towns = towns.filter_map(|(((id, _), disc), outline)| {
        let shape = AreaShape::Town(outline, (*disc)?);
        Some(Area { name: AreaName::Region((*id).clone()), shape })
    });
    let outside = picture
        .outside
        .map(|bounds| Area { name: AreaName::Elsewhere, shape: AreaShape::Block(bounds) });
    Arranged { areas: towns.chain(outside).collect(), points: picture.points }
}

/// North up; see [`crate::geo::projected`].
pub(super) fn projected(places: impl Iterator<Item = Location>) -> Vec<Point> {
    let degrees = places.map(|place| Point::new(place.lon_degrees(), place.lat_degrees()));
    crate::geo::projected(&degrees.collect::<Vec<Point>>())
}
