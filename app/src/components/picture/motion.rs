//! Something that moves for a while.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// At most one motion at a time; another one takes its place.
#[derive(Clone, Copy)]
pub(super) struct Motion {
    /// Number of the motion that is under way; one that has another number has been replaced.
    current: StoredValue<u64>,
}

/// One motion: what it does at a time from 0 to 1, and at its end.
#[derive(Clone)]
struct Run {
    motion: Motion,
    number: u64,
    start_ms: f64,
    duration_ms: f64,
    on_frame: Arc<dyn Fn(f64) + Send + Sync>,
    on_end: Arc<dyn Fn() + Send + Sync>,
}

impl Motion {
    pub(super) fn new() -> Self {
        Self { current: StoredValue::new(0) }
    }

    /// Moves for `duration_ms`; who has asked for reduced motion gets the end at once.
    pub(super) fn run(
        self,
        duration_ms: f64,
        on_frame: impl Fn(f64) + Send + Sync + 'static,
        on_end: impl Fn() + Send + Sync + 'static,
    ) {
        self.stop();
        if is_motion_reduced() {
            on_end();
            return;
        }
        let run = Run {
            motion: self,
            number: self.current.get_value(),
            start_ms: now_ms(),
            duration_ms,
            on_frame: Arc::new(on_frame),
            on_end: Arc::new(on_end),
        };
        run.next();
    }

    /// Leaves everything where it is.
    pub(super) fn stop(self) {
        self.current.update_value(|number| *number += 1);
    }
}

impl Run {
    fn next(self) {
        request_animation_frame(move || {
            // The page may be gone, or another motion under way.
            if self.motion.current.try_get_value() != Some(self.number) {
                return;
            }
            let t = (now_ms() - self.start_ms) / self.duration_ms;
            if t >= 1.0 {
                (self.on_end)();
            } else {
                (self.on_frame)(t.max(0.0));
                self.next();
            }
        });
    }
}

/// Milliseconds of the page's own clock.
pub(crate) fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Waits until the browser has shown what there is.
pub(crate) async fn next_frame() {
    let frame = Promise::new(&mut |done, _| {
        request_animation_frame(move || drop(done.call0(&JsValue::NULL)));
    });
    // It never fails.
    let _shown = JsFuture::from(frame).await;
}

pub(super) fn is_motion_reduced() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
