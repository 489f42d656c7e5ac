//! The edge of the panel, which the reader moves.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::keep::{forget, keep, kept};
use crate::text::use_texts;

const KEY: &str = "netzlotse.breite";
const PROPERTY: &str = "--panel-width";
const MIN_PX: f64 = 320.0;
const MAX_PX: f64 = 720.0;
const STEP_PX: f64 = 32.0;
/// A click goes to the next of these, and from the last back to what the stylesheet says: whoever
/// cannot drag gets there too.
const STOPS_PX: [f64; 3] = [480.0, 600.0, 720.0];

#[derive(Clone, Copy)]
struct Edge {
    node: NodeRef<Div>,
    width_px: RwSignal<f64>,
    hold: RwSignal<Hold>,
}

/// What the pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    None,
    Pressed,
    Dragged,
}

impl Edge {
    fn change(self, width_px: f64) {
        self.width_px.set(width_px.clamp(MIN_PX, MAX_PX));
        apply(Some(self.width_px.get_untracked()));
    }

    /// It is kept once it rests; where nothing is kept, it holds for this visit.
    fn rest(self) {
        let _kept = keep(KEY, &self.width_px.get_untracked());
    }

    /// As wide as the stylesheet has it.
    fn reset(self) {
        apply(None);
        forget(KEY);
        self.measure();
    }

    fn measure(self) {
        let holder = self.node.get_untracked().and_then(|node| node.parent_element());
        if let Some(holder) = holder {
            self.width_px.set(holder.get_bounding_client_rect().width().round());
        }
    }

    fn to_next_stop(self) {
        let now = self.width_px.get_untracked();
        match STOPS_PX.into_iter().find(|stop| *stop > now) {
            Some(stop) => {
                self.change(stop);
                self.rest();
            }
            None => self.reset(),
        }
    }

    fn on_down(self, event: &ev::PointerEvent) {
        event.prevent_default();
        self.hold.set(Hold::Pressed);
        if let Some(node) = self.node.get_untracked() {
            // Without it, the edge is let go where the pointer leaves it.
            let _captured = node.set_pointer_capture(event.pointer_id());
        }
    }

    fn on_move(self, event: &ev::PointerEvent) {
        let window_px = window().inner_width().ok().and_then(|width| width.as_f64());
        let Some(window_px) = window_px.filter(|_| self.hold.get_untracked() != Hold::None) else {
            return;
        };
        self.hold.set(Hold::Dragged);
        self.change(window_px - f64::from(event.client_x()));
    }

    fn on_up(self) {
        match self.hold.get_untracked() {
            Hold::None => {}
            Hold::Pressed => self.to_next_stop(),
            Hold::Dragged => self.rest(),
        }
        self.hold.set(Hold::None);
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

/// A separator (WAI-ARIA): dragged, clicked, or moved with the arrow keys.
///
/// # On the server   nothing; the width is what the stylesheet says.
#[component]
pub(crate) fn PanelEdge() -> impl IntoView {
    let texts = use_texts();
    let edge = Edge {
        node: NodeRef::new(),
        width_px: RwSignal::new(MIN_PX),
        hold: RwSignal::new(Hold::None),
    };
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| {
        is_ready.set(true);
        match kept::<f64>(KEY) {
            Some(known) => edge.change(known),
            None => edge.measure(),
        }
    });
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
            on:pointercancel=move |_| edge.hold.set(Hold::None)
            on:keydown=move |event| edge.on_key(&event)
        ></div>
    }
    .into_any()
}

/// Without a width, the stylesheet's holds.
fn apply(width_px: Option<f64>) {
    let root = document().document_element();
    let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let style = root.style();
    // Both fail only for names that are none.
    let _set = match width_px {
        Some(px) => style.set_property(PROPERTY, &format!("{px:.0}px")),
        None => style.remove_property(PROPERTY).map(drop),
    };
}
