//! What has been done to an actor and what belongs to it.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDetailsElement;

use super::PanelSections;
use crate::api::{LogEntry, LogView, load_actor_log};
use crate::live::{Live, use_live};
use crate::panels::Changed;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// What has been loaded of the history of one actor; the panel is made anew more often than that.
#[derive(Clone, Copy)]
pub(super) struct KeptHistory(RwSignal<Kept>);

#[derive(Clone, Default)]
struct Kept {
    /// Kreis, actor and the revision it was loaded for.
    of: Option<(String, String, u64)>,
    entries: Vec<LogEntry>,
    older: Option<u64>,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Loading,
    Loaded,
    Failed,
}

impl KeptHistory {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Kept::default()))
    }

    /// Loads the newest entries, unless they are here.
    fn open(self, ags: String, actor: String, revision: u64) {
        let of = (ags, actor, revision);
        let has_it = self
            .0
            .with_untracked(|kept| kept.of.as_ref() == Some(&of) && kept.state != State::Failed);
        if has_it {
            return;
        }
        self.0.update(|kept| {
            // What others have done since comes on top; the rest stays.
            let is_same =
                kept.of.as_ref().is_some_and(|(ags, actor, _)| (ags, actor) == (&of.0, &of.1));
            if is_same {
                kept.of = Some(of);
            } else {
                *kept = Kept { of: Some(of), ..Kept::default() };
            }
        });
        self.load(None);
    }

    fn load_older(self) {
        let older = self.0.with_untracked(|kept| kept.older);
        if older.is_some() {
            self.0.update(|kept| kept.state = State::Loading);
            self.load(older);
        }
    }

    fn load_again(self) {
        self.0.update(|kept| kept.state = State::Loading);
        self.load(self.0.with_untracked(|kept| kept.older));
    }

    fn load(self, newest: Option<u64>) {
        let Some(of) = self.0.with_untracked(|kept| kept.of.clone()) else { return };
        spawn_local(async move {
            let answer = load_actor_log(of.0.clone(), of.1.clone(), newest).await;
            // The page may be gone by now, or show somebody else.
            let _taken = self.0.try_update(|kept| {
                if kept.of.as_ref() == Some(&of) {
                    kept.take(answer.ok(), newest);
                }
            });
        });
    }
}

impl Kept {
    fn take(&mut self, log: Option<LogView>, newest: Option<u64>) {
        let Some(log) = log else {
            self.state = State::Failed;
            return;
        };
        self.state = State::Loaded;
        if newest.is_some() {
            self.entries.extend(log.entries);
            self.older = log.older;
            return;
        }
        let known = self.entries.first().map(|entry| entry.revision);
        let reaches = known.is_none_or(|known| log.entries.iter().any(|it| it.revision <= known));
        let is_whole = known.is_some() && (reaches || log.older.is_none());
        if is_whole {
            let news = log.entries.into_iter().filter(|it| Some(it.revision) > known);
            self.entries = news.chain(std::mem::take(&mut self.entries)).collect();
        } else {
            // Too much has happened in between.
            self.entries = log.entries;
            self.older = log.older;
        }
    }
}

/// Loaded once it is opened.
///
/// # On the server   nothing: who may see single changes is known in the browser.
#[component]
pub(super) fn History(ags: Memo<String>, actor: String) -> impl IntoView {
    let live = use_live();
    let sections = use_context::<PanelSections>();
    // What the server has made is taken over first.
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let is_shown = Memo::new(move |_| {
        let is_present = ags.with(|ags| !ags.contains('@'));
        is_ready.get() && is_present && live.is_some_and(Live::may_write)
    });
    let actor = StoredValue::new(actor);
    move || {
        let sections = sections.filter(|_| is_shown.get())?;
        let revision = live.map_or(0, |live| untrack(|| live.revision()));
        let (ags, actor) = (ags.get_untracked(), actor.get_value());
        Some(view! { <HistorySection sections=sections ags=ags actor=actor revision=revision /> })
    }
}

#[component]
fn HistorySection(
    sections: PanelSections,
    ags: String,
    actor: String,
    revision: u64,
) -> impl IntoView {
    let texts = use_texts();
    let title = texts.panel_history;
    let kept = sections.history;
    let is_open = sections.get(title) == Some(true);
    let whole = paths::history(&ags);
    let load = {
        let (ags, actor) = (ags.clone(), actor.clone());
        move || kept.open(ags.clone(), actor.clone(), revision)
    };
    if is_open {
        load();
    }
    let on_toggle = move |event: Event| {
        let details =
            event.current_target().and_then(|it| it.dyn_into::<HtmlDetailsElement>().ok());
        if let Some(details) = details {
            sections.set(title.to_owned(), details.open());
            if details.open() {
                load();
            }
        }
    };
    view! {
        <details class="panel-section" open=is_open on:toggle=on_toggle>
            <summary><h3>{title}</h3></summary>
            <Entries kept=kept ags=ags />
            <p class="small"><a href=whole>{texts.panel_history_whole}</a></p>
        </details>
    }
    .into_any()
}

#[component]
fn Entries(kept: KeptHistory, ags: String) -> impl IntoView {
    let texts = use_texts();
    let history = paths::history(&ags);
    let state = Memo::new(move |_| kept.0.with(|kept| kept.state));
    let has_older = Memo::new(move |_| kept.0.with(|kept| kept.older.is_some()));
    let is_empty = Memo::new(move |_| kept.0.with(|kept| kept.entries.is_empty()));
    let below = move || {
        match (state.get(), is_empty.get(), has_older.get()) {
        (State::Loading, ..) => Some(view! { <p class="muted" role="status">"…"</p> }.into_any()),
        (State::Failed, ..) => Some(
            view! {
                <p role="alert">{texts.panel_history_failed}</p>
                <button type="button" class="button-small" on:click=move |_| kept.load_again()>{texts.panel_history_again}</button>
            }
            .into_any(),
        ),
        (State::Loaded, _, true) => Some(
            view! {
                <button type="button" class="button-small" on:click=move |_| kept.load_older()>{texts.history_older}</button>
            }
            .into_any(),
        ),
        (State::Loaded, true, false) => {
            Some(view! { <p class="muted">{texts.panel_history_none}</p> }.into_any())
        }
        (State::Loaded, false, false) => None,
    }
    };
    view! {
        <ol class="plain panel-history">
            <For
                each=move || kept.0.with(|kept| kept.entries.clone())
                key=|entry| entry.revision
                children=move |entry| view! { <Entry entry=entry history=history.clone() /> }
            />
        </ol>
        {below}
    }
    .into_any()
}

/// What one entry did to the actor; its link leads to the whole entry, which can be taken back there.
#[component]
fn Entry(entry: LogEntry, history: String) -> impl IntoView {
    let lang = use_lang();
    let revision = entry.revision;
    let href = format!("{history}?ab={revision}#stand-{revision}");
    let n_changes = usize::try_from(entry.n_changes).unwrap_or(usize::MAX);
    let n_more = n_changes.saturating_sub(entry.rows.len());
    let more = (n_more > 0)
        .then(|| view! { <li class="muted">{sentences::edit::further_rows(lang, n_more)}</li> });
    let rows = entry.rows.into_iter().map(|row| view! { <Changed row=row /> });
    let undoes = entry.undoes.map(|revision| sentences::edit::undoes(lang, revision));
    view! {
        <li>
            <p>
                <a href=href>{entry.at}</a>
                <span class="muted small">" " {entry.origin.label(lang)} " · " {entry.by} {undoes.map(|it| format!(" · {it}"))}</span>
            </p>
            {entry.note.map(|note| view! { <p class="note small">{note}</p> })}
            <ul class="plain history-rows">{rows.collect_view()} {more}</ul>
        </li>
    }
    .into_any()
}
