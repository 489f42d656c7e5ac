//! What a picture is made of, before anybody draws it: marks, lines, areas and names.
//!
//! Start at [`Picture`]. Whoever draws (a GPU, a canvas, an SVG or PDF file) takes the same one and
//! the same rules of size and strength ([`NodeMark::radius_px`], [`Emphasis`]), so that all of them
//! show the same. Colours are names here ([`Color`]); the page says what they look like.

use serde::{Deserialize, Serialize};

use crate::curve::{Arrow, ArrowStyle, Circle, arrow};
use crate::{Bounds, Point};

/// The outline of a mark. All have about the area of the unit circle, so that none looks more
/// important.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    #[default]
    Circle,
    Square,
    Triangle,
    Diamond,
    Hexagon,
    Pentagon,
    Cross,
}

impl Shape {
    pub const ALL: [Self; 7] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Hexagon,
        Self::Pentagon,
        Self::Cross,
    ];

    /// The corners around the origin for radius 1, clockwise on a screen; none for the circle.
    pub fn corners(self) -> &'static [(f64, f64)] {
        match self {
            Self::Circle => &[],
            Self::Square => &[(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)],
            Self::Triangle => &[(0.0, -1.28), (1.16, 0.78), (-1.16, 0.78)],
            Self::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
            Self::Hexagon => &[
                (1.08, 0.0),
                (0.54, 0.94),
                (-0.54, 0.94),
                (-1.08, 0.0),
                (-0.54, -0.94),
                (0.54, -0.94),
            ],
            Self::Pentagon => {
                &[(0.0, -1.13), (1.08, -0.35), (0.67, 0.92), (-0.67, 0.92), (-1.08, -0.35)]
            }
            Self::Cross => &[
                (-0.45, -1.12),
                (0.45, -1.12),
                (0.45, -0.45),
                (1.12, -0.45),
                (1.12, 0.45),
                (0.45, 0.45),
                (0.45, 1.12),
                (-0.45, 1.12),
                (-0.45, 0.45),
                (-1.12, 0.45),
                (-1.12, -0.45),
                (-0.45, -0.45),
            ],
        }
    }
}

/// A colour by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Color {
    /// What everything lies on.
    Surface,
    Ink,
    InkMuted,
    /// What is chosen.
    Accent,
    /// What is wrong.
    Alarm,
    /// Inside of an area.
    AreaFill,
    /// Outline of an area.
    AreaLine,
    /// One of the picture's own; which ones there are is up to whoever makes the picture.
    Own(u8),
}

/// How strongly something is drawn, from back to front.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// Not drawn, not picked, not named.
    Hidden,
    /// The rest while something else is looked at.
    Dimmed,
    #[default]
    Plain,
    /// Belongs to what is looked at: a neighbour, a line to it, a station of a route.
    Near,
    /// What is looked at itself: with a halo.
    Focus,
}

impl Emphasis {
    pub const ALL: [Self; 5] = [Self::Hidden, Self::Dimmed, Self::Plain, Self::Near, Self::Focus];

    /// Opacity of a mark.
    pub fn node_opacity(self) -> f64 {
        match self {
            Self::Hidden => 0.0,
            Self::Dimmed => 0.28,
            Self::Plain | Self::Near | Self::Focus => 1.0,
        }
    }

    /// Opacity of a line.
    pub fn edge_opacity(self) -> f64 {
        match self {
            Self::Hidden => 0.0,
            Self::Dimmed => 0.07,
            Self::Plain => 0.36,
            Self::Near => 0.85,
            Self::Focus => 1.0,
        }
    }

    /// By how much a mark is larger.
    pub fn node_scale(self) -> f64 {
        if self == Self::Focus { 1.15 } else { 1.0 }
    }
}

/// What is written on a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// Of a station.
    Number(u16),
    Change(Change),
}

impl std::fmt::Display for Badge {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Change(change) => formatter.write_str(change.sign()),
        }
    }
}

/// What became of something from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Added,
    Removed,
    Altered,
}

impl Change {
    pub const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Altered];

    /// Tells it without colour; every font has these.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "×",
            Self::Altered => "±",
        }
    }
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeMark {
    pub center_world: Point,
    pub radius_world: f64,
    pub shape: Shape,
    pub color: Color,
    /// How full it is: 1 is full, more is overfull. Drawn as an arc around the mark, clockwise
    /// from the top.
    pub fill_level: Option<f32>,
    /// What is written on the mark.
    pub badge: Option<Badge>,
    /// A ring around it, as one that warns.
    pub ring: Option<Color>,
    /// Holds its place whatever the layout says.
    pub is_pinned: bool,
    pub emphasis: Emphasis,
}

/// No mark is drawn smaller than this.
pub const MIN_RADIUS_PX: f64 = 1.6;
/// No line is drawn thinner than this; below it, it gets fainter instead.
pub const MIN_WIDTH_PX: f64 = 0.8;
/// The same for one that is looked at, which gets no fainter.
pub const MIN_FOCUS_WIDTH_PX: f64 = 2.2;
/// What is left of the strength of an old line that is looked at, at the least.
const MIN_FOCUS_STRENGTH: f64 = 0.7;
/// Width of the seam around a mark, in radii.
pub const SEAM_RADII: f64 = 0.16;
/// Middle and width of the arc of the fill level, in radii.
pub const ARC_RADII: (f64, f64) = (1.42, 0.2);
/// From here on a fill level counts as nearly full, and from 1 as full.
pub const NEARLY_FULL: f32 = 0.85;
/// Radius of the halo of what is looked at, in radii.
pub const HALO_RADII: f64 = 1.7;
/// Middle and width of a ring, in radii.
pub const RING_RADII: (f64, f64) = (1.75, 0.26);
/// Radius of a token, and of the seam around it.
pub const TOKEN_RADIUS_PX: (f64, f64) = (4.0, 5.2);
/// Length of a dash and of the gap after it, in world units.
pub const DASH_WORLD: (f64, f64) = (0.16, 0.12);

impl NodeMark {
    /// Whether it is looked at or marked: its name comes first, and bold.
    pub fn stands_out(&self) -> bool {
        self.emphasis == Emphasis::Focus || self.badge.is_some() || self.ring.is_some()
    }

    /// Radius on the screen, emphasis included.
    pub fn radius_px(&self, scale_screen_per_world: f64) -> f64 {
        let radius = self.radius_world * self.emphasis.node_scale() * scale_screen_per_world;
        radius.max(MIN_RADIUS_PX)
    }
}

/// A line between two nodes, or from one to itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EdgeMark {
    /// Positions in [`Picture::nodes`].
    pub from_idx: u32,
    pub to_idx: u32,
    pub width_world: f64,
    pub color: Color,
    pub is_dashed: bool,
    pub has_head: bool,
    /// Position among the parallel lines from the same start to the same end, from 0.
    pub rank: u32,
    /// How many relations it stands for.
    pub n_bundled: u32,
    /// Share of its usual opacity, up to 1: less for what is old.
    pub strength: f32,
    pub emphasis: Emphasis,
}

impl EdgeMark {
    /// Width on the screen.
    pub fn width_px(&self, scale_screen_per_world: f64) -> f64 {
        let is_focus = self.emphasis == Emphasis::Focus;
        let least = if is_focus { MIN_FOCUS_WIDTH_PX } else { MIN_WIDTH_PX };
        (self.width_world * scale_screen_per_world).max(least)
    }

    /// Opacity on the screen: a line that would be thinner than it can be drawn is fainter.
    pub fn opacity(&self, scale_screen_per_world: f64) -> f64 {
        let strength = f64::from(self.strength).clamp(0.0, 1.0);
        if self.emphasis == Emphasis::Focus {
            return MIN_FOCUS_STRENGTH + (1.0 - MIN_FOCUS_STRENGTH) * strength;
        }
        let thin = self.width_world * scale_screen_per_world / MIN_WIDTH_PX;
        self.emphasis.edge_opacity() * strength * thin.clamp(0.35, 1.0)
    }
}

/// The outline of an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outline {
    /// A name only.
    None,
    Circle(Circle),
    Box(Bounds),
    Polygon(Vec<Point>),
}

/// Where the name of an area stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitlePlace {
    /// Below and to the right of its place, as in the corner of a lane.
    Corner,
    /// Centred above its place.
    Above,
}

/// What lies behind some nodes: a lane, a town, a community.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaMark {
    pub outline: Outline,
    pub title: String,
    /// What is written instead where the title has no room.
    pub brief: Option<String>,
    pub title_world: Point,
    pub title_place: TitlePlace,
}

impl AreaMark {
    /// The text that is written.
    pub fn text(&self, is_brief: bool) -> &str {
        self.brief.as_deref().filter(|_| is_brief).unwrap_or(&self.title)
    }
}

/// The name of a node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeLabel {
    pub node_idx: u32,
    pub title: String,
    /// What is written instead while many names want to be read.
    pub brief: Option<String>,
    /// Higher is written first.
    pub priority: u32,
}

impl NodeLabel {
    /// The text that is written.
    pub fn text(&self, is_brief: bool) -> &str {
        self.brief.as_deref().filter(|_| is_brief).unwrap_or(&self.title)
    }
}

/// Something on its way along a line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    pub edge_idx: u32,
    /// From 0 at the start to 1 at the end.
    pub progress: f32,
    pub color: Color,
}

/// Everything that is drawn, in world coordinates; later ones lie in front.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    pub areas: Vec<AreaMark>,
    pub edges: Vec<EdgeMark>,
    pub nodes: Vec<NodeMark>,
    pub labels: Vec<NodeLabel>,
}

/// Length of a head in line widths, and the least and most of it in world units.
const HEAD_WIDTHS: f64 = 3.2;
const HEAD_WORLD: (f64, f64) = (0.14, 0.3);
/// Room between a mark and the lines at it.
const GAP_WORLD: f64 = 0.03;

impl Picture {
    /// The way of a line; `None` where nothing is to be drawn: hidden, or its ends touch.
    pub fn arrow(&self, edge: &EdgeMark) -> Option<Arrow> {
        let from = self.node(edge.from_idx)?;
        let to = self.node(edge.to_idx)?;
        let is_hidden = [from.emphasis, to.emphasis, edge.emphasis].contains(&Emphasis::Hidden);
        if is_hidden { None } else { self.way(edge) }
    }

    /// The same, be it hidden or not.
    pub(crate) fn way(&self, edge: &EdgeMark) -> Option<Arrow> {
        let from = self.node(edge.from_idx)?;
        let to = self.node(edge.to_idx)?;
        let circle = |node: &NodeMark| Circle {
            center: node.center_world,
            radius: node.radius_world * node.emphasis.node_scale() + GAP_WORLD,
        };
        let head = (edge.width_world * HEAD_WIDTHS).clamp(HEAD_WORLD.0, HEAD_WORLD.1);
        let head_length = if edge.has_head { head } else { 0.0 };
        let style = ArrowStyle { head_length, head_width: head_length * 0.8, rank: edge.rank };
        arrow(circle(from), circle(to), style)
    }

    pub fn node(&self, node_idx: u32) -> Option<&NodeMark> {
        self.nodes.get(usize::try_from(node_idx).ok()?)
    }

    /// What the nodes that are drawn and the areas take up.
    pub fn bounds_world(&self) -> Option<Bounds> {
        let shown = self.nodes.iter().filter(|node| node.emphasis != Emphasis::Hidden);
        let mut points: Vec<Point> = shown.map(|node| node.center_world).collect();
        for area in &self.areas {
            match &area.outline {
                Outline::None => points.push(area.title_world),
                Outline::Circle(circle) => {
                    let reach = Point::new(circle.radius, circle.radius);
                    points.extend([circle.center - reach, circle.center + reach]);
                }
                Outline::Box(bounds) => points.extend([bounds.min, bounds.max]),
                Outline::Polygon(corners) => points.extend(corners),
            }
        }
        Bounds::of(&points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> EdgeMark {
        EdgeMark {
            from_idx: 0,
            to_idx: 1,
            width_world: 1.0,
            color: Color::Ink,
            is_dashed: false,
            has_head: true,
            rank: 0,
            n_bundled: 1,
            strength: 1.0,
            emphasis: Emphasis::Plain,
        }
    }

    #[test]
    fn what_is_old_is_fainter_however_it_is_looked_at() {
        let fresh = line();
        for emphasis in Emphasis::ALL.into_iter().filter(|it| *it != Emphasis::Hidden) {
            let fresh = EdgeMark { emphasis, ..fresh };
            let old = EdgeMark { strength: 0.4, ..fresh };
            assert!(old.opacity(50.0) < fresh.opacity(50.0), "{emphasis:?}");
            assert!(old.opacity(50.0) > 0.0);
        }
    }

    #[test]
    fn what_is_looked_at_is_seen_however_thin_and_old_it_is() {
        let thin = EdgeMark { width_world: 0.001, strength: 0.1, ..line() };
        let looked_at = EdgeMark { emphasis: Emphasis::Focus, ..thin };
        assert!(looked_at.opacity(20.0) > 0.7 && thin.opacity(20.0) < 0.1);
        assert!(looked_at.width_px(20.0) >= MIN_FOCUS_WIDTH_PX);
    }
}
