//! Setting the parts of a picture to one scale, upright and side by side.

use super::MIN_DISTANCE_WORLD;
use crate::{Bounds, Point};

/// Free space around a component: two of them keep twice this distance.
const MARGIN_WORLD: f64 = 0.5;
/// Width by height of the whole picture, about that of a screen.
const ASPECT: f64 = 1.6;
/// Smallest median distance of neighbours that is scaled to 1; below it pushing apart does better.
const MIN_MEDIAN: f64 = 0.05;
/// Above so many nodes one in `ONE_CROWDED_IN` at most may have to be pushed: room must come from
/// scale, because pushing would take long and change the picture.
const MAX_CROWDED: usize = 3_000;
const ONE_CROWDED_IN: usize = 10;
/// Below this a coordinate is taken as zero when a picture is mirrored.
const ON_AXIS: f64 = 1e-9;

/// A component with its positions; `nodes` and `points` run in parallel.
pub(super) struct Part {
    pub(super) nodes: Vec<usize>,
    pub(super) points: Vec<Point>,
}

/// Scales all parts by one factor, so that the median distance to the nearest neighbour is 1, or
/// more if a large picture would be too crowded.
pub(super) fn scale(parts: &mut [Part]) {
    let mut nearest: Vec<f64> =
        parts.iter().flat_map(|part| nearest_distances(&part.points)).collect();
    nearest.sort_by(f64::total_cmp);
    let Some(median) = nearest.get(nearest.len() / 2) else { return };
    let mut factor = 1.0 / median.max(MIN_MEDIAN);
    if nearest.len() > MAX_CROWDED {
        let crowded = nearest[nearest.len() / ONE_CROWDED_IN];
        factor = factor.max(MIN_DISTANCE_WORLD / crowded.max(MIN_MEDIAN * median));
    }
    for point in parts.iter_mut().flat_map(|part| &mut part.points) {
        *point = *point * factor;
    }
}

/// The distance of each point to the nearest other one, in no particular order; none for a single
/// point.
///
/// # Complexity O(n^1.5) time for points that are spread over a surface, O(n) memory.
fn nearest_distances(points: &[Point]) -> Vec<f64> {
    let is_wide = Bounds::of(points).is_some_and(|bounds| bounds.width() >= bounds.height());
    let along = |point: Point| if is_wide { point.x } else { point.y };
    let mut sorted = points.to_vec();
    sorted.sort_by(|&a, &b| along(a).total_cmp(&along(b)));
    // Who is farther along than the nearest so far cannot be nearer, nor can those beyond.
    let nearest_of = |here: Point, others: &mut dyn Iterator<Item = &Point>, mut best: f64| {
        for &other in others {
            let difference = other - here;
            if along(difference) * along(difference) >= best {
                break;
            }
            best = best.min(difference.dot(difference));
        }
        best
    };
    let nearest = |(place, &here): (usize, &Point)| {
        let ahead = nearest_of(here, &mut sorted[place + 1..].iter(), f64::INFINITY);
        nearest_of(here, &mut sorted[..place].iter().rev(), ahead).sqrt()
    };
    sorted.iter().enumerate().map(nearest).filter(|distance| distance.is_finite()).collect()
}

/// Centres a picture, turns its longest axis horizontal and its first node to the upper left.
pub(super) fn turn(points: &mut [Point]) {
    let Some(centre) = mean(points) else { return };
    let along = principal_axis(points, centre);
    for point in points.iter_mut() {
        let offset = *point - centre;
        *point = Point::new(offset.dot(along), offset.dot(along.perpendicular()));
    }
    let sign = |coordinate: fn(&Point) -> f64| {
        let first = points.iter().map(coordinate).find(|value| value.abs() > ON_AXIS);
        if first.is_some_and(|value| value > 0.0) { -1.0 } else { 1.0 }
    };
    let (sign_x, sign_y) = (sign(|point| point.x), sign(|point| point.y));
    for point in points.iter_mut() {
        *point = Point::new(point.x * sign_x, point.y * sign_y);
    }
}

fn mean(points: &[Point]) -> Option<Point> {
    if points.is_empty() {
        return None;
    }
    let (sum, count) =
        points.iter().fold((Point::ORIGIN, 0.0), |(sum, count), point| (sum + *point, count + 1.0));
    Some(sum * (1.0 / count))
}

/// The direction of greatest variance; the x axis when there is none.
fn principal_axis(points: &[Point], centre: Point) -> Point {
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points {
        let offset = *point - centre;
        xx += offset.x * offset.x;
        xy += offset.x * offset.y;
        yy += offset.y * offset.y;
    }
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    // Of the two forms of the eigenvector to (xx + yy) / 2 + root the one that does not cancel.
    let axis = if half >= 0.0 { Point::new(half + root, xy) } else { Point::new(xy, root - half) };
    axis.direction().unwrap_or(Point::new(1.0, 0.0))
}

/// Sets the parts side by side in rows, in their order, and centres the whole.
pub(super) fn pack(parts: Vec<Part>, n_nodes: usize) -> Vec<Point> {
    let boxes: Vec<Bounds> = parts
        .iter()
        .filter_map(|part| Bounds::of(&part.points))
        .map(|bounds| bounds.grown(MARGIN_WORLD.max(MIN_DISTANCE_WORLD / 2.0)))
        .collect();
    let area: f64 = boxes.iter().map(|bounds| bounds.width() * bounds.height()).sum();
    let widest = boxes.iter().map(|bounds| bounds.width()).fold(0.0, f64::max);
    let row_width = widest.max((area * ASPECT).sqrt());
    let mut points = vec![Point::ORIGIN; n_nodes];
    let (mut corner, mut row_height) = (Point::ORIGIN, 0.0_f64);
    for (part, bounds) in parts.iter().zip(&boxes) {
        if corner.x > 0.0 && corner.x + bounds.width() > row_width {
            corner = Point::new(0.0, corner.y + row_height);
            row_height = 0.0;
        }
        for (&node, &point) in part.nodes.iter().zip(&part.points) {
            points[node] = point - bounds.min + corner;
        }
        corner.x += bounds.width();
        row_height = row_height.max(bounds.height());
    }
    if let Some(bounds) = Bounds::of(&points) {
        for point in &mut points {
            *point = *point - bounds.centre();
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    #[test]
    fn nearest_are_those_of_all_pairs() {
        for seed in 0..40 {
            let mut rng = Pcg32::new(seed);
            let n_points = rng.below(60);
            let whole = |rng: &mut Pcg32| f64::from(rng.next_u32() % 16);
            let points: Vec<Point> =
                (0..n_points).map(|_| Point::new(whole(&mut rng), 3.0 * whole(&mut rng))).collect();
            let mut found = nearest_distances(&points);
            let nearest = |a: usize| {
                let others = (0..n_points).filter(|&b| b != a);
                others.map(|b| points[a].distance(points[b])).fold(f64::INFINITY, f64::min)
            };
            let mut expected: Vec<f64> =
                (0..n_points).map(nearest).filter(|distance| distance.is_finite()).collect();
            found.sort_by(f64::total_cmp);
            expected.sort_by(f64::total_cmp);
            assert_eq!(found, expected);
        }
    }
}
