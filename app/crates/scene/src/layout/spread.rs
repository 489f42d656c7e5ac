//! Keeping nodes apart with as little change to the picture as possible.

use std::collections::BTreeMap;

use crate::Point;

/// Rounds of pushing; ordinary pictures settle after a few.
const MAX_ROUNDS: usize = 100;
/// Fewer in large pictures, but at least so many.
const ROUNDS_TIMES_POINTS: usize = 1_000_000;
const LEAST_ROUNDS: usize = 10;
/// Who is too close goes a little farther than asked, so that rounding cannot undo it.
const MARGIN: f64 = 1.0 + 1e-6;
/// Nodes that lie on one point leave it along these, the next node along the next.
const WAYS_OUT: [(f64, f64); 4] = [(1.0, 0.0), (-0.6, 0.8), (-0.28, -0.96), (0.8, 0.6)];

type Cells = BTreeMap<(i64, i64), Vec<usize>>;

/// Moves points until no two are closer than `min_distance`.
///
/// Pairs that are too close push each other apart in equal parts (neighbours from a grid of cells
/// of that size). Should that not settle, the points still too close are set to the nearest free
/// place, so the distance always holds.
///
/// # Complexity O(rounds * n log n) time, O(n) memory.
pub(super) fn spread(points: &mut [Point], min_distance: f64) {
    let n_rounds = (ROUNDS_TIMES_POINTS / points.len().max(1)).clamp(LEAST_ROUNDS, MAX_ROUNDS);
    for _ in 0..n_rounds {
        if !push_once(points, min_distance, |_, point| point) {
            return;
        }
    }
    settle(points, 0..points.len(), min_distance);
}

/// Moves points until no two are closer than `min_distance`, but those with an anchor no farther
/// from it than `leash`.
///
/// The anchors must keep that distance themselves. Should pushing not settle within the leash, the
/// anchored points go back, and the others to the nearest free place.
///
/// # Complexity O(rounds * n log n) time, O(n) memory.
pub(super) fn make_room(
    points: &mut [Point],
    anchors: &[Option<Point>],
    leash: f64,
    min_distance: f64,
) {
    let hold = |idx: usize, point: Point| {
        let Some(anchor) = anchors[idx] else { return point };
        let offset = point - anchor;
        if offset.length() <= leash { point } else { anchor + offset * (leash / offset.length()) }
    };
    for _ in 0..MAX_ROUNDS {
        if !push_once(points, min_distance, hold) {
            return;
        }
    }
    let (anchored, free): (Vec<usize>, Vec<usize>) =
        (0..points.len()).partition(|&idx| anchors[idx].is_some());
    for (point, anchor) in points.iter_mut().zip(anchors) {
        *point = anchor.unwrap_or(*point);
    }
    settle(points, anchored.into_iter().chain(free), min_distance);
}

/// Returns whether anything was too close; `hold` says where a point that is pushed ends up.
fn push_once(
    points: &mut [Point],
    min_distance: f64,
    hold: impl Fn(usize, Point) -> Point,
) -> bool {
    let wanted = min_distance * MARGIN;
    let grid = Grid::new(points, wanted);
    let mut was_pushed = false;
    for a in 0..points.len() {
        // Points move while the cells stay: a pair may be missed, but then this round has pushed
        // something and the next one looks again.
        for b in grid.around(cell(points[a], wanted)).filter(|&b| a < b) {
            let difference = points[b] - points[a];
            let distance = difference.length();
            if distance < min_distance {
                was_pushed = true;
                let (x, y) = WAYS_OUT[a % WAYS_OUT.len()];
                let way = difference.direction().unwrap_or(Point::new(x, y));
                let shift = way * ((wanted - distance) / 2.0);
                points[a] = hold(a, points[a] - shift);
                points[b] = hold(b, points[b] + shift);
            }
        }
    }
    was_pushed
}

/// Sets the points one after the other in this order, each to its own or the nearest free place.
pub(super) fn settle(
    points: &mut [Point],
    order: impl IntoIterator<Item = usize>,
    min_distance: f64,
) {
    let wanted = min_distance * MARGIN;
    let mut cells = Cells::new();
    for idx in order {
        let home = points[idx];
        let is_free = |place: &Point| {
            let mut near = around(&cells, cell(*place, wanted));
            near.all(|other| points[other].distance(*place) >= min_distance)
        };
        // n points block at most the places of n rings, so a free one turns up before that.
        let free = (0..=points.len()).flat_map(|radius| ring(home, radius, wanted)).find(is_free);
        points[idx] = free.unwrap_or(home);
        cells.entry(cell(points[idx], wanted)).or_default().push(idx);
    }
}

/// Points by cell, made once: a sorted list is several times as fast as a tree.
struct Grid {
    /// Row, column and number of each point, in order.
    entries: Vec<((i64, i64), usize)>,
}

impl Grid {
    fn new(points: &[Point], side: f64) -> Self {
        let entry = |(idx, point): (usize, &Point)| {
            let (column, row) = cell(*point, side);
            ((row, column), idx)
        };
        let mut entries: Vec<((i64, i64), usize)> = points.iter().enumerate().map(entry).collect();
        entries.sort_unstable();
        Self { entries }
    }

    /// The points in a cell and the eight around it.
    fn around(&self, (column, row): (i64, i64)) -> impl Iterator<Item = usize> {
        (-1..=1).flat_map(move |down| {
            let row = row.saturating_add(down);
            let (first, last) = ((row, column.saturating_sub(1)), (row, column.saturating_add(1)));
            let start = self.entries.partition_point(|&(place, _)| place < first);
            let entries = self.entries[start..].iter();
            entries.take_while(move |&&(place, _)| place <= last).map(|&(_, idx)| idx)
        })
    }
}

/// The places of a square lattice around `home` that are `radius` steps away.
fn ring(home: Point, radius: usize, step: f64) -> impl Iterator<Item = Point> {
    let radius = i32::try_from(radius).unwrap_or(i32::MAX);
    (-radius..=radius).flat_map(move |row| {
        let stride = if row.abs() == radius { 1 } else { usize::try_from(2 * radius).unwrap_or(1) };
        (-radius..=radius)
            .step_by(stride.max(1))
            .map(move |column| home + Point::new(f64::from(column), f64::from(row)) * step)
    })
}

#[expect(clippy::cast_possible_truncation, reason = "casts saturate; far points share a cell")]
fn cell(point: Point, side: f64) -> (i64, i64) {
    ((point.x / side).floor() as i64, (point.y / side).floor() as i64)
}

/// The points in a cell and the eight around it.
fn around(cells: &Cells, (column, row): (i64, i64)) -> impl Iterator<Item = usize> {
    (-1..=1)
        .flat_map(move |down| (-1..=1).map(move |right| (right, down)))
        .filter_map(move |(right, down)| {
            cells.get(&(column.saturating_add(right), row.saturating_add(down)))
        })
        .flatten()
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    fn closest(points: &[Point]) -> f64 {
        let others = |idx: usize| points[idx + 1..].iter();
        let pairs = points.iter().enumerate();
        pairs.flat_map(|(idx, a)| others(idx).map(|b| a.distance(*b))).fold(f64::MAX, f64::min)
    }

    #[test]
    fn crowded_points_move_apart() {
        let mut rng = Pcg32::new(3);
        let mut points: Vec<Point> =
            (0..200).map(|_| Point::new(rng.signed_unit(), rng.signed_unit()) * 3.0).collect();
        spread(&mut points, 0.6);
        assert!(closest(&points) >= 0.6);
    }

    #[test]
    fn points_on_one_spot_move_apart() {
        let mut points = vec![Point::new(7.0, 7.0); 150];
        spread(&mut points, 0.6);
        assert!(closest(&points) >= 0.6);
        assert!(points.iter().all(|point| point.distance(Point::new(7.0, 7.0)) < 12.0));
    }

    #[test]
    fn settling_alone_is_enough() {
        let mut points = vec![Point::ORIGIN; 60];
        settle(&mut points, 0..60, 1.0);
        assert!(closest(&points) >= 1.0);
    }

    #[test]
    fn anchored_points_stay_within_their_leash() {
        let mut points: Vec<Point> = (0..100)
            .map(|n| Point::new(f64::from(n % 10), f64::from(n / 10)) * 0.61)
            .chain(vec![Point::new(2.7, 2.7); 5])
            .collect();
        let mut anchors: Vec<Option<Point>> = points.iter().copied().map(Some).collect();
        anchors[100..].fill(None);
        make_room(&mut points, &anchors, 0.2, 0.6);
        assert!(closest(&points) >= 0.6);
        for (point, anchor) in points.iter().zip(&anchors) {
            assert!(anchor.is_none_or(|anchor| point.distance(anchor) <= 0.2 + 1e-12));
        }
    }

    #[test]
    fn distant_points_stay_where_they_are() {
        let mut points = vec![Point::ORIGIN, Point::new(1.0, 0.0), Point::new(0.0, 0.7)];
        let before = points.clone();
        spread(&mut points, 0.6);
        assert_eq!(points, before);
    }
}
