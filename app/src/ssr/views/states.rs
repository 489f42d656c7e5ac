//! Two states of a network in one picture.

use std::sync::Arc;

use analysis::states_differ;
use model::{Date, Lang};

use super::graph;
use super::labels::Labels;
use super::scenario::difference_view;
use crate::api::{ApiError, Arrangement, StatesView};
use crate::ssr::call::Call;
use crate::ssr::off_thread;
use crate::ssr::state::LoadedNetwork;

pub(crate) async fn states(
    call: &Call,
    ags: &str,
    from: Date,
    to: Option<Date>,
) -> Result<StatesView, ApiError> {
    let before = call.past_network(ags, from).await?;
    let after = match to {
        Some(day) => call.past_network(ags, day).await?,
        None => call.network(ags).await?,
    };
    let (earlier, later) = (Arc::clone(&before), Arc::clone(&after));
    let both = Arc::new(off_thread(move || later.together_with(&earlier)).await);
    let arranged = call.arranged(&both, Arrangement::Overview).await?;
    let lang = call.lang();
    let view = move || {
        let difference = compared(&both, &before, &after, lang);
        StatesView { from, to, difference, graph: graph(&both, &arranged, lang) }
    };
    Ok(off_thread(view).await)
}

fn compared(
    both: &LoadedNetwork,
    before: &LoadedNetwork,
    after: &LoadedNetwork,
    lang: Lang,
) -> crate::api::DifferenceView {
    let (before, after) = (before.index(), after.index());
    let rows = states_differ(&before, &after);
    difference_view(&Labels::new(both, lang), &after, rows)
}
