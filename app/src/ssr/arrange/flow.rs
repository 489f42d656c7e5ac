//! Fluss: the actors along the referrals, from left to right.

use model::Layer;
use scene::layout::layered::{Ends, layered};
use scene::{Bounds, Point};

use super::{Area, AreaName, AreaShape, Arranged};
use crate::ssr::state::LoadedNetwork;

/// How far apart columns stand, by the layout: room for names, and marks that are large enough.
const STRETCH: f64 = 1.05;
/// Width by height, as of a screen beside legend and panel.
const ASPECT: f64 = 1.5;
/// No two actors of a column are closer, in world units.
const STEP_WORLD: f64 = 0.66;
/// Between those on the way and those who neither refer nor receive.
const ASIDE_GAP_WORLD: f64 = 2.6;
/// Room for a name beside each of the latter.
const ASIDE_STEP_WORLD: Point = Point { x: 3.2, y: 0.8 };

/// Along the referrals that work; who takes no part stands below.
pub(super) fn flow(loaded: &LoadedNetwork) -> Arranged {
    let (network, index) = (loaded.network(), loaded.index());
    let referrals = network.relations.iter().filter(|row| row.kind.layer() == Layer::Flow);
    let referrals = referrals.filter(|row| row.status.is_passable());
    let ends: Vec<(usize, usize)> = referrals
        .filter_map(|row| index.actor_idx(&row.from).zip(index.actor_idx(&row.to)))
        .filter(|(from, to)| from != to)
        .collect();
    let mut takes_part = vec![false; network.actors.len()];
    for (from, to) in &ends {
        takes_part[*from] = true;
        takes_part[*to] = true;
    }
    let (on_way, aside): (Vec<usize>, Vec<usize>) =
        (0..takes_part.len()).partition(|idx| takes_part[*idx]);
    let place = |idx: usize| u32::try_from(on_way.binary_search(&idx).ok()?).ok();
    let edges: Vec<(u32, u32)> =
        ends.iter().filter_map(|(from, to)| place(*from).zip(place(*to))).collect();
    let picture = layered(on_way.len(), &edges, Ends::default());
    let condensed = condensed(&picture.points);
    let mut points = vec![Point::ORIGIN; takes_part.len()];
    for (&idx, point) in on_way.iter().zip(&condensed) {
        points[idx] = *point;
    }
    let bounds = Bounds::of(&condensed).unwrap_or(Bounds::around(Point::ORIGIN, 0.0, 0.0));
    let block = set_aside(&mut points, &aside, bounds);
    let areas = block.map(|bounds| Area {
        name: AreaName::WithoutReferral,
        shape: AreaShape::Block(bounds.grown(0.7)),
    });
    Arranged { points, areas: areas.into_iter().collect() }
}

/// The columns farther apart, and lower: a layered picture leaves room for every line that passes,
/// which makes one of many referrals a tower.
fn condensed(points: &[Point]) -> Vec<Point> {
    let Some(bounds) = Bounds::of(points) else { return Vec::new() };
    let wanted = bounds.width() * STRETCH / ASPECT;
    let factor = if bounds.height() > wanted { wanted / bounds.height() } else { 1.0 };
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| {
        points[a].x.total_cmp(&points[b].x).then(points[a].y.total_cmp(&points[b].y))
    });
    let mut condensed = vec![Point::ORIGIN; points.len()];
    for column in order.chunk_by(|&a, &b| points[a].x.total_cmp(&points[b].x).is_eq()) {
        let (mut lowest, mut shift, mut n) = (f64::NEG_INFINITY, 0.0, 0.0);
        for &idx in column {
            let wish = points[idx].y * factor;
            let y = wish.max(lowest + STEP_WORLD);
            condensed[idx] = Point::new(points[idx].x * STRETCH, y);
            lowest = y;
            shift += y - wish;
            n += 1.0;
        }
        // Pushed down where there was no room: the column as a whole comes back up.
        for &idx in column {
            condensed[idx].y -= shift / n;
        }
    }
    condensed
}

/// Stands some actors in rows below a picture; returns the room they take.
fn set_aside(points: &mut [Point], aside: &[usize], picture: Bounds) -> Option<Bounds> {
    let mut place = Point::new(picture.min.x, picture.max.y + ASIDE_GAP_WORLD);
    let mut placed = Vec::with_capacity(aside.len());
    for &idx in aside {
        points[idx] = place;
        placed.push(place);
        place.x += ASIDE_STEP_WORLD.x;
        if place.x > picture.max.x {
            place = Point::new(picture.min.x, place.y + ASIDE_STEP_WORLD.y);
        }
    }
    Bounds::of(&placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tower_becomes_lower_and_keeps_its_order_and_distances() {
        let points: Vec<Point> =
            (0..40_i32).map(|n| Point::new(f64::from(n % 4) * 3.0, f64::from(n) * 3.0)).collect();
        let lower = condensed(&points);
        let height = |points: &[Point]| Bounds::of(points).map_or(0.0, Bounds::height);
        assert!(height(&lower) < height(&points) / 3.0);
        for column in 0..4 {
            let ys: Vec<f64> = (column..40).step_by(4).map(|n| lower[n].y).collect();
            assert!(ys.windows(2).all(|pair| pair[1] - pair[0] >= STEP_WORLD - 1e-9));
        }
        assert!(condensed(&[]).is_empty());
    }

    #[test]
    fn who_takes_no_part_stands_below_the_rest() {
        let mut points = vec![Point::ORIGIN; 4];
        let picture = Bounds::around(Point::ORIGIN, 10.0, 4.0);
        let block = set_aside(&mut points, &[1, 2, 3], picture).unwrap();
        assert!(block.min.y > picture.max.y);
        assert_eq!(points[0], Point::ORIGIN);
        assert!(set_aside(&mut points, &[], picture).is_none());
    }
}
