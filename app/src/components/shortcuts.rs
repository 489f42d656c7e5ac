//! Keys that work on the whole page, and where the focus goes.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// Elements in which keys mean text.
const FIELDS: [&str; 3] = ["INPUT", "TEXTAREA", "SELECT"];
/// Inputs without text.
const TEXTLESS: [&str; 4] = ["checkbox", "radio", "range", "button"];

/// Hears every key while the component lives, except those typed into a field.
pub(crate) fn on_key_outside_fields(obey: impl Fn(&ev::KeyboardEvent) + Send + Sync + 'static) {
    let obey = StoredValue::new(obey);
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            if !is_typing(&event) {
                obey.with_value(|obey| obey(&event));
            }
        });
        on_cleanup(move || handle.remove());
    });
}

fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        let kind = element.get_attribute("type").unwrap_or_default();
        FIELDS.contains(&element.tag_name().as_str()) && !TEXTLESS.contains(&kind.as_str())
    })
}

/// Gives the focus to the first of these that is there, if what had it has gone.
pub(crate) fn give_focus(selectors: &'static [&'static str]) {
    request_animation_frame(move || {
        let is_lost =
            document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        let find = |selector: &&str| document().query_selector(selector).ok().flatten();
        let found = selectors.iter().filter(|_| is_lost).find_map(find);
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // Fails only for what is not in the page.
            let _focused = found.focus();
        }
    });
}
