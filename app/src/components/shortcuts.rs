//! Keys that work on the whole page.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

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
