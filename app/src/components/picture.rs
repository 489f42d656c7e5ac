//! The network as an SVG picture: shape by sector, colour by group, arrows by layer.
//!
//! Drawn the same on the server and in the browser. The picture is `aria-hidden`: everything in it
//! stands in the table beside it, which is the way for keyboard and screen reader.

mod camera;
mod drawing;
mod embedded;
mod layers;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use model::ActorId;
use scene::{Camera, Point};

use crate::api::GraphView;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};
use camera::{CameraControl, use_camera};
pub(crate) use drawing::{ALL_LABELS, Drawing, Overlay};
pub(crate) use embedded::EmbeddedPicture;
use layers::{AreaLayer, BaseLayer, FocusLayer, LabelLayer, OverlayLayer};

/// The picture with its controls.
///
/// # On the server   the whole drawing, fitted to its frame; every node is a link.
/// # Keyboard        one tab stop: arrows pan, + and - zoom, 0 fits; Escape clears the selection.
#[component]
pub(crate) fn Picture(
    graph: StoredValue<GraphView>,
    /// What of the network is drawn, and how.
    #[prop(into)]
    drawing: Signal<Drawing>,
    #[prop(into)] link: Callback<ActorId, String>,
    #[prop(into)] on_select: Callback<Option<ActorId>>,
    /// The camera in the URL, if it holds one.
    #[prop(optional, into)]
    camera: MaybeProp<Camera>,
    #[prop(optional, into)] on_camera: Option<Callback<Option<Camera>>>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let frame = NodeRef::<Div>::new();
    let control = use_camera(graph, drawing, camera, on_camera, frame);
    let hover = RwSignal::new(None::<usize>);
    let focus =
        Memo::new(move |_| hover.get().or_else(|| drawing.with(|drawing| drawing.selected)));
    let label = move || {
        drawing.with(|drawing| {
            sentences::picture_label(lang, drawing.n_visible(), drawing.n_drawn_edges(graph))
        })
    };
    view! {
        <div class="picture" class:embedded=control.is_embedded()>
            <div
                class="picture-frame"
                node_ref=frame
                tabindex="0"
                role="application"
                aria-label=label
                aria-describedby="bild-tasten"
                on:wheel=move |event| control.on_wheel(&event)
                on:pointerdown=move |event| control.on_pointer_down(&event)
                on:pointermove=move |event| control.on_pointer_move(&event)
                on:pointerup=move |event| control.on_pointer_up(&event)
                on:pointercancel=move |event| control.on_pointer_up(&event)
                on:keydown=move |event| on_key(&event, control, on_select)
            >
                <svg
                    aria-hidden="true"
                    focusable="false"
                    viewBox=move || control.view_box()
                    preserveAspectRatio="xMidYMid meet"
                >
                    <AreaLayer graph=graph control=control />
                    <BaseLayer graph=graph drawing=drawing focus=focus hover=hover link=link on_select=on_select control=control />
                    <OverlayLayer graph=graph drawing=drawing />
                    <FocusLayer graph=graph drawing=drawing focus=focus />
                    <LabelLayer graph=graph drawing=drawing focus=focus control=control />
                </svg>
                {move || drawing.with(|drawing| drawing.n_visible() == 0).then(|| {
                    view! { <p class="picture-empty">{texts.picture_empty}</p> }
                })}
            </div>
            <p id="bild-tasten" class="visually-hidden">{texts.picture_keys}</p>
            <div class="picture-controls" role="group" aria-label=texts.picture_controls>
                <button type="button" title=texts.picture_zoom_in aria-label=texts.picture_zoom_in on:click=move |_| control.zoom(1.4)>"+"</button>
                <button type="button" title=texts.picture_zoom_out aria-label=texts.picture_zoom_out on:click=move |_| control.zoom(1.0 / 1.4)>"−"</button>
                <button type="button" title=texts.picture_fit aria-label=texts.picture_fit on:click=move |_| control.fit()>"⤢"</button>
            </div>
        </div>
    }
    .into_any()
}

/// How far an arrow key moves the picture.
const KEY_PAN_PX: f64 = 60.0;

fn on_key(event: &ev::KeyboardEvent, control: CameraControl, on_select: Callback<Option<ActorId>>) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "ArrowLeft" => control.pan(Point::new(KEY_PAN_PX, 0.0)),
        "ArrowRight" => control.pan(Point::new(-KEY_PAN_PX, 0.0)),
        "ArrowUp" => control.pan(Point::new(0.0, KEY_PAN_PX)),
        "ArrowDown" => control.pan(Point::new(0.0, -KEY_PAN_PX)),
        "+" | "=" => control.zoom(1.25),
        "-" => control.zoom(1.0 / 1.25),
        "0" => control.fit(),
        "Escape" => on_select.run(None),
        _ => return,
    }
    event.prevent_default();
}
