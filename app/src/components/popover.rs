//! What opens over the page and closes when one goes on elsewhere.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

/// Calls `leave` when a pointer goes down where `is_inside` says no.
pub(crate) fn on_pointer_elsewhere(
    is_inside: impl Fn(&Node) -> bool + Send + Sync + 'static,
    leave: impl Fn() + Send + Sync + 'static,
) {
    let heard = StoredValue::new((is_inside, leave));
    Effect::new(move |_| {
        let handle = window_event_listener(ev::pointerdown, move |event| {
            let at = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            heard.with_value(|(is_inside, leave)| {
                if at.is_some_and(|at| !is_inside(&at)) {
                    leave();
                }
            });
        });
        on_cleanup(move || handle.remove());
    });
}
