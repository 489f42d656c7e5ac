//! Areas around points, for a schematic map: each holds what lies nearer to its point than to any
//! other (Voronoi 1908), and no farther away than a reach, so that the outermost end somewhere.

use crate::Point;
use crate::curve::Circle;

/// A circle is drawn with four corners, doubled this many times: 32.
const N_DOUBLINGS: u32 = 3;

/// The area of each point, as its corners in order; a point that is not finite has none.
///
/// Points in the same place share one area. Empty when `reach` is not a length.
///
/// # Complexity O(n² c) time for n points and areas of c corners.
pub fn areas(points: &[Point], reach: f64) -> Vec<Vec<Point>> {
    let circle = if reach > 0.0 && reach.is_finite() { unit_circle() } else { Vec::new() };
    points.iter().map(|point| area(*point, points, reach, &circle)).collect()
}

fn area(point: Point, points: &[Point], reach: f64, circle: &[Point]) -> Vec<Point> {
    if !point.is_finite() {
        return Vec::new();
    }
    let mut corners: Vec<Point> = circle.iter().map(|corner| point + *corner * reach).collect();
    for other in points.iter().filter(|other| other.is_finite()) {
        if let Some(away) = (*other - point).direction() {
            corners = cut(&corners, (point + *other) * 0.5, away);
        }
    }
    corners
}

/// The area of each circle, as its corners in order: what lies nearer to it than to any other, and
/// no farther outside of it than `margin`. `None`, and circles that are not finite, have none.
///
/// Nearer is meant by the power of a point (distance² - radius²; Aurenhammer 1987), so that the
/// area of a circle that overlaps with no other holds it whole, however large its neighbours are.
/// Circles with the same centre share one area.
///
/// # Complexity O(n² c) time for n circles and areas of c corners.
/// # Example
/// ```
/// use scene::curve::Circle;
/// use scene::{Point, mosaic};
///
/// // Radius 3 and 1: the border is where they touch, not half way between the centres.
/// let large = Circle { center: Point::new(0.0, 0.0), radius: 3.0 };
/// let small = Circle { center: Point::new(4.0, 0.0), radius: 1.0 };
/// let areas = mosaic::areas_around(&[Some(large), Some(small)], 1.0);
/// assert!(areas[0].iter().all(|corner| corner.x < 3.0 + 1e-9));
/// ```
pub fn areas_around(circles: &[Option<Circle>], margin: f64) -> Vec<Vec<Point>> {
    let is_usable = |circle: &Circle| circle.center.is_finite() && circle.radius.is_finite();
    let usable: Vec<Circle> = circles.iter().flatten().copied().filter(is_usable).collect();
    let corners = unit_circle();
    let area = |circle: &Option<Circle>| {
        let Some(circle) = circle.filter(is_usable) else { return Vec::new() };
        let reach = circle.radius.max(0.0) + margin;
        if !(reach > 0.0 && reach.is_finite()) {
            return Vec::new();
        }
        let mut area: Vec<Point> =
            corners.iter().map(|corner| circle.center + *corner * reach).collect();
        for other in &usable {
            let distance = circle.center.distance(other.center);
            if let Some(away) = (other.center - circle.center).direction() {
                // Where the powers are equal, from this centre towards the other.
                let lead = (circle.radius - other.radius) * (circle.radius + other.radius);
                let border = f64::midpoint(distance, lead / distance);
                area = cut(&area, circle.center + away * border, away);
            }
        }
        area
    };
    circles.iter().map(area).collect()
}

/// What of an area lies on the near side of the line through `border`, across `away`
/// (Sutherland and Hodgman 1974, for one line).
fn cut(corners: &[Point], border: Point, away: Point) -> Vec<Point> {
    let beyond = |corner: Point| (corner - border).dot(away);
    let mut kept = Vec::with_capacity(corners.len() + 1);
    for (position, &corner) in corners.iter().enumerate() {
        let next = corners[(position + 1) % corners.len()];
        let (here, there) = (beyond(corner), beyond(next));
        if here <= 0.0 {
            kept.push(corner);
        }
        if (here < 0.0 && there > 0.0) || (here > 0.0 && there < 0.0) {
            kept.push(corner + (next - corner) * (here / (here - there)));
        }
    }
    kept
}

/// The usual distance from a point to its nearest neighbour: the median, the upper of two.
/// `None` when no two points lie apart.
pub fn spacing(points: &[Point]) -> Option<f64> {
    let finite: Vec<Point> = points.iter().copied().filter(|point| point.is_finite()).collect();
    let nearest = |point: &Point| {
        let distances = finite.iter().map(|other| point.distance(*other));
        distances.filter(|distance| *distance > 0.0).min_by(f64::total_cmp)
    };
    let mut distances: Vec<f64> = finite.iter().filter_map(nearest).collect();
    distances.sort_by(f64::total_cmp);
    distances.get(distances.len() / 2).copied()
}

/// Corners on the circle around the origin with radius 1: only square roots, no sine, so that it
/// is the same everywhere. In order, 32 of them.
pub(crate) fn unit_circle() -> Vec<Point> {
    let mut corners = vec![
        Point::new(1.0, 0.0),
        Point::new(0.0, 1.0),
        Point::new(-1.0, 0.0),
        Point::new(0.0, -1.0),
    ];
    for _ in 0..N_DOUBLINGS {
        let n_corners = corners.len();
        let pairs = (0..n_corners).map(|i| (corners[i], corners[(i + 1) % n_corners]));
        corners = pairs
            .flat_map(|(corner, next)| [Some(corner), (corner + next).direction()])
            .flatten()
            .collect();
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Bounds;

    fn surface(corners: &[Point]) -> f64 {
        let pairs = corners.iter().zip(corners.iter().cycle().skip(1));
        pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs() / 2.0
    }

    #[test]
    fn a_lonely_point_has_a_circle() {
        let areas = areas(&[Point::new(5.0, 5.0)], 2.0);
        assert_eq!(areas[0].len(), 32);
        assert!((surface(&areas[0]) - 12.5).abs() < 0.1);
    }

    #[test]
    fn the_border_of_two_points_is_the_line_between_them() {
        let areas = areas(&[Point::ORIGIN, Point::new(2.0, 0.0)], 5.0);
        let bounds = Bounds::of(&areas[0]).unwrap();
        assert!((bounds.max.x - 1.0).abs() < 1e-12);
        assert!((bounds.min.x + 5.0).abs() < 1e-12);
        assert!((surface(&areas[0]) - surface(&areas[1])).abs() < 1e-9);
    }

    #[test]
    fn the_middle_of_a_grid_is_a_square() {
        let grid: Vec<Point> =
            (0..9).map(|n| Point::new(f64::from(n % 3), f64::from(n / 3))).collect();
        let middle = &areas(&grid, 10.0)[4];
        assert!((surface(middle) - 1.0).abs() < 1e-9);
        assert_eq!(spacing(&grid), Some(1.0));
    }

    #[test]
    fn circles_lie_in_their_areas() {
        let circle = |x: f64, radius: f64| Circle { center: Point::new(x, 0.0), radius };
        let circles = [circle(0.0, 4.0), circle(5.0, 1.0), circle(-4.5, 0.5)];
        let areas = areas_around(&circles.map(Some), 1.0);
        let bounds = |idx: usize| Bounds::of(&areas[idx]).unwrap();
        assert!((bounds(0).max.x - 4.0).abs() < 1e-9 && (bounds(0).min.x + 4.0).abs() < 1e-9);
        assert!((bounds(1).min.x - 4.0).abs() < 1e-9 && (bounds(2).max.x + 4.0).abs() < 1e-9);
        let odd = [None, Some(circle(f64::NAN, 1.0)), Some(circle(0.0, -9.0)), Some(circles[0])];
        let areas = areas_around(&odd, 1.0);
        assert!(areas[0].is_empty() && areas[1].is_empty());
        assert_eq!((areas[2].len(), areas[3].len()), (32, 32));
        assert!(areas_around(&odd, f64::NAN).iter().all(Vec::is_empty));
    }

    #[test]
    fn points_in_one_place_share_it_and_odd_numbers_do_no_harm() {
        let twice = [Point::ORIGIN, Point::ORIGIN];
        let shared = areas(&twice, 1.0);
        assert_eq!(shared[0], shared[1]);
        assert_eq!(spacing(&twice), None);
        assert_eq!(spacing(&[]), None);
        let odd = [Point::new(f64::NAN, 0.0), Point::ORIGIN];
        assert!(areas(&odd, 1.0)[0].is_empty());
        assert_eq!(areas(&odd, 1.0)[1].len(), 32);
        assert!(areas(&twice, f64::INFINITY)[0].is_empty());
        assert!(areas(&twice, -1.0)[0].is_empty());
    }
}
