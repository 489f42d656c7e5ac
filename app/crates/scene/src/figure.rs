//! A picture as a drawing: paths and texts in pixels, ready to be written down.
//!
//! Start at [`Figure::of`]. [`svg`] and [`pdf`] write figures; what lies beside the picture on a
//! sheet (title, legend, source) is added with the same elements.

pub mod marks;
mod path;
pub mod pdf;
pub mod svg;

use crate::lettering::{AREA_NAME_PX, HALO_PX, Lettering, NAME_PX};
use crate::picture::{Color, Picture};
use crate::{Camera, Point, Viewport};
pub use path::{Path, Step};

/// A drawing of fixed size; later elements lie in front.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub width_px: f64,
    pub height_px: f64,
    pub elements: Vec<Element>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    Shape(Drawn),
    Text(Text),
}

/// A path that is filled, drawn along, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub path: Path,
    pub fill: Option<Color>,
    pub line: Option<Line>,
    pub opacity: f64,
    /// The node it is the mark of.
    pub node_idx: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub color: Color,
    pub width_px: f64,
    /// Dash and gap.
    pub dash_px: Option<(f64, f64)>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Left end of the baseline, or its middle.
    pub at: Point,
    pub is_centred: bool,
    pub text: String,
    pub size_px: f64,
    pub is_bold: bool,
    pub color: Color,
    /// A seam around the letters, so that they can be read over lines.
    pub halo: Option<Color>,
}

impl Figure {
    /// Draws what the camera sees.
    ///
    /// # Complexity O(n + m + a²) time for n nodes, m edges and a areas, and what the choice of
    /// names takes ([`Lettering::of`]).
    pub fn of(picture: &Picture, camera: Camera, viewport: Viewport) -> Self {
        let mut figure = Self {
            width_px: viewport.width_px,
            height_px: viewport.height_px,
            elements: Vec::new(),
        };
        let lettering = Lettering::of(picture, camera, viewport);
        marks::areas(&mut figure, picture, camera, viewport);
        figure.write_areas(picture, &lettering);
        marks::edges(&mut figure, picture, camera, viewport);
        marks::nodes(&mut figure, picture, camera, viewport);
        figure.write_names(picture, &lettering);
        figure
    }

    /// Moves everything that is drawn so far.
    pub fn shift(&mut self, by: Point) {
        for element in &mut self.elements {
            match element {
                Element::Shape(drawn) => drawn.path.shift(by),
                Element::Text(text) => text.at = text.at + by,
            }
        }
    }

    fn write_areas(&mut self, picture: &Picture, lettering: &Lettering) {
        for written in &lettering.areas {
            let Some(area) = picture.areas.get(written.idx) else { continue };
            self.elements.push(Element::Text(Text {
                at: written.start_screen,
                is_centred: false,
                text: area.text(written.is_brief).to_owned(),
                size_px: AREA_NAME_PX,
                is_bold: true,
                color: Color::InkMuted,
                halo: Some(Color::Surface),
            }));
        }
    }

    fn write_names(&mut self, picture: &Picture, lettering: &Lettering) {
        for written in &lettering.names {
            let Some(label) = picture.labels.get(written.idx) else { continue };
            self.elements.push(Element::Text(Text {
                at: written.start_screen,
                is_centred: false,
                text: label.text(written.is_brief).to_owned(),
                size_px: NAME_PX,
                is_bold: written.is_bold,
                color: Color::Ink,
                halo: Some(Color::Surface),
            }));
        }
    }
}

/// Width of the seam around letters of a size.
pub fn halo_px(size_px: f64) -> f64 {
    size_px * HALO_PX / NAME_PX
}
