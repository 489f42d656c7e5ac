//! What a presenter shows goes out, and whoever follows goes along.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use protocol::{RoomView, is_page_of};

use crate::address::use_here;
use crate::room::RoomLink;

/// Between two pages that are shown: a presenter who scrolls through views is followed to the last.
const SHOWN_EVERY: Duration = Duration::from_millis(60);

/// Keeps this window and the room together: shows this page while it presents, goes along while it
/// follows, and stops following as soon as somebody here goes their own way.
pub(super) fn use_following(link: RoomLink) {
    let here = use_here();
    show_own_page(link, here);
    let shown = Memo::new(move |_| {
        link.read(|view| view.presenter.as_ref().and_then(|now| now.page.clone())).flatten()
    });
    let is_touched = StoredValue::new(false);
    watch_hands(is_touched);
    let navigate = use_navigate();
    Effect::new(move |was_led: Option<bool>| {
        let page = shown.get().filter(|_| link.is_following());
        let is_led = page.is_some();
        if is_led && was_led != Some(true) {
            // What was done before counts no more.
            is_touched.set_value(false);
        }
        let current = here.get_untracked();
        if let Some(page) = page.filter(|page| *page != current) {
            is_touched.set_value(false);
            let is_same_page = page.split('?').next() == current.split('?').next();
            // One goes back to where one was before, not through all that was shown.
            let replace = was_led == Some(true);
            navigate(
                &page,
                NavigateOptions { replace, scroll: !is_same_page, ..Default::default() },
            );
        }
        is_led
    });
    Effect::new(move |before: Option<String>| {
        let now = here.get();
        if before.is_some_and(|before| before != now) && link.is_following_now() {
            // Back and forward are heard of here before `watch_hands` does.
            set_timeout(move || end_if_own_step(link, here, shown, is_touched), Duration::ZERO);
        }
        now
    });
}

/// Stops following if somebody here went elsewhere. Pages write into their address too, when they
/// have taken their measure: that is no step of one's own.
fn end_if_own_step(
    link: RoomLink,
    here: Memo<String>,
    shown: Memo<Option<String>>,
    is_touched: StoredValue<bool>,
) {
    // The application may be gone.
    let (Some(now), Some(shown)) = (here.try_get_untracked(), shown.try_get_untracked()) else {
        return;
    };
    if is_touched.get_value() && link.is_following_now() && shown != Some(now) {
        link.follow(false);
    }
}

fn show_own_page(link: RoomLink, here: Memo<String>) {
    let is_presenting = Memo::new(move |_| link.read(RoomView::is_presenting) == Some(true));
    let is_waiting = StoredValue::new(false);
    Effect::new(move |_| {
        here.track();
        if !is_presenting.get() || is_waiting.get_value() {
            return;
        }
        is_waiting.set_value(true);
        set_timeout(
            move || {
                // The application may be gone.
                if is_waiting.try_set_value(false).is_none() {
                    let page = here.try_get_untracked();
                    let is_shown = |page: &String| {
                        untrack(|| link.read(|view| is_page_of(&view.network, page))) == Some(true)
                    };
                    link.show(page.filter(is_shown));
                }
            },
            SHOWN_EVERY,
        );
    });
}

/// Notes that somebody does something on the page itself, not in the bar.
fn watch_hands(is_touched: StoredValue<bool>) {
    Effect::new(move |_| {
        let note = move |target: Option<web_sys::EventTarget>| {
            let element = target.and_then(|target| target.dyn_into::<Element>().ok());
            let lies_in = |selector: &str| {
                element.as_ref().is_some_and(|it| matches!(it.closest(selector), Ok(Some(_))))
            };
            // A link of the bar leads elsewhere, too.
            if !lies_in(".room-bar") || lies_in("a[href]") {
                is_touched.set_value(true);
            }
        };
        let handles = [
            window_event_listener(ev::pointerdown, move |event| note(event.target())),
            window_event_listener(ev::wheel, move |event| note(event.target())),
            window_event_listener(ev::keydown, move |event| {
                // The keys of the bar, wherever they are pressed.
                if !matches!(event.key().as_str(), "g" | "G" | "v" | "V") {
                    note(event.target());
                }
            }),
            // Back and forward are buttons of the browser.
            window_event_listener(ev::popstate, move |_| is_touched.set_value(true)),
        ];
        on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    });
}
