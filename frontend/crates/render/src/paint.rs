//! From a picture to pixels.
//!
//! Start at [`Job`], which paints a picture in steps, as much as there is time for. [`Painter`]
//! paints single marks: ordinary ones by short ways of their own, the others as
//! [`scene::figure`] describes them.

mod flat;
mod job;
mod stroke;

use scene::curve::Arrow;
use scene::figure::{Drawn, Element, Figure, Text, marks};
use scene::lettering::{AREA_NAME_PX, Lettering, NAME_PX};
use scene::picture::{Color, EdgeMark, Emphasis, NodeMark, Picture, SEAM_RADII, Shape};
use scene::{Bounds, Camera, Point, Viewport};

use crate::letters::{Letters, Style};
use crate::number::{device_px, floor};
use crate::palette::Palette;
use crate::raster::{Coverage, Ink, Pixels, disc};
pub(crate) use job::{Extent, Job};

/// What is seen, and with how many device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    pub(crate) camera: Camera,
    pub(crate) viewport: Viewport,
    /// Device pixels per pixel.
    pub(crate) pixel_ratio: f64,
}

impl View {
    /// Width and height in device pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        let Viewport { width_px, height_px } = self.viewport;
        (device_px(width_px, self.pixel_ratio), device_px(height_px, self.pixel_ratio))
    }

    pub(crate) fn screen(&self, point_world: Point) -> Point {
        self.camera.screen_from_world(point_world, self.viewport)
    }
}

/// No mark below this radius shows its shape: a disc does. In device pixels.
const LEAST_SHAPED: f64 = 2.2;
/// No head shorter than this is seen, in pixels.
const LEAST_HEAD_PX: f64 = 0.7;

/// What it takes to paint.
pub(crate) struct Painter<'a> {
    pub(crate) picture: &'a Picture,
    pub(crate) palette: &'a Palette,
    pub(crate) view: View,
    pub(crate) pixels: &'a mut Pixels,
    pub(crate) tools: &'a mut Tools,
    pub(crate) letters: &'a mut dyn Letters,
}

/// Memory that is kept from one mark to the next.
#[derive(Debug)]
pub(crate) struct Tools {
    coverage: Coverage,
    points: Vec<Point>,
    figure: Figure,
}

impl Default for Tools {
    fn default() -> Self {
        let figure = Figure { width_px: 0.0, height_px: 0.0, elements: Vec::new() };
        Self { coverage: Coverage::default(), points: Vec::new(), figure }
    }
}

impl Painter<'_> {
    /// The areas with their names.
    fn areas(&mut self) {
        let View { camera, viewport, .. } = self.view;
        let picture = self.picture;
        self.as_figure(|figure| marks::areas(figure, picture, camera, viewport));
        for written in Lettering::of_areas(self.picture, camera, viewport) {
            let Some(area) = self.picture.areas.get(written.idx) else { continue };
            self.text(&Text {
                at: written.start_screen,
                is_centred: false,
                text: area.text(written.is_brief).to_owned(),
                size_px: AREA_NAME_PX,
                is_bold: true,
                color: Color::InkMuted,
                halo: Some(Color::Surface),
            });
        }
    }

    /// The names of nodes.
    pub(crate) fn names(&mut self, lettering: &Lettering) {
        for written in &lettering.names {
            let Some(label) = self.picture.labels.get(written.idx) else { continue };
            self.text(&Text {
                at: written.start_screen,
                is_centred: false,
                text: label.text(written.is_brief).to_owned(),
                size_px: NAME_PX,
                is_bold: written.is_bold,
                color: Color::Ink,
                halo: Some(Color::Surface),
            });
        }
    }

    /// A line, if any of it is seen.
    fn edge(&mut self, edge: &EdgeMark) {
        let View { camera, viewport, pixel_ratio } = self.view;
        let Some(arrow) = self.picture.arrow(edge) else { return };
        let arrow = marks::on_screen(&arrow, camera, viewport);
        let hull = Bounds::of(&[arrow.start, arrow.control, arrow.end, arrow.head[0]]);
        let frame = Bounds { min: Point::ORIGIN, max: viewport.centre_screen() * 2.0 };
        if !hull.is_some_and(|hull| hull.grown(marks::MARGIN_PX).overlaps(frame)) {
            return;
        }
        let scale = camera.scale_screen_per_world;
        let width = edge.width_px(scale) * pixel_ratio;
        let is_counted = edge.n_bundled > 1 && edge.emphasis >= Emphasis::Near;
        if edge.is_dashed || is_counted {
            self.as_figure(|figure| marks::draw_edge(figure, edge, &arrow, scale));
            return;
        }
        let ink = Ink::new(self.palette.of(edge.color), edge.opacity(scale));
        self.thin_arrow(&arrow, edge.has_head, width, ink);
    }

    fn thin_arrow(&mut self, arrow: &Arrow, has_head: bool, width: f64, ink: Ink) {
        let ratio = self.view.pixel_ratio;
        let points = &mut self.tools.points;
        points.clear();
        points.push(arrow.start * ratio);
        flat::quadratic(points, arrow.control * ratio, arrow.end * ratio);
        let coverage = &mut self.tools.coverage;
        stroke::Pen { pixels: self.pixels, coverage, width, ink }.solid(points);
        if has_head && arrow.head[0].distance(arrow.end) >= LEAST_HEAD_PX {
            let corners = arrow.head.map(|corner| corner * ratio);
            self.tools.coverage.fill(self.pixels, &corners, ink);
        }
    }

    /// A node, if any of it is seen.
    fn node(&mut self, node_idx: u32, node: &NodeMark) {
        let View { camera, viewport, pixel_ratio } = self.view;
        let scale = camera.scale_screen_per_world;
        let at = self.view.screen(node.center_world);
        let radius_px = node.radius_px(scale);
        let frame = Bounds { min: Point::ORIGIN, max: viewport.centre_screen() * 2.0 };
        if !frame.grown(radius_px * 2.0 + 1.0).contains(at) {
            return;
        }
        let radius = radius_px * pixel_ratio;
        let is_round = node.shape == Shape::Circle || radius < LEAST_SHAPED;
        let is_plain = node.fill_level.is_none() && node.badge.is_none();
        let is_unmarked =
            node.ring.is_none() && !node.is_pinned && node.emphasis != Emphasis::Focus;
        if !(is_round && is_plain && is_unmarked) {
            self.as_figure(|figure| marks::draw_node(figure, node_idx, node, at, scale));
            return;
        }
        let opacity = node.emphasis.node_opacity();
        let half_seam = radius * SEAM_RADII / 2.0;
        let seam = Ink::new(self.palette.surface, opacity);
        let (center, inner) = (at * pixel_ratio, radius - half_seam);
        disc(self.pixels, center, (inner, radius + half_seam), seam);
        let ink = Ink::new(self.palette.of(node.color), opacity);
        disc(self.pixels, center, (-1.0, inner), ink);
    }

    /// Paints what somebody draws as a figure.
    fn as_figure(&mut self, draw: impl FnOnce(&mut Figure)) {
        let mut figure = std::mem::replace(&mut self.tools.figure, Tools::default().figure);
        draw(&mut figure);
        for element in figure.elements.drain(..) {
            match element {
                Element::Shape(drawn) => self.drawn(&drawn),
                Element::Text(text) => self.text(&text),
            }
        }
        self.tools.figure = figure;
    }

    fn drawn(&mut self, drawn: &Drawn) {
        let ratio = self.view.pixel_ratio;
        let points = &mut self.tools.points;
        flat::path(points, &drawn.path, ratio);
        if let Some(fill) = drawn.fill {
            let ink = Ink::new(self.palette.of(fill), drawn.opacity);
            self.tools.coverage.fill(self.pixels, points, ink);
        }
        if let Some(line) = drawn.line {
            let ink = Ink::new(self.palette.of(line.color), drawn.opacity);
            let width = line.width_px * ratio;
            let dash = line.dash_px.map(|(dash, gap)| (dash * ratio, gap * ratio));
            let coverage = &mut self.tools.coverage;
            stroke::Pen { pixels: self.pixels, coverage, width, ink }.stroke(points, dash);
        }
    }

    /// A text, on whole pixels, so that its letters are sharp.
    fn text(&mut self, text: &Text) {
        let ratio = self.view.pixel_ratio;
        let style = Style {
            is_bold: text.is_bold,
            has_seam: text.halo.is_some(),
            ..Style::new(text.size_px * ratio)
        };
        let Some(mask) = self.letters.mask(&text.text, style) else { return };
        let shift = if text.is_centred { mask.advance / 2.0 } else { 0.0 };
        let left = floor(text.at.x * ratio - shift + 0.5).saturating_add(mask.left);
        let top = floor(text.at.y * ratio + 0.5).saturating_add(mask.top);
        let ink = Ink::new(self.palette.of(text.color), 1.0);
        let seam = Ink::new(self.palette.of(text.halo.unwrap_or(text.color)), 1.0);
        self.pixels.put_mask(&mask, (left, top), ink, seam);
    }
}
