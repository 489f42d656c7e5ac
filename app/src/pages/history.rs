//! `/k/{ags}/verlauf`: who changed what, when and why; each change can be taken back.

use edit::{Command, Intent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;
use model::Date;

use super::use_ags;
use crate::api::{
    ApiError, DifferenceView, LogEntry, LogView, StatesView, compare_states, load_log, run_command,
};
use crate::components::{Ignored, Problem, Waiting};
use crate::live::{Live, use_live};
use crate::panels::{Changed, DifferencePicture, command_id};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    let texts = use_texts();
    let named = use_ags();
    let ags = Memo::new(move |_| paths::present(&named.get()).to_owned());
    let params = use_query_map();
    let newest = Memo::new(move |_| {
        params.with(|params| params.get("ab").and_then(|text| text.parse::<u64>().ok()))
    });
    let live = use_live();
    let log = Resource::new(
        move || (ags.get(), newest.get(), live.map_or(0, Live::revision)),
        async |(ags, newest, _)| load_log(ags, newest).await,
    );
    let days = Memo::new(move |_| params.with(Days::read));
    let states = Resource::new(
        move || (ags.get(), days.get(), live.map_or(0, Live::revision)),
        async |(ags, days, _)| match days.from {
            Some(from) => Some(compare_states(ags, from, days.to).await),
            None => None,
        },
    );
    view! {
        <div class="page history">
            <h1>{texts.history_title}</h1>
            <Ignored values=Signal::derive(move || params.with(Days::ignored)) />
            <DayForm ags=ags days=days />
            <LookForm ags=ags />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    states.await.map(|states| match states {
                        Ok(states) => view! { <Compared ags=ags states=states /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    })
                })}
            </Transition>
            <h2>{texts.history_entries}</h2>
            <p class="muted">{texts.history_text}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match log.await {
                        Ok(log) => view! { <Log ags=ags.get_untracked() log=log /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// The two days that are compared, as the URL says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Days {
    from: Option<Date>,
    /// `None` for now.
    to: Option<Date>,
}

impl Days {
    fn read(params: &ParamsMap) -> Self {
        let day = |key: &str| params.get(key).and_then(|text| text.parse().ok());
        let (from, to) = (day("von"), day("bis"));
        // Whoever names the later day first means the same.
        match (from, to) {
            (Some(a), Some(b)) if b < a => Self { from: Some(b), to: Some(a) },
            _ => Self { from, to },
        }
    }

    /// What is no day.
    fn ignored(params: &ParamsMap) -> Vec<String> {
        let unread = |key: &str| {
            let text = params.get(key).filter(|text| !text.is_empty())?;
            text.parse::<Date>().is_err().then(|| format!("{key}={text}"))
        };
        ["von", "bis", "tag"].into_iter().filter_map(unread).collect()
    }
}

/// Asks for the days; a form of links alone, which needs no scripts.
#[component]
fn DayForm(ags: Memo<String>, days: Memo<Days>) -> impl IntoView {
    let texts = use_texts();
    let value = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form method="get" class="history-days" action=move || paths::history(&ags.get())>
            <label>
                <span>{texts.history_since}</span>
                <input type="date" name="von" required=true value=move || value(days.get().from) />
            </label>
            <label>
                <span>{texts.history_until}</span>
                <input type="date" name="bis" value=move || value(days.get().to) />
            </label>
            <button type="submit" class="button">{texts.history_compare}</button>
        </form>
    }
    .into_any()
}

/// Asks for a day, and leads to the network as it was then; needs no scripts either.
#[component]
fn LookForm(ags: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let params = use_query_map();
    let day = Memo::new(move |_| params.with(|params| params.get("tag")?.parse::<Date>().ok()));
    let there = move || {
        let then = day.get().map(|day| paths::network(&paths::at(&ags.get(), day)));
        then.map(|path| view! { <Redirect path=path /> })
    };
    view! {
        {there}
        <form method="get" class="history-days" action=move || paths::history(&ags.get())>
            <label>
                <span>{texts.history_look}</span>
                <input type="date" name="tag" required=true />
            </label>
            <button type="submit" class="button">{texts.history_look_do}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Compared(ags: Memo<String>, states: StatesView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let title = sentences::edit::since(lang, states.from, states.to);
    let then = paths::network(&paths::at(&ags.get_untracked(), states.from));
    let is_same = states.difference == DifferenceView::default();
    let body = if is_same {
        view! { <p class="notice">{texts.history_same}</p> }.into_any()
    } else {
        view! { <DifferencePicture ags=ags graph=Some(states.graph) difference=states.difference /> }
            .into_any()
    };
    view! {
        <section class="history-compared" aria-labelledby="unterschied">
            <h2 id="unterschied">{title}</h2>
            <p><a href=then>{texts.history_see_then}</a></p>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Log(ags: String, log: LogView) -> impl IntoView {
    let texts = use_texts();
    if !log.may_write {
        return view! { <p class="notice">{texts.history_read_only}</p> }.into_any();
    }
    if log.entries.is_empty() {
        return view! { <p class="notice">{texts.history_empty}</p> }.into_any();
    }
    let history = paths::history(&ags);
    let is_newest = log.entries.first().is_some_and(|entry| entry.revision == log.revision);
    let newest = (!is_newest)
        .then(|| view! { <a class="button" href=history.clone()>{texts.history_newest}</a> });
    let older = log.older.map(|revision| {
        view! { <a class="button" rel="next" href=format!("{history}?ab={revision}")>{texts.history_older}</a> }
    });
    let may_write = log.may_write;
    let entries = log.entries.into_iter().map(|entry| {
        view! { <Entry ags=ags.clone() entry=entry may_write=may_write /> }
    });
    view! {
        <ol class="history-list">{entries.collect_view()}</ol>
        <p class="history-pages">{newest} " " {older}</p>
    }
    .into_any()
}

#[component]
fn Entry(ags: String, entry: LogEntry, may_write: bool) -> impl IntoView {
    let lang = use_lang();
    let n_changes = usize::try_from(entry.n_changes).unwrap_or(usize::MAX);
    let n_more = n_changes.saturating_sub(entry.rows.len());
    let undoes = entry.undoes.map(|revision| {
        view! { <span class="tag">{sentences::edit::undoes(lang, revision)}</span> }
    });
    let rows = entry.rows.into_iter().map(|row| view! { <Changed row=row /> });
    let more = (n_more > 0)
        .then(|| view! { <li class="muted">{sentences::edit::further_rows(lang, n_more)}</li> });
    let then = entry.day.parse().ok().map(|day| paths::network(&paths::at(&ags, day)));
    let then = then.map(|then| view! { " · " <a href=then>{use_texts().history_see_then}</a> });
    // The first state is what the network began with: without it there is nothing.
    let undo = (may_write && entry.revision > 1)
        .then(|| view! { <Undo ags=ags revision=entry.revision /> });
    let id = format!("stand-{}", entry.revision);
    view! {
        <li class="history-entry" id=id>
            <header>
                <h2>{entry.at}</h2>
                <p class="muted">
                    {entry.origin.label(lang)} " · " {entry.by} " · "
                    {sentences::edit::changed_rows(lang, n_changes)} " · "
                    {sentences::edit::revision(lang, entry.revision)} {then} " " {undoes}
                </p>
            </header>
            {entry.note.map(|note| view! { <p class="note">{note}</p> })}
            <ul class="plain history-rows">{rows.collect_view()} {more}</ul>
            {undo}
        </li>
    }
    .into_any()
}

/// # On the server   nothing: taking back needs scripts.
#[component]
fn Undo(ags: String, revision: u64) -> impl IntoView {
    let texts = use_texts();
    let lang = use_lang();
    let live = use_live();
    let is_ready = move || live.is_some_and(Live::may_write);
    let message = RwSignal::new(String::new());
    let is_sending = RwSignal::new(false);
    let newest = StoredValue::new(paths::history(&ags));
    let ags = StoredValue::new(ags);
    let params = use_query_map();
    let go = StoredValue::new(use_navigate());
    let undo = move |_| {
        let is_past = params.with_untracked(|params| params.get("ab").is_some());
        let newest = newest.get_value();
        is_sending.set(true);
        message.set(String::new());
        spawn_local(async move {
            let intent = Intent::Undo { revision };
            let command = Command { id: command_id(), base_revision: revision, intent, note: None };
            let answer = run_command(ags.get_value(), command).await;
            is_sending.set(false);
            match answer {
                Ok(answer) if answer.n_changes == 0 => {
                    message.set(texts.edit_nothing.to_owned());
                }
                Ok(answer) => {
                    if let Some(live) = live {
                        live.reached(answer.revision);
                    }
                    if is_past {
                        // What was done now stands on the first page.
                        let _gone = go.try_with_value(|go| go(&newest, NavigateOptions::default()));
                    }
                }
                Err(ApiError::Refused(refused)) => {
                    message.set(sentences::edit::undo_refusal(lang, &refused));
                }
                Err(_) => message.set(texts.edit_unsent.to_owned()),
            }
        });
    };
    view! {
        <p class="history-undo" hidden=move || !is_ready()>
            <button type="button" class="button button-small" disabled=move || is_sending.get() on:click=undo>{texts.history_undo}</button>
            " " <span role="status">{move || message.get()}</span>
        </p>
    }
    .into_any()
}
