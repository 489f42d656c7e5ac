//! The network as a picture: shape by sector, colour by group, arrows by layer and wait.
//!
//! The server draws it as an SVG whose nodes are links; in the browser a canvas takes over, which
//! draws the same [`scene::picture::Picture`]. The drawing is `aria-hidden`: whatever is in it can be
//! walked along by keyboard ([`walk`]), and stands in the tables.
//!
//! Start at [`Picture`]. `marks` says what is drawn, `emphasis` how strongly, `stage` what one can do,
//! `pointer` and `keys` how, `surface` on what.

mod camera;
mod card;
pub(crate) mod colors;
mod controls;
mod desk;
mod drawing;
mod embedded;
mod emphasis;
mod exports;
mod keys;
mod marks;
mod marquee;
mod menu;
mod minimap;
mod motion;
mod pick;
mod pointer;
mod relate;
mod size;
mod stage;
#[cfg(feature = "ssr")]
mod still;
mod surface;
mod svg;
#[cfg(test)]
mod tests;
mod walk;

use leptos::ev;
use leptos::html::{Canvas as CanvasElement, Div};
use leptos::prelude::*;
use model::ActorId;
use scene::Camera;
use scene::picture::Change;

use crate::api::GraphView;
use crate::replay::Traveller;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};
use camera::use_camera;
use card::{Announcement, Card};
use controls::Controls;
pub(crate) use desk::{Desk, Earlier};
pub(crate) use drawing::{ALL_LABELS, Drawing, Ego, Overlay, Rest, Ties};
pub(crate) use embedded::EmbeddedPicture;
use keys::on_key;
pub(crate) use marks::shape;
use marquee::Marquee;
use menu::Menu;
use minimap::Minimap;
pub(crate) use motion::{next_frame, now_ms};
use pointer::Hand;
use relate::RelationLine;
use stage::Stage;
#[cfg(feature = "ssr")]
pub(crate) use still::still;

/// The picture with its controls.
///
/// # On the server   the whole drawing, fitted to its frame; every node is a link.
/// # Keyboard        one tab stop. Arrows walk along the relations, Enter follows, Backspace goes
///                   back, Escape lets go, Home says what is seen; with Shift arrows pan; +
///                   and - zoom, 0 fits.
#[component]
pub(crate) fn Picture(
    graph: Signal<GraphView>,
    /// What of the network is drawn, and how.
    #[prop(into)]
    drawing: Signal<Drawing>,
    #[prop(into)] link: Callback<ActorId, String>,
    #[prop(into)] on_select: Callback<Option<ActorId>>,
    /// The camera in the URL, if it holds one.
    #[prop(optional, into)]
    camera: MaybeProp<Camera>,
    #[prop(optional, into)] on_camera: Option<Callback<Option<Camera>>>,
    /// What one may do beyond looking.
    #[prop(optional)]
    desk: Option<Desk>,
    /// Who is on the way from one actor to another.
    #[prop(optional, into)]
    travellers: MaybeProp<Vec<Traveller>>,
    /// Tells the ids in it from those in other pictures of the page.
    #[prop(default = "bild")]
    name: &'static str,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let keys_id = format!("{name}-tasten");
    let (frame, canvas) = (NodeRef::<Div>::new(), NodeRef::<CanvasElement>::new());
    let control = |content| use_camera(content, camera, on_camera, frame);
    let stage = Stage::new(graph, drawing, control, on_select, desk);
    let hand = Hand::new(stage);
    stage.surface.follow(canvas, stage.subject);
    stage.surface.carry(stage.tokens(travellers));
    remember(stage);
    stage.follow_selection();
    let label = move || {
        drawing.with(|drawing| {
            sentences::picture_label(lang, drawing.n_visible(), drawing.n_drawn_edges(graph))
        })
    };
    view! {
        <div class="picture" class:embedded=stage.subject.control.is_embedded()>
            <div
                class="picture-frame"
                class:over-node=move || stage.hover.get().is_some()
                node_ref=frame
                tabindex="0"
                role="application"
                aria-label=label
                aria-describedby=keys_id.clone()
                data-camera=move || camera_text(stage)
                data-shown=move || drawing.with(|d| format!("{}/{}", d.n_visible(), d.n_drawn_edges(graph)))
                data-marked=move || drawing.with(|drawing| marked(drawing, graph))
                data-changed=move || drawing.with(|drawing| changed(drawing, graph))
                on:wheel=move |event| hand.on_wheel(&event)
                on:pointerdown=move |event| hand.on_down(&event)
                on:pointermove=move |event| hand.on_move(&event)
                on:pointerup=move |event| hand.on_up(&event)
                on:pointercancel=move |event| hand.on_cancel(&event)
                on:pointerleave=move |_| hand.on_leave()
                on:click=|event| stay(&event)
                on:dblclick=move |event| hand.on_double_click(&event)
                on:contextmenu=move |event| hand.on_context_menu(&event)
                on:keydown=move |event| on_key(&event, stage, &hand)
                on:keyup=move |event| hand.on_key_up(&event)
                on:dragstart=|event| event.prevent_default()
            >
                <svg
                    class="drawing"
                    aria-hidden="true"
                    focusable="false"
                    viewBox=move || svg::view_box(stage.subject.control.view().1)
                    preserveAspectRatio="xMidYMid meet"
                    inner_html=move || stage.surface.fallback(stage.subject, |picture, camera, viewport| {
                        svg::elements(picture, camera, viewport, graph, link)
                    })
                ></svg>
                <canvas class="drawing" aria-hidden="true" node_ref=canvas></canvas>
                <Marquee stage=stage />
                <RelationLine stage=stage />
                <Card stage=stage />
                {move || drawing.with(|drawing| drawing.n_visible() == 0).then(|| {
                    view! { <p class="picture-empty">{texts.picture_empty}</p> }
                })}
            </div>
            <Menu stage=stage />
            <p id=keys_id.clone() class="visually-hidden">{texts.picture_keys}</p>
            <Announcement stage=stage />
            <Minimap stage=stage />
            <Controls stage=stage />
        </div>
    }
    .into_any()
}

/// What a pointer has chosen is shown here; the links of the drawing lead to the same by loading the
/// page anew, for those who open another window or have no scripts.
fn stay(event: &ev::MouseEvent) {
    if !event.ctrl_key() && !event.meta_key() {
        event.prevent_default();
    }
}

/// The numbered actors, for who looks from outside.
fn marked(drawing: &Drawing, graph: Signal<GraphView>) -> Option<String> {
    let overlay = drawing.overlay.as_ref()?;
    let id = |idx: &usize| graph.with(|graph| Some(graph.nodes.get(*idx)?.id.to_string()));
    Some(overlay.numbered.iter().filter_map(id).collect::<Vec<String>>().join(","))
}

/// Who is new, gone or changed, for who looks from outside.
fn changed(drawing: &Drawing, graph: Signal<GraphView>) -> Option<String> {
    let overlay = drawing.overlay.as_ref().filter(|overlay| !overlay.changed_nodes.is_empty())?;
    let name = |(idx, change): (&usize, &Change)| {
        let change = match change {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Altered => "altered",
        };
        graph.with(|graph| Some(format!("{}:{change}", graph.nodes.get(*idx)?.id)))
    };
    Some(overlay.changed_nodes.iter().filter_map(name).collect::<Vec<String>>().join(","))
}

/// The camera as the URL has it, for who looks from outside.
fn camera_text(stage: Stage) -> String {
    let (camera, _) = stage.subject.control.view();
    let center = camera.center_world;
    format!("{:.3},{:.3},{:.3}", center.x, center.y, camera.scale_screen_per_world)
}

/// Keeps where everything is for the picture that follows, and begins where the last one ended.
fn remember(stage: Stage) {
    let Some(desk) = stage.desk() else { return };
    Effect::new(move |_| stage.arrive());
    on_cleanup(move || {
        let places = stage.subject.marks.try_with_untracked(|marks| {
            marks.picture.nodes.iter().map(|node| node.center_world).collect()
        });
        // The network may be gone before its picture.
        if let (Some(places), Some(actors)) = (places, stage.try_actors()) {
            let camera = stage.subject.control.view_now().0;
            let _gone = desk.earlier.try_set_value(Some(Earlier { actors, places, camera }));
        }
    });
}
