//! What a page holds: a picture on its canvas.

mod studio;

use scene::pick::{Index, Picked, Pointer, pick_by_looking};
use scene::picture::{Emphasis, Picture, Token};
use scene::{Camera, Point, Viewport};
use web_sys::{HtmlCanvasElement, Performance};

use crate::Backend;
use crate::overlay::{Names, token_mask, token_sprites};
use crate::paint::View;
use crate::palette::Palette;
use crate::screen::{Frame, Screen, Writer};
use studio::{Revision, Studio, Subject};

/// What a page would like to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// WebGL2 where a GPU does it, or else `Canvas2D`.
    Best,
    /// WebGL2 even if it is emulated, as to test it.
    WebGl2,
    Canvas2d,
}

/// How much is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// While the camera or nodes move: quickly, what there is.
    Moving,
    /// At rest: everything, if need be in several calls.
    Complete,
}

/// Whether there is more to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// All stands on the canvas; the next call draws nothing unless something changes.
    Done,
    /// The page calls again with the next frame.
    More,
}

/// Neither WebGL2 nor `Canvas2D`: the canvas has another context, or the browser none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoContext;

impl std::fmt::Display for NoContext {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("the canvas gives no context to draw with")
    }
}

impl std::error::Error for NoContext {}

/// Draws a picture on a canvas.
pub struct Renderer {
    canvas: HtmlCanvasElement,
    /// None while the GPU is lost.
    screen: Option<Screen>,
    wish: Wish,
    writer: Writer,
    clock: Performance,
    picture: Picture,
    tokens: Vec<Token>,
    palette: Palette,
    view: View,
    revision: Revision,
    studio: Studio,
    names: Names,
    /// What the names were chosen for.
    names_for: Option<(View, Revision)>,
    index: Option<Index>,
    /// Whether the canvas shows something else than it should.
    is_stale: bool,
}

/// So many lines are entered into the index at a time: a few milliseconds.
const EDGES_PER_CALL: usize = 5_000;

impl Renderer {
    /// Takes a canvas that has no context yet.
    ///
    /// # Errors   [`NoContext`].
    pub fn new(canvas: &HtmlCanvasElement, wish: Wish) -> Result<Self, NoContext> {
        let palette = Palette::default();
        let viewport = Viewport { width_px: 1.0, height_px: 1.0 };
        Ok(Self {
            canvas: canvas.clone(),
            screen: Some(Screen::new(canvas, wish).ok_or(NoContext)?),
            wish,
            writer: Writer::new(&palette.font_family).ok_or(NoContext)?,
            clock: web_sys::window().and_then(|window| window.performance()).ok_or(NoContext)?,
            picture: Picture::default(),
            tokens: Vec::new(),
            palette,
            view: View { camera: Camera::default(), viewport, pixel_ratio: 1.0 },
            revision: Revision::default(),
            studio: Studio::default(),
            names: Names::default(),
            names_for: None,
            index: None,
            is_stale: true,
        })
    }

    /// What draws. Only a GPU can be lost.
    pub fn backend(&self) -> Backend {
        self.screen.as_ref().map_or(Backend::WebGl2, Screen::backend)
    }

    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// Takes another picture; what the canvas shows of the former one goes with the next draw.
    pub fn set_picture(&mut self, picture: Picture) {
        self.picture = picture;
        self.names = Names::default();
        self.studio.forget();
        self.moved();
    }

    /// Moves the nodes, in the order of the picture: dragged, or from one layout to another.
    pub fn set_places(&mut self, centers_world: &[Point]) {
        for (node, center_world) in self.picture.nodes.iter_mut().zip(centers_world) {
            node.center_world = *center_world;
        }
        self.moved();
    }

    /// Says what stands out, in the order of the picture: hovering, focus, filters.
    pub fn set_emphasis(&mut self, nodes: &[Emphasis], edges: &[Emphasis]) {
        for (node, emphasis) in self.picture.nodes.iter_mut().zip(nodes) {
            node.emphasis = *emphasis;
        }
        for (edge, emphasis) in self.picture.edges.iter_mut().zip(edges) {
            edge.emphasis = *emphasis;
        }
        self.restyled();
    }

    pub fn set_tokens(&mut self, tokens: &[Token]) {
        self.tokens.clear();
        self.tokens.extend_from_slice(tokens);
        self.is_stale = true;
    }

    /// Takes other colours and letters. Also for when a font has been loaded.
    pub fn set_palette(&mut self, palette: Palette) {
        self.writer.set_font_family(&palette.font_family);
        self.writer.forget();
        self.palette = palette;
        self.restyled();
    }

    /// Moves the camera, and gives the canvas the size of the viewport in device pixels.
    pub fn set_view(&mut self, camera: Camera, viewport: Viewport, pixel_ratio: f64) {
        let view = View { camera, viewport, pixel_ratio };
        self.is_stale |= view != self.view;
        self.view = view;
        self.fit_canvas();
    }

    /// Draws what has changed. Nothing is drawn while nothing changes, nor while the GPU is lost.
    ///
    /// # Complexity while moving, a slice of a few milliseconds, and what the screen takes to show
    /// an image; at rest, slices of about a frame until [`Progress::Done`].
    pub fn draw(&mut self, detail: Detail) -> Progress {
        let Some(screen) = &mut self.screen else { return Progress::Done };
        let subject = Subject {
            picture: &self.picture,
            palette: &self.palette,
            view: self.view,
            revision: self.revision,
        };
        let painted = self.studio.paint(&subject, &mut self.writer, screen, &self.clock, detail);
        self.is_stale |= painted.has_changed;
        if detail == Detail::Complete && painted.is_whole {
            self.choose_names();
        }
        if self.is_stale {
            self.show();
        }
        if detail == Detail::Moving || !painted.is_whole {
            return Progress::More;
        }
        let is_indexed = self.advance_index();
        if painted.is_all && is_indexed { Progress::Done } else { Progress::More }
    }

    /// The node or line at a place of the viewport.
    ///
    /// # Complexity O(k) time for k marks near it; O(n + m) until the first rest after a change.
    pub fn pick(&self, at_screen: Point, tolerance_px: f64) -> Option<Picked> {
        let View { camera, viewport, .. } = self.view;
        let pointer = Pointer {
            at_world: camera.world_from_screen(at_screen, viewport),
            scale_screen_per_world: camera.scale_screen_per_world,
            tolerance_px,
        };
        match &self.index {
            Some(index) if index.is_complete(&self.picture) => index.pick(&self.picture, pointer),
            _ => pick_by_looking(&self.picture, pointer),
        }
    }

    /// For the canvas's `webglcontextlost`; the page prevents what happens by default.
    pub fn on_context_lost(&mut self) {
        self.screen = None;
    }

    /// For the canvas's `webglcontextrestored`: the next draw shows everything again.
    pub fn on_context_restored(&mut self) {
        self.screen = Screen::new(&self.canvas, self.wish);
        self.studio.forget();
        self.is_stale = true;
    }

    fn moved(&mut self) {
        self.revision.places += 1;
        self.index = None;
        self.restyled();
    }

    fn restyled(&mut self) {
        self.revision.looks += 1;
        self.is_stale = true;
    }

    fn fit_canvas(&mut self) {
        let (width, height) = self.view.size();
        let as_u32 = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let size = (as_u32(width), as_u32(height));
        if (self.canvas.width(), self.canvas.height()) != size {
            self.canvas.set_width(size.0);
            self.canvas.set_height(size.1);
            self.is_stale = true;
        }
    }

    /// Names stay while things move, and are chosen anew at rest.
    fn choose_names(&mut self) {
        let wanted = Some((self.view, self.revision));
        if self.names_for != wanted {
            self.names = Names::choose(&self.picture, &self.view);
            self.names_for = wanted;
            self.is_stale = true;
        }
    }

    fn show(&mut self) {
        let Some(screen) = &mut self.screen else { return };
        let mask = std::rc::Rc::new(token_mask(self.view.pixel_ratio));
        let (picture, palette, view) = (&self.picture, &self.palette, &self.view);
        let mut sprites = token_sprites(&self.tokens, picture, palette, view, &mask);
        sprites.extend(self.names.sprites(picture, palette, view, &mut self.writer));
        let (width, height) = view.size();
        let images = self.studio.images(view);
        let surface = palette.surface;
        let frame = Frame { width, height, surface, images: &images, sprites: &sprites };
        // What cannot be shown now, as without a context, is tried again with the next draw.
        self.is_stale = screen.show(&frame).is_err();
    }

    fn advance_index(&mut self) -> bool {
        let index = self.index.get_or_insert_with(|| Index::new(&self.picture));
        index.advance(&self.picture, EDGES_PER_CALL)
    }
}
