//! Areas, lines and nodes as paths: also for those who draw them one by one.

use super::{Drawn, Element, Figure, Line, Path, Text};
use crate::curve::{Arrow, Circle};
use crate::picture::{
    ARC_RADII, Color, DASH_WORLD, EdgeMark, Emphasis, HALO_RADII, NEARLY_FULL, NodeMark, Outline,
    Picture, RING_RADII, SEAM_RADII, Shape,
};
use crate::{Bounds, Camera, Point, Viewport};

/// Opacity of the halo around what is looked at.
const HALO_OPACITY: f64 = 0.18;
/// What lies farther outside is left out.
pub const MARGIN_PX: f64 = 40.0;
/// Smallest mark on which one can read.
const BADGE_RADIUS_PX: f64 = 5.0;
/// A count is written at lines at least this long.
const COUNTED_LENGTH_PX: f64 = 90.0;
const COUNT_PX: f64 = 10.0;

/// The outlines of all areas.
pub fn areas(figure: &mut Figure, picture: &Picture, camera: Camera, viewport: Viewport) {
    let to_screen = |point: Point| camera.screen_from_world(point, viewport);
    for area in &picture.areas {
        let path = match &area.outline {
            Outline::None => continue,
            Outline::Circle(circle) => Path::circle(Circle {
                center: to_screen(circle.center),
                radius: circle.radius * camera.scale_screen_per_world,
            }),
            Outline::Box(bounds) => Path::polygon(corners(*bounds).map(to_screen)),
            Outline::Polygon(corners) => Path::polygon(corners.iter().copied().map(to_screen)),
        };
        figure.elements.push(Element::Shape(Drawn {
            path,
            fill: Some(Color::AreaFill),
            line: Some(Line { color: Color::AreaLine, width_px: 1.0, dash_px: None }),
            opacity: 1.0,
            node_idx: None,
        }));
    }
}

fn corners(bounds: Bounds) -> [Point; 4] {
    let Bounds { min, max } = bounds;
    [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
}

/// All lines, the emphasised ones in front.
pub(super) fn edges(figure: &mut Figure, picture: &Picture, camera: Camera, viewport: Viewport) {
    let frame = frame(viewport);
    for emphasis in Emphasis::ALL {
        for edge in picture.edges.iter().filter(|edge| edge.emphasis == emphasis) {
            let Some(arrow) = picture.arrow(edge) else { continue };
            let arrow = on_screen(&arrow, camera, viewport);
            let hull = Bounds::of(&[arrow.start, arrow.control, arrow.end, arrow.head[0]]);
            if hull.is_some_and(|hull| hull.overlaps(frame)) {
                draw_edge(figure, edge, &arrow, camera.scale_screen_per_world);
            }
        }
    }
}

fn frame(viewport: Viewport) -> Bounds {
    Bounds::around(viewport.centre_screen(), viewport.width_px, viewport.height_px).grown(MARGIN_PX)
}

/// The same arrow in pixels.
pub fn on_screen(arrow: &Arrow, camera: Camera, viewport: Viewport) -> Arrow {
    let to_screen = |point: Point| camera.screen_from_world(point, viewport);
    Arrow {
        start: to_screen(arrow.start),
        control: to_screen(arrow.control),
        end: to_screen(arrow.end),
        head: arrow.head.map(to_screen),
    }
}

/// A line with what is at it; `arrow` is its way on the screen.
pub fn draw_edge(figure: &mut Figure, edge: &EdgeMark, arrow: &Arrow, scale: f64) {
    let opacity = edge.opacity(scale);
    let dash_px = edge.is_dashed.then_some((DASH_WORLD.0 * scale, DASH_WORLD.1 * scale));
    let line = Line { color: edge.color, width_px: edge.width_px(scale), dash_px };
    let shape = |path: Path, fill: Option<Color>, line: Option<Line>| {
        Element::Shape(Drawn { path, fill, line, opacity, node_idx: None })
    };
    figure.elements.push(shape(Path::shaft(arrow), None, Some(line)));
    if edge.has_head {
        figure.elements.push(shape(Path::polygon(arrow.head), Some(edge.color), None));
    }
    let is_long = arrow.start.distance(arrow.end) >= COUNTED_LENGTH_PX;
    if edge.n_bundled > 1 && is_long && edge.emphasis >= Emphasis::Near {
        figure.elements.push(Element::Text(Text {
            at: arrow.at(0.5) + Point::new(0.0, COUNT_PX * 0.35),
            is_centred: true,
            text: format!("{}×", edge.n_bundled),
            size_px: COUNT_PX,
            is_bold: true,
            color: edge.color,
            halo: Some(Color::Surface),
        }));
    }
}

/// All nodes, the emphasised ones in front.
pub(super) fn nodes(figure: &mut Figure, picture: &Picture, camera: Camera, viewport: Viewport) {
    let frame = frame(viewport);
    for emphasis in Emphasis::ALL.into_iter().filter(|emphasis| *emphasis != Emphasis::Hidden) {
        for (node_idx, node) in (0u32..).zip(&picture.nodes) {
            let at = camera.screen_from_world(node.center_world, viewport);
            if node.emphasis == emphasis && frame.contains(at) {
                draw_node(figure, node_idx, node, at, camera.scale_screen_per_world);
            }
        }
    }
}

/// A node with what is around it; `at` is its place on the screen.
pub fn draw_node(figure: &mut Figure, node_idx: u32, node: &NodeMark, at: Point, scale: f64) {
    let radius = node.radius_px(scale);
    let opacity = node.emphasis.node_opacity();
    let circle = |radii: f64| Circle { center: at, radius: radius * radii };
    let mut push = |path: Path, fill: Option<Color>, line: Option<Line>, opacity: f64| {
        figure.elements.push(Element::Shape(Drawn {
            path,
            fill,
            line,
            opacity,
            node_idx: Some(node_idx),
        }));
    };
    let along =
        |color: Color, radii: f64| Some(Line { color, width_px: radius * radii, dash_px: None });
    if node.emphasis == Emphasis::Focus {
        push(Path::circle(circle(HALO_RADII)), Some(Color::Accent), None, HALO_OPACITY);
    }
    let outline = match node.shape {
        Shape::Circle => Path::circle(circle(1.0)),
        shape => {
            Path::polygon(shape.corners().iter().map(|&(x, y)| at + Point::new(x, y) * radius))
        }
    };
    push(outline, Some(node.color), along(Color::Surface, SEAM_RADII), opacity);
    if let Some(level) = node.fill_level {
        let (middle, width) = ARC_RADII;
        let color = level_color(level);
        push(Path::arc(circle(middle), f64::from(level)), None, along(color, width), opacity);
    }
    if let Some(color) = node.ring {
        let (middle, width) = RING_RADII;
        push(Path::circle(circle(middle)), None, along(color, width), 1.0);
    }
    if node.is_pinned {
        push(Path::circle(circle(0.36)), Some(Color::Surface), None, opacity);
    }
    if let Some(badge) = node.badge.filter(|_| radius >= BADGE_RADIUS_PX) {
        figure.elements.push(Element::Text(Text {
            at: at + Point::new(0.0, radius * 0.4),
            is_centred: true,
            text: badge.to_string(),
            size_px: radius * 1.1,
            is_bold: true,
            color: Color::Surface,
            halo: None,
        }));
    }
}

/// What the arc of a fill level is drawn in.
pub(super) fn level_color(level: f32) -> Color {
    if level >= 1.0 {
        Color::Alarm
    } else if level >= NEARLY_FULL {
        Color::Ink
    } else {
        Color::InkMuted
    }
}
