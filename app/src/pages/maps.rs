//! `/k/{ags}/karten`: views of the network that were passed on by a link, and passing one on.

use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;
use leptos_router::location::Url;
use model::NetworkId;
use protocol::is_page_of;

use super::use_ags;
use crate::api::maps::{MapsView, load_maps};
use crate::components::{Problem, Waiting};
use crate::panels::{MapList, ShareMap};
use crate::routes::paths;
use crate::text::use_map_texts;

/// # On the server   the list; sharing and withdrawing need scripts.
#[component]
pub(crate) fn MapsPage() -> impl IntoView {
    let texts = use_map_texts();
    let named = use_ags();
    let ags = Memo::new(move |_| paths::present(&named.get()).to_owned());
    let maps = Resource::new(move || ags.get(), load_maps);
    let search = use_location().search;
    // Without a view, or with one of elsewhere, the network as it first comes.
    let path = Memo::new(move |_| {
        let ags = ags.get();
        let id = ags.parse::<NetworkId>().ok();
        let wanted = search.with(|search| page_in(search));
        let own = wanted.filter(|page| id.is_some_and(|id| is_page_of(&id, page)));
        own.unwrap_or_else(|| paths::network(&ags))
    });
    // Maps are shared now.
    let to_present = move || {
        let (named, ags) = (named.get(), ags.get());
        (named != ags).then(|| view! { <Redirect path=paths::maps(&ags) /> })
    };
    view! {
        {to_present}
        <div class="page maps">
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match maps.await {
                        Ok(view) => view! { <Maps ags=ags path=path view=view /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// The page that the address of this one holds, as [`paths::share_page`] writes it: decoded once, for
/// it holds encoded texts itself, which the router would decode as well.
fn page_in(search: &str) -> Option<String> {
    let search = search.trim_start_matches('?');
    let page = search.split('&').find_map(|parameter| parameter.strip_prefix("pfad="))?;
    Some(Url::unescape(page))
}

#[component]
fn Maps(ags: Memo<String>, path: Memo<String>, view: MapsView) -> impl IntoView {
    let texts = use_map_texts();
    let MapsView { may_write, maps, days } = view;
    if !may_write {
        return view! { <p class="notice">{texts.read_only}</p> }.into_any();
    }
    let maps = RwSignal::new(maps);
    view! {
        <p class="notice no-script">{texts.needs_scripts}</p>
        <ShareMap ags=ags path=path days=days maps=maps />
        <MapList maps=maps />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_to_share_comes_through_an_address_as_it_is() {
        for page in [
            "/k/05774/netz",
            "/k/05774/netz?gruppe=welfare,health&akteur=ki",
            "/k/05774/netz?suche=J%C3%BClich%20a%2Bb&x=%2526#oben",
        ] {
            let address = paths::share_page("05774", page);
            let (_, search) = address.split_once('?').unwrap();
            assert_eq!(page_in(search).as_deref(), Some(page), "{address}");
            assert_eq!(page_in(&format!("?a=b&{search}&c=d")).as_deref(), Some(page));
        }
        assert_eq!(page_in(""), None);
    }
}
