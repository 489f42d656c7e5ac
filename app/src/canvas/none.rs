//! No canvas: on the server the picture is an SVG.

use scene::pick::Picked;
use scene::picture::{Emphasis, Picture, Token};
use scene::{Camera, Point, Viewport};

/// There is none.
pub(crate) enum Canvas {}

impl Canvas {
    pub(crate) fn new(
        _element: &web_sys::HtmlCanvasElement,
        _on_drawn: impl Fn() + 'static,
    ) -> Option<Self> {
        None
    }

    pub(crate) fn pick(&self, _at_screen: Point, _tolerance_px: f64) -> Option<Picked> {
        match *self {}
    }

    pub(crate) fn set_picture(&self, _picture: Picture) {
        match *self {}
    }

    pub(crate) fn set_emphasis(&self, _nodes: &[Emphasis], _edges: &[Emphasis]) {
        match *self {}
    }

    pub(crate) fn set_places(&self, _places: &[Point]) {
        match *self {}
    }

    pub(crate) fn set_tokens(&self, _tokens: &[Token]) {
        match *self {}
    }

    pub(crate) fn set_view(&self, _camera: Camera, _viewport: Viewport) {
        match *self {}
    }
}
