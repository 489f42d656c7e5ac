//! Setting discs apart without turning the picture around.

use super::isotonic::{Wish, in_order};
use crate::Point;
use crate::curve::Circle;
use crate::geometry::as_f64;

/// Rounds of pushing before the whole picture grows.
const MAX_ROUNDS: u32 = 60;
/// How much it grows each time, and how often: 1.2^40 is over a thousandfold.
const GROWTH: f64 = 1.2;
const MAX_GROWTHS: u32 = 40;
/// Who is too close goes a little farther than asked, so that rounding cannot undo it.
const MARGIN: f64 = 1.0 + 1e-6;
/// Discs in one place leave it along these, the next disc along the next.
const WAYS_OUT: [(f64, f64); 4] = [(1.0, 0.0), (-0.6, 0.8), (-0.28, -0.96), (0.8, 0.6)];

/// Moves discs until none overlap; their orders from left to right and from top to bottom remain.
///
/// Two that overlap push each other apart along the line of their centres, the smaller one farther;
/// after each round the orders are restored with the least change. Should this not settle, the
/// picture is made larger and it starts again.
///
/// # Complexity O(rounds * n²) time, O(n) memory.
pub(super) fn separate(discs: &mut [Circle]) {
    let start: Vec<Point> = discs.iter().map(|disc| disc.center).collect();
    for _ in 0..MAX_GROWTHS {
        for _ in 0..MAX_ROUNDS {
            if !push_once(discs, &start) {
                return;
            }
            restore_orders(discs, &start);
        }
        for disc in discs.iter_mut() {
            disc.center = disc.center * GROWTH;
        }
    }
}

/// Returns whether any overlapped.
fn push_once(discs: &mut [Circle], start: &[Point]) -> bool {
    let mut was_pushed = false;
    for a in 0..discs.len() {
        for b in a + 1..discs.len() {
            let wanted = discs[a].radius + discs[b].radius;
            let difference = discs[b].center - discs[a].center;
            if difference.x.abs() >= wanted {
                // Most pairs, and no root for them.
                continue;
            }
            let distance = difference.length();
            if distance < wanted {
                was_pushed = true;
                let (x, y) = WAYS_OUT[b % WAYS_OUT.len()];
                // In one place: the way they began, or else the orders would bring them back.
                let way = difference.direction().or((start[b] - start[a]).direction());
                let way = way.unwrap_or(Point::new(x, y));
                let shift = way * ((wanted * MARGIN - distance) / wanted);
                discs[a].center = discs[a].center - shift * discs[b].radius;
                discs[b].center = discs[b].center + shift * discs[a].radius;
            }
        }
    }
    was_pushed
}

/// Discs that began at the same coordinate may lie in any order.
fn restore_orders(discs: &mut [Circle], start: &[Point]) {
    let order_by = |coordinate: fn(Point) -> f64, now: &[Circle]| {
        let mut order: Vec<usize> = (0..now.len()).collect();
        order.sort_by(|&a, &b| {
            let before = coordinate(start[a]).total_cmp(&coordinate(start[b]));
            before.then(coordinate(now[a].center).total_cmp(&coordinate(now[b].center)))
        });
        let wish = |&disc: &usize| Wish {
            place: coordinate(now[disc].center),
            weight: now[disc].radius,
            gap: 0.0,
        };
        let places = in_order(&order.iter().map(wish).collect::<Vec<Wish>>());
        order.into_iter().zip(places).collect::<Vec<(usize, f64)>>()
    };
    let (xs, ys) = (order_by(|point| point.x, discs), order_by(|point| point.y, discs));
    for (disc, x) in xs {
        discs[disc].center.x = x;
    }
    for (disc, y) in ys {
        discs[disc].center.y = y;
    }
}

/// A small disc around all points, at most a few percent larger than the smallest; its radius is 0
/// for one point or none.
///
/// Method: the centre goes towards the farthest point by ever smaller steps (Bădoiu and Clarkson
/// 2003).
pub(super) fn around(points: &[Point]) -> Circle {
    let mut center = points.first().copied().unwrap_or_default();
    let farthest = |center: Point| {
        let distance = |point: &Point| center.distance(*point);
        points.iter().copied().max_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(center)
    };
    for step in 1..=50_usize {
        center = center + (farthest(center) - center) * (1.0 / as_f64(step + 1));
    }
    Circle { center, radius: center.distance(farthest(center)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    fn overlap(discs: &[Circle]) -> f64 {
        let pairs = discs.iter().enumerate();
        let gap = |a: &Circle, b: &Circle| a.radius + b.radius - a.center.distance(b.center);
        pairs
            .flat_map(|(idx, a)| discs[idx + 1..].iter().map(move |b| gap(a, b)))
            .fold(0.0, f64::max)
    }

    #[test]
    fn crowded_discs_move_apart_and_keep_their_orders() {
        for seed in 0..20 {
            let mut rng = Pcg32::new(seed);
            let start: Vec<Point> =
                (0..30).map(|_| Point::new(rng.signed_unit(), rng.signed_unit()) * 8.0).collect();
            let radius = |idx: usize| 1.0 + as_f64(idx % 4);
            let disc = |(idx, &center): (usize, &Point)| Circle { center, radius: radius(idx) };
            let mut discs: Vec<Circle> = start.iter().enumerate().map(disc).collect();
            separate(&mut discs);
            assert!(overlap(&discs) <= 0.0);
            for a in 0..30 {
                for b in 0..30 {
                    let (before, after) = (start[b] - start[a], discs[b].center - discs[a].center);
                    assert!(before.x <= 0.0 || after.x >= 0.0);
                    assert!(before.y <= 0.0 || after.y >= 0.0);
                }
            }
        }
    }

    #[test]
    fn discs_in_one_place_move_apart() {
        let mut discs = vec![Circle { center: Point::ORIGIN, radius: 1.0 }; 20];
        separate(&mut discs);
        assert!(overlap(&discs) <= 0.0);
        assert!(discs.iter().all(|disc| disc.center.length() < 20.0));
    }

    #[test]
    fn discs_apart_stay() {
        let at = |x: f64| Circle { center: Point::new(x, 1.0), radius: 1.0 };
        let mut discs = [at(0.0), at(2.0), at(9.0)];
        let before = discs;
        separate(&mut discs);
        assert_eq!(discs, before);
    }

    #[test]
    fn a_disc_holds_its_points_closely() {
        let corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (1.0, 1.0)];
        let points = corners.map(|(x, y)| Point::new(x, y));
        let disc = around(&points);
        let best = 2.0_f64.sqrt();
        assert!((best..1.1 * best).contains(&disc.radius), "{disc:?}");
        assert!(points.iter().all(|point| point.distance(disc.center) <= disc.radius));
        assert!(around(&[]).radius + around(&points[..1]).radius < 1e-12);
    }
}
