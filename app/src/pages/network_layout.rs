//! `/k/{ags}`: what all pages of one network share: its name and the way between them.
//!
//! The page itself lies beside the [`Transition`], not in it: the server runs what is in there
//! several times, and each run would make and load the page's resources again. An unknown Kreis
//! is said by the page, which asks for the same network.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::components::{A, Outlet};
use leptos_router::hooks::{use_location, use_navigate};
use model::Date;

use super::use_ags;
use crate::api::{NetworkHead, ParameterName, load_head};
use crate::components::{MapBar, Share, Waiting};
use crate::live::{Live, use_live};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_map_texts, use_texts};

#[component]
pub(crate) fn NetworkLayout() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let head = Resource::new(move || ags.get(), load_head);
    Live::provide();
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match head.await {
                    Ok(head) => view! { <NetworkNavigation head=head /> }.into_any(),
                    Err(error) if error.is_about(ParameterName::Kreis) => {
                        view! { <Title text=texts.problem_kreis /> }.into_any()
                    }
                    Err(error) if error.is_about(ParameterName::Day) => {
                        view! { <Title text=texts.problem_day /> }.into_any()
                    }
                    Err(_) => view! { <Title text=texts.problem_unavailable /> }.into_any(),
                }
            })}
        </Transition>
        <Outlet />
    }
    .into_any()
}

#[component]
fn NetworkNavigation(head: NetworkHead) -> impl IntoView {
    let (texts, maps_title) = (use_texts(), use_map_texts().title);
    // With its day, if it has one.
    let ags = use_ags().get_untracked();
    let present = head.id.to_string();
    let links = [
        (paths::kreis(&ags), texts.nav_overview),
        (paths::network(&ags), texts.nav_network),
        (paths::routes(&ags), texts.nav_routes),
        (paths::chains(&ags), texts.nav_chains),
        (paths::bottlenecks(&ags), texts.nav_bottlenecks),
        (paths::coverage(&ags), texts.nav_coverage),
        (paths::structure(&ags), texts.nav_structure),
        (paths::data(&ags), texts.nav_data),
        (paths::history(&present), texts.nav_history),
        (paths::sessions(&present), texts.nav_sessions),
    ];
    if let Some(live) = use_live() {
        match head.day {
            Some(_) => live.rest(),
            None => live.connect(present.clone(), head.revision, head.may_write),
        }
    }
    let then = head.day.map(|day| view! { <Then present=present day=day /> });
    let read_only = (!head.may_write && head.day.is_none())
        .then(|| view! { <span class="tag" title=texts.edit_read_only>{texts.read_only}</span> });
    let guest = head.guest.map(|guest| view! { <MapBar kreis=head.id guest=guest /> });
    let name = head.name.clone();
    let share = view! { <Share ags=ags /> };
    let path = use_location().pathname;
    let here = path.get_untracked();
    // The server runs this several times and writes the title last of all, when what belongs to an
    // earlier run may be gone: then the page is still the one it was asked for.
    let current = move || path.try_get().unwrap_or_else(|| here.clone());
    let title = move || match current().rsplit('/').next().map(str::to_owned) {
        Some(page) if page == "netz" => format!("{} · {name}", texts.nav_network),
        Some(page) if page == "wege" => format!("{} · {name}", texts.nav_routes),
        Some(page) if page == "zettel" => format!("{} · {name}", texts.slip_title),
        Some(page) if page == "engpaesse" => format!("{} · {name}", texts.nav_bottlenecks),
        Some(page) if page == "ketten" => format!("{} · {name}", texts.nav_chains),
        Some(page) if page == "abdeckung" => format!("{} · {name}", texts.nav_coverage),
        Some(page) if page == "daten" => format!("{} · {name}", texts.nav_data),
        Some(page) if page == "guete" => format!("{} · {name}", texts.quality_title),
        Some(page) if page == "bestaetigung" => format!("{} · {name}", texts.round_title),
        Some(page) if page == "austausch" => format!("{} · {name}", texts.exchange_title),
        Some(page) if page == "protokoll" => format!("{} · {name}", texts.log_title),
        Some(page) if page == "freigabe" => format!("{} · {name}", texts.release_title),
        Some(page) if page == "verlauf" => format!("{} · {name}", texts.nav_history),
        Some(page) if page == "sitzungen" => format!("{} · {name}", texts.nav_sessions),
        Some(page) if page == "karten" => format!("{maps_title} · {name}"),
        Some(page) if page == "struktur" => format!("{} · {name}", texts.nav_structure),
        _ => name.clone(),
    };
    view! {
        <Title text=title />
        <div class="kreis-bar">
            <p class="kreis-name">
                <a href=paths::START>{texts.breadcrumb_start}</a>
                <span aria-hidden="true">" / "</span>
                <strong>{head.name}</strong>
                " " {read_only}
            </p>
            <nav class="tabs" aria-label=texts.navigation>
                {links
                    .into_iter()
                    .map(|(href, name)| {
                        // Every page lies below the overview, and it alone is not theirs.
                        let is_overview = name == texts.nav_overview;
                        view! { <A href=href exact=is_overview>{name}</A> }
                    })
                    .collect_view()}
            </nav>
            {share}
        </div>
        {guest}
        {then}
    }
    .into_any()
}

/// Says that this is a state of the past, leads to another day and back to the present.
///
/// # On the server   the day and the way back; another day needs scripts, or the history.
#[component]
fn Then(present: String, day: Date) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let location = use_location();
    let navigate = StoredValue::new(use_navigate());
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let kreis = StoredValue::new(present);
    // The same page with everything that is chosen in it.
    let same_page = move |ags: &str| {
        let path = location.pathname.get();
        let rest = path.trim_start_matches('/').splitn(3, '/').nth(2).map(str::to_owned);
        let rest = rest.map(|rest| format!("/{rest}")).unwrap_or_default();
        let query = location.search.get();
        let query = if query.is_empty() { query } else { format!("?{query}") };
        format!("{}{rest}{query}", paths::kreis(ags))
    };
    let now = move || kreis.with_value(|kreis| same_page(kreis));
    let on_change = move |event| {
        if let Ok(day) = event_target_value(&event).parse::<Date>() {
            let href = untrack(|| kreis.with_value(|kreis| same_page(&paths::at(kreis, day))));
            navigate.with_value(|go| go(&href, NavigateOptions::default()));
        }
    };
    view! {
        <div class="notice state-then">
            <strong role="status">{sentences::edit::state_of(lang, day)}</strong>
            <label hidden=move || !is_ready.get()>
                {texts.state_other_day} " "
                <input type="date" value=day.to_string() on:change=on_change />
            </label>
            <a href=now>{texts.state_now}</a>
        </div>
    }
    .into_any()
}
