//! From one picture of the same nodes to another.

use crate::Point;

/// Where the nodes are on the way from one layout to another, at `t` from 0 (start) to 1 (end).
///
/// Nodes start and arrive gently; all are on their way at the same time. The result has one point
/// per node of `to`. A node that is missing or not finite in one of the two is where the other has
/// it, all the time. `t` outside of 0 to 1 is the nearer end; not a number is the end.
///
/// Method: linear in the plane, eased by `6 t⁵ - 15 t⁴ + 10 t³` (Perlin 2002), whose speed and
/// acceleration are 0 at both ends.
///
/// # Complexity O(n) time and memory.
/// # Example
/// ```
/// use scene::Point;
/// use scene::layout::between;
///
/// let (from, to) = ([Point::new(0.0, 0.0)], [Point::new(8.0, 4.0)]);
/// assert_eq!(between(&from, &to, 0.5), [Point::new(4.0, 2.0)]);
/// assert!(between(&from, &to, 0.1)[0].x < 0.1);
/// ```
pub fn between(from: &[Point], to: &[Point], t: f64) -> Vec<Point> {
    let t = if t.is_nan() { 1.0 } else { t.clamp(0.0, 1.0) };
    let share = ((6.0 * t - 15.0) * t + 10.0) * t * t * t;
    let on_the_way = |(node, &end): (usize, &Point)| {
        match from.get(node).filter(|start| start.is_finite()) {
            // In this form both ends are exact, and nothing overflows.
            Some(&start) if end.is_finite() => start * (1.0 - share) + end * share,
            Some(&start) => start,
            None => end,
        }
    };
    to.iter().enumerate().map(on_the_way).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_exact() {
        let from = [Point::new(0.1, 0.7), Point::new(f64::MAX, f64::MIN)];
        let to = [Point::new(-0.3, 1e-9), Point::new(f64::MIN, f64::MAX)];
        for t in [0.0, -3.0, f64::NEG_INFINITY] {
            assert_eq!(between(&from, &to, t), from);
        }
        for t in [1.0, 7.0, f64::INFINITY, f64::NAN] {
            assert_eq!(between(&from, &to, t), to);
        }
        assert!(between(&from, &to, 0.3).iter().all(|point| point.is_finite()));
    }

    #[test]
    fn nobody_turns_back_on_the_way() {
        let (from, to) = ([Point::ORIGIN], [Point::new(1.0, -1.0)]);
        let at = |step: i32| between(&from, &to, f64::from(step) / 100.0)[0];
        assert!((1..=100).all(|step| at(step).x >= at(step - 1).x && at(step).y <= at(step - 1).y));
    }

    #[test]
    fn who_is_new_is_there_at_once_and_who_is_gone_is_left_out() {
        let (here, there) = (Point::new(1.0, 2.0), Point::new(3.0, 4.0));
        let odd = Point::new(f64::NAN, 0.0);
        assert_eq!(between(&[], &[here], 0.2), [here]);
        assert_eq!(between(&[here, there], &[here], 0.2), [here]);
        assert_eq!(between(&[odd, here], &[there, odd], 0.2), [there, here]);
        assert_eq!(between(&[here], &[], 0.5), []);
    }
}
