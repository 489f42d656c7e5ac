//! The browser's entry: takes over the page that the server has rendered.
//!
//! The same module runs a second time in a worker, for what takes long ([`worker`]).

pub mod worker;

/// Hydrates the application; called by the script that the server puts into the page.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // Says that the page answers now; tests wait for it instead of for a while.
    let _set = gloo::utils::body().set_attribute("data-hydrated", "");
}
