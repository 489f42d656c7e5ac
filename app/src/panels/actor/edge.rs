//! The edge of the panel, which the reader moves.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::keep::{keep, kept};
use crate::text::use_texts;

const KEY: &str = "netzlotse.breite";
const MIN_PX: f64 = 320.0;
const MAX_PX: f64 = 720.0;
const USUAL_PX: f64 = 400.0;
const STEP_PX: f64 = 32.0;

#[derive(Clone, Copy)]
struct Edge {
    node: NodeRef<Div>,
    width_px: RwSignal<f64>,
    is_held: RwSignal<bool>,
}

impl Edge {
    fn change(self, width_px: f64) {
        self.width_px.set(width_px.clamp(MIN_PX, MAX_PX));
        apply(self.width_px.get_untracked());
    }

    /// It is kept once it rests; where nothing is kept, it holds for this visit.
    fn rest(self) {
        let _kept = keep(KEY, &self.width_px.get_untracked());
    }

    fn on_down(self, event: &ev::PointerEvent) {
        event.prevent_default();
        self.is_held.set(true);
        if let Some(node) = self.node.get_untracked() {
            // Without it, the edge is let go where the pointer leaves it.
            let _captured = node.set_pointer_capture(event.pointer_id());
        }
    }

    fn on_move(self, event: &ev::PointerEvent) {
        let window_px = window().inner_width().ok().and_then(|width| width.as_f64());
        if let (true, Some(window_px)) = (self.is_held.get_untracked(), window_px) {
            self.change(window_px - f64::from(event.client_x()));
        }
    }

    fn on_up(self) {
        self.is_held.set(false);
        self.rest();
    }

    fn on_key(self, event: &ev::KeyboardEvent) {
        let now = self.width_px.get_untracked();
        match event.key().as_str() {
            "ArrowLeft" => self.change(now + STEP_PX),
            "ArrowRight" => self.change(now - STEP_PX),
            "Home" => self.change(MIN_PX),
            "End" => self.change(MAX_PX),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        self.rest();
    }
}

/// A separator (WAI-ARIA): dragged, or moved with the arrow keys; a double click resets it.
///
/// # On the server   nothing; the width is what the stylesheet says.
#[component]
pub(super) fn PanelEdge() -> impl IntoView {
    let texts = use_texts();
    let edge = Edge {
        node: NodeRef::new(),
        width_px: RwSignal::new(USUAL_PX),
        is_held: RwSignal::new(false),
    };
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| {
        is_ready.set(true);
        if let Some(known) = kept::<f64>(KEY) {
            edge.change(known);
        }
    });
    let reset = move |_| {
        edge.change(USUAL_PX);
        edge.rest();
    };
    view! {
        <div
            class="panel-edge"
            node_ref=edge.node
            hidden=move || !is_ready.get()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=texts.panel_width
            title=texts.panel_width
            aria-valuemin=MIN_PX
            aria-valuemax=MAX_PX
            aria-valuenow=move || edge.width_px.get()
            on:pointerdown=move |event| edge.on_down(&event)
            on:pointermove=move |event| edge.on_move(&event)
            on:pointerup=move |_| edge.on_up()
            on:pointercancel=move |_| edge.on_up()
            on:dblclick=reset
            on:keydown=move |event| edge.on_key(&event)
        ></div>
    }
    .into_any()
}

/// The stylesheet has the rest.
fn apply(width_px: f64) {
    let root = document().document_element();
    let root = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(root) = root {
        let _set = root.style().set_property("--panel-width", &format!("{width_px:.0}px"));
    }
}
