//! Which names of a picture are written, and where.
//!
//! Start at [`Lettering::of`]. Text is estimated, not measured: server and browser write the same
//! names.

use crate::curve::Circle;
use crate::geometry::as_f64;
use crate::labels::{LabelBox, choose};
use crate::picture::{
    ARC_RADII, AreaMark, Emphasis, NodeMark, Outline, Picture, RING_RADII, TitlePlace,
};
use crate::{Bounds, Camera, Point, Viewport};

/// Size of the name of a node.
pub const NAME_PX: f64 = 12.0;
/// Size of the name of an area, which is half bold.
pub const AREA_NAME_PX: f64 = 13.0;
/// Width of the seam around letters.
pub const HALO_PX: f64 = 3.0;
/// Room above the letters and below, beyond their size.
const LEADING_PX: f64 = 2.0;
/// Air between a mark and its name.
const GAP_PX: f64 = 3.0;
/// From the corner of an area to the beginning of its name ...
const CORNER_PX: f64 = 8.0;
/// ... and from its upper side down to the baseline: inside, and on the line itself where the marks
/// leave no room below it.
const CORNER_BASELINES_PX: [f64; 2] = [18.0, 4.5];
/// The same, above ...
const ABOVE_PX: f64 = 6.0;
/// ... in the middle, and by such parts of its width beside it where it would cover marks.
const SHIFTS: [f64; 5] = [0.0, 0.25, -0.25, 0.5, -0.5];
/// How far the baseline lies above the lower edge of a box, in sizes.
const BASELINE: f64 = 0.24;
/// Bold letters are wider.
const BOLD: f64 = 1.05;
/// From this scale on names are written whole; those that stand out always are.
const WHOLE_SCALE: f64 = 60.0;
/// What stands out comes before everything else.
const FIRST: u32 = 1 << 30;
/// So many names at most are written even where they cover marks, each not more than so many ...
const N_INSISTING: usize = 8;
const MAX_COVERED: usize = 4;
/// ... and one for each such square of the view, or they would cover a small one.
const PX2_PER_INSISTING: f64 = 90_000.0;
/// Side of the square in a circle, by its diameter; a little more.
const ROUND: f64 = 0.75;
/// Between a name and the edge of the picture: text may be a little wider than estimated.
const EDGE_PX: f64 = 4.0;

/// The highest baseline of the name of an area whose own place is out of sight.
const TOP_BASELINE_PX: f64 = EDGE_PX + AREA_NAME_PX;

/// A name that is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// Position in [`Picture::labels`] or [`Picture::areas`].
    pub idx: usize,
    /// Left end of the baseline.
    pub start_screen: Point,
    pub bounds_screen: Bounds,
    pub is_bold: bool,
    /// Whether it is the brief form that is written, not the title.
    pub is_brief: bool,
}

/// The names of one picture under one camera.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lettering {
    pub areas: Vec<Written>,
    pub names: Vec<Written>,
}

impl Lettering {
    /// Chooses the names: areas in their order, then nodes that stand out, then by priority; none
    /// over another. What is dimmed has no name, nor has what does not belong to what is looked at:
    /// both would distract.
    ///
    /// # Complexity O(a² + a n + n log n) time for a areas and n nodes.
    pub fn of(picture: &Picture, camera: Camera, viewport: Viewport) -> Self {
        let areas = written_areas(picture, camera, viewport);
        let names = written_names(picture, camera, viewport, &areas);
        Self { areas, names }
    }

    /// The names of areas alone, the same as in [`Lettering::of`].
    ///
    /// # Complexity O(a² + a n) time for a areas and n nodes.
    pub fn of_areas(picture: &Picture, camera: Camera, viewport: Viewport) -> Vec<Written> {
        written_areas(picture, camera, viewport)
    }
}

/// About how wide a text is, in its size: mean widths of the letters of a humanist sans serif.
pub fn width_em(text: &str) -> f64 {
    text.chars().map(letter_em).sum()
}

fn letter_em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.27,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '/' | '-' | '[' | ']' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '…' | '—' => 0.86,
        'A'..='Z' | 'Ä' | 'Ö' | 'Ü' | '&' => 0.66,
        _ => 0.54,
    }
}

/// Each name where it covers the fewest marks and circles of others, and no other name. A name
/// wider than its circle gives way to its brief form where that covers less.
fn written_areas(picture: &Picture, camera: Camera, viewport: Viewport) -> Vec<Written> {
    let mut written: Vec<Written> = Vec::new();
    if picture.areas.is_empty() {
        return written;
    }
    // Also what is dimmed, or names would jump as the pointer moves.
    let shown = picture.nodes.iter().filter(|node| node.emphasis != Emphasis::Hidden);
    let marks: Vec<Bounds> = shown.map(|node| covered(node, camera, viewport)).collect();
    let named = picture.areas.iter().enumerate().filter(|(_, area)| !area.title.is_empty());
    let circles: Vec<Option<Circle>> =
        picture.areas.iter().map(|area| circle_screen(area, camera, viewport)).collect();
    let is_near = camera.scale_screen_per_world >= WHOLE_SCALE;
    for (idx, area) in named {
        let is_free = |name: &Written| {
            !written.iter().any(|other| name.bounds_screen.overlaps(other.bounds_screen))
        };
        let n_covered = |name: &Written| {
            let bounds = name.bounds_screen;
            let others = circles.iter().enumerate().filter(|(other, _)| *other != idx);
            let n_circles =
                others.filter(|(_, circle)| circle.is_some_and(|it| meets(it, bounds))).count();
            n_circles + marks.iter().filter(|mark| mark.overlaps(bounds)).count()
        };
        let best = |text: &str, is_brief: bool| {
            let places = area_names(idx, area, (text, is_brief), camera, viewport).into_iter();
            let free = places.filter(is_free).map(|name| (n_covered(&name), name));
            // From near by marks are large, and one sees where one is.
            let free = free.filter(|(n_covered, _)| *n_covered == 0 || !is_near);
            free.min_by_key(|(n_covered, _)| *n_covered)
        };
        let whole = best(&area.title, false);
        let is_too_wide =
            circles[idx].is_some_and(|circle| 2.0 * circle.radius < area_name_px(&area.title));
        let brief = area.brief.as_deref().filter(|_| is_too_wide);
        let brief = brief.and_then(|text| best(text, true));
        let chosen = match (whole, brief) {
            (Some(whole), Some(brief)) if brief.0 < whole.0 => Some(brief),
            (whole, brief) => whole.or(brief),
        };
        written.extend(chosen.map(|(_, name)| name));
    }
    written
}

fn circle_screen(area: &AreaMark, camera: Camera, viewport: Viewport) -> Option<Circle> {
    let Outline::Circle(circle) = area.outline else { return None };
    Some(Circle {
        center: camera.screen_from_world(circle.center, viewport),
        radius: circle.radius * camera.scale_screen_per_world,
    })
}

fn meets(circle: Circle, bounds: Bounds) -> bool {
    let Point { x, y } = circle.center;
    let nearest =
        Point::new(x.clamp(bounds.min.x, bounds.max.x), y.clamp(bounds.min.y, bounds.max.y));
    let away = nearest - circle.center;
    away.x * away.x + away.y * away.y < circle.radius * circle.radius
}

fn area_name_px(text: &str) -> f64 {
    width_em(text) * AREA_NAME_PX * BOLD
}

/// Where the name of an area may stand, the usual place first.
fn area_names(
    idx: usize,
    area: &AreaMark,
    (text, is_brief): (&str, bool),
    camera: Camera,
    viewport: Viewport,
) -> Vec<Written> {
    let width = area_name_px(text);
    let written = |start_screen: Point| Written {
        idx,
        start_screen,
        bounds_screen: Bounds {
            min: start_screen - Point::new(0.0, AREA_NAME_PX),
            max: start_screen + Point::new(width, AREA_NAME_PX * BASELINE),
        },
        is_bold: true,
        is_brief,
    };
    let to_screen = |at: Point| camera.screen_from_world(at, viewport);
    let at = to_screen(area.title_world);
    let reach = reach(&area.outline)
        .map(|reach| Bounds { min: to_screen(reach.min), max: to_screen(reach.max) });
    // Moved into the picture: a name without an area as long as it still stands over its place.
    let beside = |at: Point, baseline: f64| {
        // One that is wider than its area stands over its place as a name without an area does.
        let (first, last) = reach.map_or((at.x, at.x), |reach| (reach.min.x, reach.max.x - width));
        let (first, last) = (first.min(at.x - width), last.max(at.x));
        let lowest = reach.map_or(f64::MAX, |reach| reach.max.y);
        let y = (at.y + baseline).max(TOP_BASELINE_PX.min(lowest));
        SHIFTS.map(|shift| {
            let wanted = at.x + (shift - 0.5) * width;
            let inside = in_sight(wanted, width, viewport);
            // Only what is out of sight is moved, and not out of its area.
            let moved = inside.max(first.min(wanted)).min(last.max(wanted));
            written(Point::new(moved, y))
        })
    };
    let above = beside(at, -ABOVE_PX);
    match (area.title_place, &area.outline) {
        (TitlePlace::Corner, _) => {
            let end = reach.map_or(at, |reach| reach.max);
            let (first, last) = (at.x + CORNER_PX, end.x - CORNER_PX - width);
            let lowest = end.y - CORNER_PX;
            let start = |wanted: f64| in_sight(wanted, width, viewport).min(last).max(first);
            let place = |x: f64| {
                CORNER_BASELINES_PX.map(|baseline| {
                    let y = (at.y + baseline).max(TOP_BASELINE_PX.min(lowest));
                    written(Point::new(x, y))
                })
            };
            [start(first), start(last)].into_iter().flat_map(place).collect()
        }
        (TitlePlace::Above, Outline::Circle(circle)) => {
            let foot = to_screen(circle.center + Point::new(0.0, circle.radius));
            let below = beside(foot, ABOVE_PX + AREA_NAME_PX);
            // Beside the middle it would look as if it were the name of another circle.
            vec![above[0], below[0]]
        }
        (TitlePlace::Above, Outline::Box(bounds)) => {
            // The name of another may take all the room above.
            let foot = to_screen(Point::new(area.title_world.x, bounds.max.y));
            let below = beside(foot, ABOVE_PX + AREA_NAME_PX);
            above.into_iter().chain(below).collect()
        }
        (TitlePlace::Above, _) => above.to_vec(),
    }
}

/// From where to where an area goes, in world units; nothing for a name alone.
fn reach(outline: &Outline) -> Option<Bounds> {
    match outline {
        Outline::None => None,
        Outline::Circle(Circle { center, radius }) => {
            Some(Bounds::around(*center, 2.0 * radius, 2.0 * radius))
        }
        Outline::Box(bounds) => Some(*bounds),
        Outline::Polygon(corners) => Bounds::of(corners),
    }
}

/// Where a name begins that would begin at `start` and is as wide, so that the picture shows all of
/// it; one that is too wide begins at the left.
fn in_sight(start: f64, width: f64, viewport: Viewport) -> f64 {
    start.min(viewport.width_px - EDGE_PX - width).max(EDGE_PX)
}

fn written_names(
    picture: &Picture,
    camera: Camera,
    viewport: Viewport,
    areas: &[Written],
) -> Vec<Written> {
    let is_looked_at = picture.nodes.iter().any(|node| node.emphasis >= Emphasis::Near);
    let least = if is_looked_at { Emphasis::Near } else { Emphasis::Plain };
    let insists = insisting(picture, viewport);
    let (mut wishes, mut of_wish) = (Vec::new(), Vec::new());
    for (idx, label) in picture.labels.iter().enumerate() {
        let Some(node) = picture.node(label.node_idx) else { continue };
        if node.emphasis >= least {
            let is_brief = !node.stands_out() && camera.scale_screen_per_world < WHOLE_SCALE;
            let mut wish = wish(label.text(is_brief), label.priority, node, (camera, viewport));
            // From near by marks are large, and there is room beside them or soon will be.
            if label.priority >= insists && camera.scale_screen_per_world < WHOLE_SCALE {
                wish.covers_at_most = wish.covers_at_most.max(MAX_COVERED);
            }
            wishes.push(wish);
            of_wish.push((idx, node.stands_out(), is_brief));
        }
    }
    let frame = Bounds::around(viewport.centre_screen(), viewport.width_px, viewport.height_px);
    let marks = picture.nodes.iter().filter(|node| node.emphasis >= least);
    let marks: Vec<Bounds> = marks.map(|node| covered(node, camera, viewport)).collect();
    let written: Vec<Bounds> = areas.iter().map(|area| area.bounds_screen).collect();
    choose(&wishes, &marks, &written, frame.grown(-EDGE_PX))
        .into_iter()
        .map(|placed| {
            let bounds_screen = placed.bounds_screen;
            let above_edge = Point::new(0.0, NAME_PX * BASELINE);
            let start_screen = Point::new(bounds_screen.min.x, bounds_screen.max.y) - above_edge;
            let (idx, is_bold, is_brief) = of_wish[placed.label_idx];
            Written { idx, start_screen, bounds_screen, is_bold, is_brief }
        })
        .collect()
}

/// What of a node a name must not cover: not the corners of its box, which are empty.
fn covered(node: &NodeMark, camera: Camera, viewport: Viewport) -> Bounds {
    let side = 2.0 * ROUND * node.radius_px(camera.scale_screen_per_world);
    Bounds::around(camera.screen_from_world(node.center_world, viewport), side, side)
}

/// From this priority on a name is written over marks if need be: nobody should have to look for
/// the few that matter most.
fn insisting(picture: &Picture, viewport: Viewport) -> u32 {
    let mut priorities: Vec<u32> = picture.labels.iter().map(|label| label.priority).collect();
    priorities.sort_unstable_by(|a, b| b.cmp(a));
    let n_insisting = n_insisting(viewport);
    priorities.get(n_insisting).map_or(0, |priority| priority.saturating_add(1))
}

fn n_insisting(viewport: Viewport) -> usize {
    let view_px2 = viewport.width_px * viewport.height_px;
    let fits = |&n: &usize| as_f64(n) * PX2_PER_INSISTING <= view_px2;
    (1..=N_INSISTING).take_while(fits).last().unwrap_or(0)
}

fn wish(
    text: &str,
    priority: u32,
    node: &NodeMark,
    (camera, viewport): (Camera, Viewport),
) -> LabelBox {
    let stands_out = node.stands_out();
    let wide = if stands_out { BOLD } else { 1.0 };
    let reach = if node.ring.is_some() {
        RING_RADII.0
    } else if node.fill_level.is_some() {
        ARC_RADII.0
    } else {
        1.0
    };
    LabelBox {
        anchor_screen: camera.screen_from_world(node.center_world, viewport),
        width_px: width_em(text) * NAME_PX * wide,
        height_px: NAME_PX + LEADING_PX,
        gap_px: node.radius_px(camera.scale_screen_per_world) * reach + GAP_PX,
        priority: priority.saturating_add(if stands_out { FIRST } else { 0 }),
        covers_at_most: if stands_out { usize::MAX } else { 0 },
    }
}

/// Cuts a name that is longer than `max_letters`.
pub fn shortened(name: &str, max_letters: usize) -> String {
    if as_f64(name.chars().count()) <= as_f64(max_letters) {
        return name.to_owned();
    }
    let head: String = name.chars().take(max_letters.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::{Color, NodeLabel, Shape};

    const VIEWPORT: Viewport = Viewport { width_px: 800.0, height_px: 600.0 };

    fn picture(places: &[(f64, f64)]) -> Picture {
        let nodes = places.iter().map(|&(x, y)| NodeMark {
            center_world: Point::new(x, y),
            radius_world: 0.2,
            shape: Shape::Circle,
            color: Color::Own(0),
            fill_level: None,
            badge: None,
            ring: None,
            is_pinned: false,
            emphasis: Emphasis::Plain,
        });
        let labels = (0u32..).zip(places).map(|(node_idx, _)| NodeLabel {
            node_idx,
            title: "Ausländerbehörde".to_owned(),
            brief: None,
            priority: node_idx,
        });
        Picture { nodes: nodes.collect(), labels: labels.collect(), ..Picture::default() }
    }

    #[test]
    fn names_do_not_meet_each_other_nor_those_of_areas() {
        let places: Vec<(f64, f64)> =
            (0..100).map(|n| (f64::from(n % 10) - 5.0, f64::from(n / 10) * 0.4 - 2.0)).collect();
        let mut picture = picture(&places);
        picture.areas.push(AreaMark {
            outline: Outline::None,
            title: "Gemeinde".to_owned(),
            brief: None,
            title_world: Point::ORIGIN,
            title_place: TitlePlace::Above,
        });
        let lettering = Lettering::of(&picture, Camera::default(), VIEWPORT);
        let boxes: Vec<Bounds> = lettering
            .areas
            .iter()
            .chain(&lettering.names)
            .map(|written| written.bounds_screen)
            .collect();
        assert!(boxes.len() > 10);
        for (position, one) in boxes.iter().enumerate() {
            assert!(!boxes[..position].iter().any(|other| other.overlaps(*one)));
        }
    }

    #[test]
    fn the_name_of_a_circle_goes_below_where_it_would_cover_marks() {
        let mut picture = picture(&[(0.0, -1.2), (0.4, -1.3)]);
        let circle = Circle { center: Point::ORIGIN, radius: 1.0 };
        picture.areas.push(AreaMark {
            outline: Outline::Circle(circle),
            title: "Gruppe".to_owned(),
            brief: None,
            title_world: Point::new(0.0, -1.0),
            title_place: TitlePlace::Above,
        });
        let place = |picture: &Picture| {
            Lettering::of_areas(picture, Camera::default(), VIEWPORT)[0].start_screen.y
        };
        assert!(place(&picture) > VIEWPORT.centre_screen().y);
        picture.nodes.clear();
        assert!(place(&picture) < VIEWPORT.centre_screen().y);
    }

    #[test]
    fn a_name_wider_than_its_circle_is_brief_where_it_would_cover_another() {
        let circle = |x: f64| AreaMark {
            outline: Outline::Circle(Circle { center: Point::new(x, 0.0), radius: 1.0 }),
            title: "1 · Kommunales Integrationszentrum".to_owned(),
            brief: Some("1".to_owned()),
            title_world: Point::new(x, 1.0),
            title_place: TitlePlace::Above,
        };
        // The foot of the one is the side of the other, so that neither place is free.
        let mut tall = circle(2.2);
        tall.outline = Outline::Circle(Circle { center: Point::new(3.2, 0.0), radius: 2.0 });
        let mut picture = Picture { areas: vec![circle(0.0), tall], ..Picture::default() };
        let is_brief = |picture: &Picture| {
            Lettering::of_areas(picture, Camera::default(), VIEWPORT)[0].is_brief
        };
        assert!(is_brief(&picture));
        picture.areas.truncate(1);
        assert!(!is_brief(&picture));
    }

    /// 400 x 120 pixels around the middle.
    fn lane() -> AreaMark {
        let bounds = Bounds::around(Point::ORIGIN, 10.0, 3.0);
        AreaMark {
            outline: Outline::Box(bounds),
            title: "Gemeinde".to_owned(),
            brief: None,
            title_world: bounds.min,
            title_place: TitlePlace::Corner,
        }
    }

    #[test]
    fn the_name_of_a_lane_gives_way_to_marks() {
        let place = |places: &[(f64, f64)]| {
            let picture = Picture { areas: vec![lane()], ..picture(places) };
            Lettering::of_areas(&picture, Camera::default(), VIEWPORT)[0].start_screen
        };
        let usual = Point::new(208.0, 258.0);
        assert_eq!(place(&[(0.0, 0.0)]), usual);
        let on_the_line = Point::new(208.0, 244.5);
        assert_eq!(place(&[(-4.4, -1.0)]), on_the_line);
        // Full on the left: then on the right.
        let right = place(&[(-4.4, -1.0), (-4.4, -1.5)]);
        assert!(right.x > 500.0 && (right.y - usual.y).abs() < 1e-9, "{right:?}");
    }

    #[test]
    fn the_name_of_a_lane_stays_in_sight() {
        let picture = Picture { areas: vec![lane()], ..Picture::default() };
        let start = |x: f64| {
            let camera = Camera { center_world: Point::new(x, 0.0), ..Camera::default() };
            Lettering::of_areas(&picture, camera, VIEWPORT)[0].start_screen.x
        };
        assert!((start(0.0) - 208.0).abs() < 1e-9);
        assert!((start(8.0) - EDGE_PX).abs() < 1e-9);
        // Nearly gone: it does not leave its lane.
        assert!(start(14.0) < 0.0);
    }

    #[test]
    fn the_name_of_an_area_stays_in_sight_from_within() {
        let town = AreaMark { title_place: TitlePlace::Above, ..lane() };
        for area in [lane(), town] {
            let picture = Picture { areas: vec![area], ..Picture::default() };
            // Near enough that nothing but the area is seen.
            let near = |y: f64| {
                let camera = Camera::new(Point::new(0.0, y), 400.0);
                Lettering::of_areas(&picture, camera, VIEWPORT)[0].bounds_screen
            };
            let frame = Bounds::around(VIEWPORT.centre_screen(), 800.0, 600.0);
            let seen = near(0.3);
            assert!(frame.contains(seen.min) && frame.contains(seen.max), "{seen:?}");
            // Below the area: it does not follow.
            assert!(near(3.0).max.y < 0.0);
        }
    }

    #[test]
    fn names_are_whole_from_near_by() {
        let mut picture = picture(&[(0.0, 0.0)]);
        picture.labels[0].brief = Some("Ausl…".to_owned());
        let is_brief = |picture: &Picture, scale: f64| {
            let camera = Camera::new(Point::ORIGIN, scale);
            Lettering::of(picture, camera, VIEWPORT).names[0].is_brief
        };
        assert!(is_brief(&picture, 40.0));
        assert!(!is_brief(&picture, 80.0));
        picture.nodes[0].emphasis = Emphasis::Focus;
        assert!(!is_brief(&picture, 40.0));
    }

    #[test]
    fn what_is_dimmed_has_no_name() {
        let mut picture = picture(&[(0.0, 0.0), (3.0, 0.0)]);
        picture.nodes[1].emphasis = Emphasis::Dimmed;
        assert_eq!(Lettering::of(&picture, Camera::default(), VIEWPORT).names.len(), 1);
    }

    #[test]
    fn the_name_of_a_town_goes_aside_where_it_would_cover_a_mark() {
        let town = AreaMark {
            outline: Outline::None,
            title_world: Point::ORIGIN,
            title_place: TitlePlace::Above,
            ..lane()
        };
        let middle = |places: &[(f64, f64)]| {
            let picture = Picture { areas: vec![town.clone()], ..picture(places) };
            Lettering::of_areas(&picture, Camera::default(), VIEWPORT)[0].bounds_screen.centre().x
        };
        assert!((middle(&[(3.0, 0.0)]) - 400.0).abs() < 1e-9);
        assert!(middle(&[(-0.7, -0.3)]) > 401.0);
        assert!(middle(&[(0.7, -0.3)]) < 399.0);
    }

    #[test]
    fn the_name_of_a_column_is_whole_at_the_edge() {
        let column = AreaMark { outline: Outline::None, title_place: TitlePlace::Above, ..lane() };
        let picture = Picture { areas: vec![column], ..Picture::default() };
        let bounds = |x: f64| {
            let camera = Camera { center_world: Point::new(x, 0.0), ..Camera::default() };
            Lettering::of_areas(&picture, camera, VIEWPORT)[0].bounds_screen
        };
        // A block that is narrower than its name is no less moved.
        let narrow = Outline::Box(Bounds::around(Point::new(-5.0, 0.0), 0.2, 3.0));
        let area = AreaMark { outline: narrow, ..picture.areas[0].clone() };
        let block = Picture { areas: vec![area], ..Picture::default() };
        let camera = Camera { center_world: Point::new(4.75, 0.0), ..Camera::default() };
        let seen = Lettering::of_areas(&block, camera, VIEWPORT)[0].bounds_screen;
        assert!((seen.min.x - EDGE_PX).abs() < 1e-9);
        // Its place is 10 pixels from the left edge, then 10 beyond it.
        assert!((bounds(4.75).min.x - EDGE_PX).abs() < 1e-9);
        assert!((bounds(5.25).min.x + 10.0).abs() < 1e-9);
    }

    #[test]
    fn the_name_of_a_block_goes_below_where_another_takes_the_room_above() {
        let town = AreaMark { outline: Outline::None, title_place: TitlePlace::Above, ..lane() };
        let narrow = Bounds::around(Point::new(0.0, 1.5), 0.2, 3.0);
        let block = AreaMark {
            outline: Outline::Box(narrow),
            title_world: Point::new(0.0, 0.0),
            ..town.clone()
        };
        let town = AreaMark { title_world: Point::ORIGIN, title: "x".repeat(30), ..town };
        let middle = |areas: Vec<AreaMark>| {
            let picture = Picture { areas, ..Picture::default() };
            let names = Lettering::of_areas(&picture, Camera::default(), VIEWPORT);
            names.last().map(|name| name.bounds_screen.centre().y)
        };
        let foot = Camera::default().screen_from_world(narrow.max, VIEWPORT).y;
        assert!(middle(vec![block.clone()]).is_some_and(|y| y < VIEWPORT.centre_screen().y));
        assert!(middle(vec![town, block]).is_some_and(|y| y > foot));
    }

    #[test]
    fn hidden_nodes_have_no_name() {
        let mut picture = picture(&[(0.0, 0.0), (3.0, 0.0)]);
        picture.nodes[1].emphasis = Emphasis::Hidden;
        let names = Lettering::of(&picture, Camera::default(), VIEWPORT).names;
        assert_eq!(names.iter().map(|name| name.idx).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn only_what_is_looked_at_is_named() {
        let mut picture = picture(&[(0.0, 0.0), (3.0, 0.0), (0.0, 3.0)]);
        picture.nodes[0].emphasis = Emphasis::Focus;
        picture.nodes[2].emphasis = Emphasis::Near;
        let names = Lettering::of(&picture, Camera::default(), VIEWPORT).names;
        let written: Vec<(usize, bool)> =
            names.iter().map(|name| (name.idx, name.is_bold)).collect();
        assert_eq!(written, [(0, true), (2, false)]);
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        assert_eq!(shortened("Übergang", 8), "Übergang");
        assert_eq!(shortened("Übergang Schule", 9), "Übergang…");
    }
}
