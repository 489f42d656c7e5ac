//! Hearing when an element gets another size, as when a panel opens beside it.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::ResizeObserver;
use send_wrapper::SendWrapper;

/// Calls `on_change` whenever the frame has another size, from the first time on.
pub(super) fn on_size(frame: NodeRef<Div>, on_change: impl Fn() + Copy + Send + Sync + 'static) {
    Effect::new(move |_| {
        let Some(element) = frame.get() else { return };
        let heard: Closure<dyn FnMut()> = Closure::new(on_change);
        let Ok(observer) = ResizeObserver::new(heard.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        // Nothing in the browser leaves its thread.
        let kept = SendWrapper::new((observer, heard));
        on_cleanup(move || kept.0.disconnect());
    });
}
