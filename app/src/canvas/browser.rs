//! A canvas that draws when something has changed, and rests otherwise.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::{document, request_animation_frame, window};
use leptos::task::spawn_local;
use render::{Detail, Palette, Progress, Renderer, Rgb, Wish};
use scene::pick::Picked;
use scene::picture::{Color, Emphasis, Picture, Token};
use scene::{Camera, Point, Viewport};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, HtmlCanvasElement};

use crate::components::picture::colors::all;
use crate::export::Colors;

/// The letters of the page, and what stands in for them.
const FONT: &str = "'Atkinson Hyperlegible Next', system-ui, sans-serif";
/// Whoever has stood still this long is at rest.
const REST_MS: f64 = 120.0;

/// Handle to what draws; dropping it ends everything. Nothing in the browser leaves its thread.
pub(crate) struct Canvas(SendWrapper<Rc<Drawing>>);

struct Drawing {
    renderer: RefCell<Renderer>,
    /// Whether a frame has been asked for.
    is_asked: Cell<bool>,
    moved_at_ms: Cell<f64>,
    /// Called once, when everything stands on the canvas for the first time.
    on_drawn: RefCell<Option<Box<dyn Fn()>>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Canvas {
    /// Takes a canvas; `None` where the browser cannot draw on it.
    pub(crate) fn new(element: &HtmlCanvasElement, on_drawn: impl Fn() + 'static) -> Option<Self> {
        let mut renderer = Renderer::new(element, Wish::Best).ok()?;
        renderer.set_palette(palette());
        let drawing = Rc::new(Drawing {
            renderer: RefCell::new(renderer),
            is_asked: Cell::new(false),
            moved_at_ms: Cell::new(f64::NEG_INFINITY),
            on_drawn: RefCell::new(Some(Box::new(on_drawn))),
            listeners: RefCell::default(),
        });
        listen(&drawing, element);
        repaint_with_font(&drawing);
        Some(Self(SendWrapper::new(drawing)))
    }

    /// What lies at a place of the frame.
    pub(crate) fn pick(&self, at_screen: Point, tolerance_px: f64) -> Option<Picked> {
        self.0.renderer.borrow().pick(at_screen, tolerance_px)
    }

    pub(crate) fn set_picture(&self, picture: Picture) {
        self.0.change(|renderer| renderer.set_picture(picture));
    }

    pub(crate) fn set_emphasis(&self, nodes: &[Emphasis], edges: &[Emphasis]) {
        self.0.change(|renderer| renderer.set_emphasis(nodes, edges));
    }

    pub(crate) fn set_places(&self, places: &[Point]) {
        self.0.move_by(|renderer| renderer.set_places(places));
    }

    pub(crate) fn set_tokens(&self, tokens: &[Token]) {
        self.0.move_by(|renderer| renderer.set_tokens(tokens));
    }

    pub(crate) fn set_view(&self, camera: Camera, viewport: Viewport) {
        let pixel_ratio = window().device_pixel_ratio();
        self.0.move_by(|renderer| renderer.set_view(camera, viewport, pixel_ratio));
    }
}

impl Drawing {
    /// Changes what is drawn, and draws it whole.
    fn change(self: &Rc<Self>, change: impl FnOnce(&mut Renderer)) {
        change(&mut self.renderer.borrow_mut());
        self.ask();
    }

    /// The same for what will change again with the next frame.
    fn move_by(self: &Rc<Self>, change: impl FnOnce(&mut Renderer)) {
        self.moved_at_ms.set(now_ms());
        self.change(change);
    }

    fn ask(self: &Rc<Self>) {
        if self.is_asked.replace(true) {
            return;
        }
        let drawing = Rc::downgrade(self);
        request_animation_frame(move || {
            if let Some(drawing) = drawing.upgrade() {
                drawing.is_asked.set(false);
                drawing.draw();
            }
        });
    }

    fn draw(self: &Rc<Self>) {
        let is_moving = now_ms() - self.moved_at_ms.get() < REST_MS;
        let is_first = self.on_drawn.borrow().is_some();
        // The first picture is drawn whole, whatever moves.
        let detail = if is_moving && !is_first { Detail::Moving } else { Detail::Complete };
        let progress = self.renderer.borrow_mut().draw(detail);
        match progress {
            Progress::More => self.ask(),
            Progress::Done => {
                let on_drawn = self.on_drawn.take();
                if let Some(on_drawn) = on_drawn {
                    on_drawn();
                }
            }
        }
    }
}

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The colours of the page as they are now.
fn palette() -> Palette {
    let colors = Colors::of_page();
    let rgb = |color: Color| {
        let [red, green, blue] = colors.rgb(color);
        Rgb(red, green, blue)
    };
    let own = all().into_iter().filter(|color| matches!(color, Color::Own(_)));
    Palette {
        surface: rgb(Color::Surface),
        ink: rgb(Color::Ink),
        ink_muted: rgb(Color::InkMuted),
        accent: rgb(Color::Accent),
        alarm: rgb(Color::Alarm),
        area_fill: rgb(Color::AreaFill),
        area_line: rgb(Color::AreaLine),
        own: own.map(rgb).collect(),
        font_family: FONT.to_owned(),
    }
}

/// Names are written anew once their letters are there.
fn repaint_with_font(drawing: &Rc<Drawing>) {
    let drawing = Rc::downgrade(drawing);
    spawn_local(async move {
        let Ok(ready) = document().fonts().ready() else { return };
        // A font that does not come leaves what stands in for it.
        let _loaded = JsFuture::from(ready).await;
        if let Some(drawing) = drawing.upgrade() {
            drawing.change(|renderer| renderer.set_palette(palette()));
        }
    });
}

/// Something that is heard until it is dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    hear: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(target: &EventTarget, name: &'static str, hear: impl FnMut(Event) + 'static) -> Self {
        let hear: Closure<dyn FnMut(Event)> = Closure::new(hear);
        // Fails for no target and no name that there is.
        let _added = target.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
        Self { target: target.clone(), name, hear }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let hear = self.hear.as_ref().unchecked_ref();
        let _removed = self.target.remove_event_listener_with_callback(self.name, hear);
    }
}

/// Hears when the GPU comes and goes, and when the page changes its colours.
fn listen(drawing: &Rc<Drawing>, element: &HtmlCanvasElement) {
    let with = |change: fn(&mut Renderer)| {
        let drawing = Rc::downgrade(drawing);
        move |event: Event| {
            // Or the browser would not give the canvas back.
            event.prevent_default();
            if let Some(drawing) = drawing.upgrade() {
                drawing.change(change);
            }
        }
    };
    let mut listeners = drawing.listeners.borrow_mut();
    listeners.push(Listener::new(element, "webglcontextlost", with(Renderer::on_context_lost)));
    listeners.push(Listener::new(
        element,
        "webglcontextrestored",
        with(Renderer::on_context_restored),
    ));
    if let Ok(Some(scheme)) = window().match_media("(prefers-color-scheme: dark)") {
        let recolour = with(|renderer| renderer.set_palette(palette()));
        listeners.push(Listener::new(&scheme, "change", recolour));
    }
}
