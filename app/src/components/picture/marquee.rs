//! Choosing several actors with a box or a lasso.

use leptos::prelude::*;
use scene::Point;

use super::stage::Stage;

/// The outline that is being drawn, on the screen.
#[component]
pub(super) fn Marquee(stage: Stage) -> impl IntoView {
    move || {
        let corners = stage.marquee.get()?;
        let points: Vec<String> =
            corners.iter().map(|corner| format!("{:.0},{:.0}", corner.x, corner.y)).collect();
        let viewport = stage.subject.control.view().1;
        Some(view! {
            <svg class="drawing marquee" viewBox=super::svg::view_box(viewport) aria-hidden="true" focusable="false">
                <polygon points=points.join(" ") />
            </svg>
        })
    }
}

/// The corners of a box from one point to another.
pub(super) fn corners(from: Point, to: Point) -> Vec<Point> {
    vec![from, Point::new(to.x, from.y), to, Point::new(from.x, to.y)]
}

/// Whether a point lies within an outline that may cross itself: it does when a ray from it crosses
/// the outline an odd number of times.
///
/// # Complexity O(n) time for n corners.
pub(super) fn is_inside(point: Point, outline: &[Point]) -> bool {
    let next = outline.iter().cycle().skip(1);
    let crossings = outline.iter().zip(next).filter(|(a, b)| {
        let is_between = (a.y > point.y) != (b.y > point.y);
        is_between && point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y)
    });
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_is_what_the_outline_surrounds() {
        let outline = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0)];
        let outline = outline.map(|(x, y)| Point::new(x, y));
        assert!(is_inside(Point::new(1.0, 0.5), &outline));
        assert!(is_inside(Point::new(0.5, 2.0), &outline));
        assert!(!is_inside(Point::new(2.0, 3.0), &outline));
        assert!(!is_inside(Point::new(5.0, 1.0), &outline));
        assert!(!is_inside(Point::new(1.0, 1.0), &[]));
    }

    #[test]
    fn a_box_may_be_drawn_in_any_direction() {
        let inside = Point::new(2.0, 3.0);
        for (from, to) in [((0.0, 0.0), (5.0, 5.0)), ((5.0, 0.0), (0.0, 5.0))] {
            let (from, to) = (Point::new(from.0, from.1), Point::new(to.0, to.1));
            assert!(is_inside(inside, &corners(from, to)));
            assert!(is_inside(inside, &corners(to, from)));
        }
    }
}
