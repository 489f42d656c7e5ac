//! Replaying a network: beside the page in the browser, with progress and an end on demand; on the
//! server where there is no script.

mod film;
#[cfg(feature = "hydrate")]
mod worker;

use leptos::prelude::*;

use crate::api::{ApiError, SimulationView};
pub(crate) use film::{Film, Traveller};

/// The replay of a page, whether one is going on or not.
#[derive(Clone, Copy)]
pub(crate) struct Replay {
    /// How far it is, in thousandths; `None` while nothing runs.
    permille: RwSignal<Option<u32>>,
    #[cfg(feature = "hydrate")]
    running: StoredValue<Option<worker::Running>>,
}

impl Replay {
    pub(crate) fn new() -> Self {
        Self {
            permille: RwSignal::new(None),
            #[cfg(feature = "hydrate")]
            running: StoredValue::new(None),
        }
    }

    pub(crate) fn permille(self) -> Option<u32> {
        self.permille.get()
    }

    /// Says how far it is. A page that is gone shows nothing.
    #[cfg(feature = "hydrate")]
    fn show(self, permille: Option<u32>) {
        let _gone = self.permille.try_set(permille);
    }

    #[cfg(feature = "hydrate")]
    fn keep(self, running: worker::Running) {
        let _gone = self.running.try_set_value(Some(running));
    }

    /// Ends what is running; whoever waits for it gets `None`.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(clippy::unused_self, reason = "on the server nothing runs beside a page")
    )]
    pub(crate) fn stop(self) {
        #[cfg(feature = "hydrate")]
        {
            self.show(None);
            if let Some(Some(running)) = self.running.try_update_value(Option::take) {
                running.stop();
            }
        }
    }

    /// Replays the network with these changes; `None` when it was stopped, or when nobody wants it
    /// any more before it has begun.
    ///
    /// # Errors   as [`crate::api::simulate_network`].
    pub(crate) async fn run(
        self,
        ags: String,
        changes: String,
        is_wanted: impl Fn() -> bool,
    ) -> Option<Result<SimulationView, ApiError>> {
        #[cfg(feature = "hydrate")]
        {
            // Nothing in the browser leaves its thread.
            send_wrapper::SendWrapper::new(worker::replay(self, ags, changes, is_wanted)).await
        }
        #[cfg(not(feature = "hydrate"))]
        if is_wanted() { Some(crate::api::simulate_network(ags, changes).await) } else { None }
    }
}
