//! The picture as a part of a page: its nodes lead to the actors in the network.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use model::ActorId;

use super::{Drawing, Picture};
use crate::api::GraphView;
use crate::replay::Traveller;
use crate::routes::paths;

/// # On the server   as [`Picture`]; its camera is not in the URL.
#[component]
pub(crate) fn EmbeddedPicture(
    #[prop(into)] ags: Signal<String>,
    graph: Signal<GraphView>,
    #[prop(into)] drawing: Signal<Drawing>,
    #[prop(optional, into)] travellers: MaybeProp<Vec<Traveller>>,
    /// As of [`Picture`].
    #[prop(default = "bild")]
    name: &'static str,
) -> impl IntoView {
    let navigate = use_navigate();
    let link = move |id: ActorId| ags.with_untracked(|ags| paths::actor(ags, id.as_str()));
    let open = Callback::new(move |id: Option<ActorId>| {
        if let Some(id) = id {
            navigate(&link(id), NavigateOptions::default());
        }
    });
    view! { <Picture graph=graph drawing=drawing link=link on_select=open travellers=travellers name=name /> }
        .into_any()
}
