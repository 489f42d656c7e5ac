//! Word from the server that a network has changed, so that what is shown can be asked for again.
//!
//! Only the number of the revision comes over the socket; what may be seen of it is asked for in
//! the usual way. On the server there is no socket.

use std::time::Duration;

use leptos::prelude::*;

use crate::socket::{Listener, Socket};

/// The revision that the pages of a network show, or should.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    revision: RwSignal<u64>,
    may_write: RwSignal<bool>,
    /// Whose revision it is.
    ags: StoredValue<String>,
}

impl Live {
    /// For the pages below; without a socket until [`Live::connect`].
    pub(crate) fn provide() -> Self {
        let live = Self {
            revision: RwSignal::new(0),
            may_write: RwSignal::new(false),
            ags: StoredValue::new(String::new()),
        };
        provide_context(live);
        live
    }

    /// What a page asks for again when it grows.
    pub(crate) fn revision(self) -> u64 {
        self.revision.get()
    }

    /// Whether the network has gone on since a revision, for who looks now and not later.
    pub(crate) fn is_newer_than(self, revision: u64) -> bool {
        self.revision.try_get_untracked().is_some_and(|newest| newest > revision)
    }

    /// Whether what changes the network is offered: not before scripts run, which it needs.
    pub(crate) fn may_write(self) -> bool {
        self.may_write.get()
    }

    /// Somebody here has led the network to this revision.
    pub(crate) fn reached(self, revision: u64) {
        // Word may come when the page is gone.
        if self.revision.try_get_untracked().is_some_and(|known| known < revision) {
            let _set = self.revision.try_set(revision);
        }
    }

    /// Nothing changes in a state of the past, and nobody changes it.
    pub(crate) fn rest(self) {
        Effect::new(move |_| self.may_write.set(false));
    }

    /// Listens for as long as the component lives; `seen` is the revision the page came with.
    pub(crate) fn connect(self, ags: String, seen: u64, may_write: bool) {
        Effect::new(move |_| {
            self.may_write.set(may_write);
            // Another Kreis counts for itself.
            let is_same = self.ags.with_value(|known| *known == ags);
            let known = self.revision.get_untracked();
            let newest = if is_same { known.max(seen) } else { seen };
            // A page that came with an older state asks again; at the first look there is nothing older.
            if is_same && newest != known {
                self.revision.set(newest);
            } else {
                self.revision.update_untracked(|revision| *revision = newest);
            }
            self.ags.set_value(ags.clone());
            Socket::open(format!("/api/live/{ags}"), Word(self));
        });
    }
}

/// The word of changes, where the page has one.
pub(crate) fn use_live() -> Option<Live> {
    use_context::<Live>()
}

/// What comes is the number of a revision.
struct Word(Live);

impl Listener for Word {
    /// There is nothing to say until something changes.
    fn silence(&self) -> Option<Duration> {
        None
    }

    fn on_open(&self) {}

    fn on_text(&self, text: String) {
        if let Ok(revision) = text.parse() {
            self.0.reached(revision);
        }
    }

    /// Nothing is said of it: what is shown stays right until something changes.
    fn on_lost(&self) {}
}
