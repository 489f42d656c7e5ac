//! The menu of one actor: right click, long press, or the menu key.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use scene::Point;

use super::stage::Stage;
use crate::text::use_texts;

/// Where a menu is open, and for whom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OpenMenu {
    pub(super) node_idx: usize,
    pub(super) at_screen: Point,
}

/// Room that the menu needs, as in the stylesheet.
const SIZE_PX: (f64, f64) = (240.0, 270.0);

/// # Keyboard   arrows choose, Enter does it, Escape closes and leads back to the picture.
#[component]
pub(super) fn Menu(stage: Stage) -> impl IntoView {
    let shown = move || {
        let open = stage.menu.get()?;
        Some(view! { <Entries stage=stage open=open /> })
    };
    view! { {shown} }
}

#[component]
fn Entries(stage: Stage, open: OpenMenu) -> impl IntoView {
    let texts = use_texts();
    let list = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            step(&list, 0);
        }
    });
    let idx = open.node_idx;
    let is_pinned = stage.drawing.with_untracked(|drawing| drawing.pinned.contains_key(&idx));
    let name =
        stage.graph.with_untracked(|graph| graph.nodes.get(idx).map(|node| node.name.clone()));
    let pin = if is_pinned { texts.menu_release } else { texts.menu_pin };
    let relate = stage.may_relate().then(|| {
        let begin = Callback::new(move |()| stage.relate_from(idx, open.at_screen));
        (texts.menu_relate, begin)
    });
    let entries: [(&str, Callback<()>); 4] = [
        (texts.menu_open, Callback::new(move |()| stage.select(Some(idx)))),
        (texts.menu_zoom, Callback::new(move |()| stage.zoom_to(idx))),
        (texts.menu_choose, Callback::new(move |()| stage.toggle_chosen(&[idx]))),
        (pin, Callback::new(move |()| stage.toggle_pin(idx))),
    ];
    let remove = stage
        .may_remove()
        .then(|| (texts.menu_remove, Callback::new(move |()| stage.ask_to_remove(idx))));
    let buttons = entries.into_iter().chain(relate).chain(remove).map(|(text, run)| {
        let choose = move |_| {
            stage.close_menu();
            run.run(());
        };
        view! { <button type="button" role="menuitem" tabindex="-1" on:click=choose>{text}</button> }
    });
    let viewport = stage.subject.control.view_now().1;
    let left = open.at_screen.x.min(viewport.width_px - SIZE_PX.0).max(0.0);
    let top = open.at_screen.y.min(viewport.height_px - SIZE_PX.1).max(0.0);
    let obey = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                stage.close_menu();
                return;
            }
            _ => return event.stop_propagation(),
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(list) = list.get_untracked() {
            step(&list, by);
        }
    };
    view! {
        <div
            class="picture-menu"
            role="menu"
            aria-label=name
            node_ref=list
            style:left=format!("{left:.0}px")
            style:top=format!("{top:.0}px")
            on:keydown=obey
            on:pointerdown=|event| event.stop_propagation()
            on:pointerup=|event| event.stop_propagation()
        >
            {buttons.collect_view()}
        </div>
    }
    .into_any()
}

/// Moves the focus among the entries, round and round; by 0 to the first.
fn step(list: &HtmlElement, by: i32) {
    let Ok(found) = list.query_selector_all("button") else { return };
    let entries: Vec<HtmlElement> =
        (0..found.length()).filter_map(|position| found.item(position)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let position = entries.iter().position(|entry| Some(entry.as_ref()) == active.as_ref());
    let n = entries.len();
    let next = match (position, by) {
        (Some(position), 1) => (position + 1) % n.max(1),
        (Some(position), -1) => (position + n.saturating_sub(1)) % n.max(1),
        _ => 0,
    };
    if let Some(entry) = entries.get(next) {
        let _focused = entry.focus();
    }
}
