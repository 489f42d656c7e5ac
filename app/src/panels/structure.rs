//! Parts of `struktur`: on whom the network rests, who stands between groups, who belongs
//! together, and the measures of each layer.

mod brokers;
mod carriers;
mod communities;
mod layers;

use leptos::prelude::*;

use crate::text::use_texts;

pub(crate) use brokers::{Brokers, Connectors};
pub(crate) use carriers::Carriers;
pub(crate) use communities::Communities;
pub(crate) use layers::Layers;

/// "+12 weitere Stellen", where a table does not list all.
#[component]
fn More(n: usize) -> impl IntoView {
    let texts = use_texts();
    (n > 0).then(|| view! { <p class="muted">{format!("+{n}")} " " {texts.carriers_more}</p> })
}
