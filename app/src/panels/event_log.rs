//! An event log, counted in the browser: who hands over to whom, and how long that takes.

mod columns;
mod found;

use std::collections::BTreeMap;
use std::sync::Arc;

use edit::actors_called;
use exchange::event_log::{EventLogOptions, HandoverCounts, LogColumns, OrganisationAttribute};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{ActorId, Lang};
use send_wrapper::SendWrapper;
use web_sys::File;

use super::{ImportSteps, Incoming};
use crate::api::exchange::{LogTargets, load_log_targets};
use crate::event_log::{Counted, count, header, network_file};
use crate::keep::{keep, kept};
use crate::live::{Live, use_live};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};
use columns::ColumnChoice;
use found::Found;

/// A log on its way in. Copies share it.
#[derive(Clone, Copy)]
struct Log {
    ags: Memo<String>,
    file: StoredValue<Option<SendWrapper<File>>>,
    file_name: RwSignal<String>,
    /// Grows with every file and every stop, so that an older reading ends.
    run: StoredValue<u32>,
    /// The share that is read, while it is.
    progress: RwSignal<Option<f64>>,
    messages: RwSignal<Vec<String>>,
    /// Of a CSV file.
    header: RwSignal<Vec<String>>,
    columns: RwSignal<LogColumns>,
    attribute: RwSignal<OrganisationAttribute>,
    counts: RwSignal<Option<Arc<HandoverCounts>>>,
    targets: RwSignal<Option<Arc<LogTargets>>>,
    /// Which actor an organisation is.
    actor_of: RwSignal<BTreeMap<String, ActorId>>,
    incoming: Incoming,
    texts: &'static Texts,
    lang: Lang,
}

impl Log {
    fn new(ags: Memo<String>) -> Self {
        Self {
            ags,
            file: StoredValue::new(None),
            file_name: RwSignal::new(String::new()),
            run: StoredValue::new(0),
            progress: RwSignal::new(None),
            messages: RwSignal::new(Vec::new()),
            header: RwSignal::new(Vec::new()),
            columns: RwSignal::new(LogColumns::default()),
            attribute: RwSignal::new(OrganisationAttribute::Group),
            counts: RwSignal::new(None),
            targets: RwSignal::new(None),
            actor_of: RwSignal::new(BTreeMap::new()),
            incoming: Incoming::new(ags),
            texts: use_texts(),
            lang: use_lang(),
        }
    }

    fn take(self, file: File) {
        self.stop();
        let run = self.run.get_value();
        self.file_name.set(file.name());
        self.columns.set(LogColumns::default());
        self.header.set(Vec::new());
        let file = SendWrapper::new(file);
        self.file.set_value(Some(file.clone()));
        spawn_local(SendWrapper::new(async move {
            let header = header(&file).await;
            if self.run.try_get_value() != Some(run) {
                return;
            }
            if let Some(columns) = kept::<LogColumns>(&columns_key(&header)) {
                self.columns.set(columns);
            }
            self.header.set(header);
            self.read();
        }));
    }

    /// Counts the file with what was chosen so far.
    fn read(self) {
        let Some(file) = self.file.get_value() else { return };
        self.stop();
        let run = self.run.get_value();
        self.progress.set(Some(0.0));
        let options = EventLogOptions {
            file: self.file_name.get_untracked(),
            format: None,
            organisation: self.attribute.get_untracked(),
            columns: self.columns.get_untracked(),
        };
        spawn_local(SendWrapper::new(async move {
            let is_current = move || self.run.try_get_value() == Some(run);
            let go_on = move |share| is_current() && self.progress.try_set(Some(share)).is_none();
            let counted = count(&file, options, go_on).await;
            if !is_current() {
                return;
            }
            self.progress.set(None);
            match counted {
                Counted::Counts(counts) => self.show(*counts, is_current).await,
                Counted::Refused(problems) => {
                    let texts = problems.iter().map(|problem| problem.text(self.lang));
                    self.messages.set(texts.collect());
                }
                Counted::Stopped => {}
                Counted::Unreadable => {
                    self.messages.set(vec![self.texts.log_unreadable.to_owned()]);
                }
            }
        }));
    }

    /// Ends a reading and forgets what was found.
    fn stop(self) {
        self.run.update_value(|run| *run += 1);
        self.progress.set(None);
        self.messages.set(Vec::new());
        self.counts.set(None);
        self.incoming.clear();
    }

    async fn show(self, counts: HandoverCounts, is_current: impl Fn() -> bool) {
        let remembered = self.remembered();
        let targets = load_log_targets(self.ags.get_untracked()).await;
        if !is_current() {
            return;
        }
        let Ok(targets) = targets else {
            self.messages.set(vec![self.texts.log_no_targets.to_owned()]);
            return;
        };
        // Whom nobody sees, nobody could put right.
        let names: Vec<String> = found::listed(&counts).map(|one| one.name.clone()).collect();
        let is_there = |id: &ActorId| targets.actors.iter().any(|actor| actor.id == *id);
        let actor_of = names.iter().zip(actors_called(&targets.actors, &names));
        let actor_of = actor_of.filter_map(|(name, found)| {
            let actor = match remembered.get(name) {
                Some(None) => None,
                Some(Some(known)) if is_there(known) => Some(known.clone()),
                _ => found,
            };
            Some((name.clone(), actor?))
        });
        self.actor_of.set(actor_of.collect());
        self.targets.set(Some(Arc::new(targets)));
        self.counts.set(Some(Arc::new(counts)));
    }

    /// Says which actor an organisation is; none is not taken over.
    fn assign(self, organisation: &str, actor: Option<ActorId>) {
        // Resources may be persons: their names stay nowhere.
        if self.attribute.get_untracked() != OrganisationAttribute::GroupOrResource {
            let mut remembered = self.remembered();
            remembered.insert(organisation.to_owned(), actor.clone());
            // Where nothing can be kept, it has to be said again next time.
            let _kept = keep(&self.actors_key(), &remembered);
        }
        self.actor_of.update(|actor_of| match actor {
            Some(actor) => {
                actor_of.insert(organisation.to_owned(), actor);
            }
            None => {
                actor_of.remove(organisation);
            }
        });
        self.incoming.clear();
    }

    /// What was said of organisations before, in this log or another: an actor, or none.
    fn remembered(self) -> BTreeMap<String, Option<ActorId>> {
        kept(&self.actors_key()).unwrap_or_default()
    }

    fn actors_key(self) -> String {
        let ags = self.ags.get_untracked();
        format!("netzlotse.organisationen.{}", paths::present(&ags))
    }

    /// Has the server look at what would be taken over.
    fn preview(self) {
        let (Some(counts), Some(targets)) =
            (self.counts.get_untracked(), self.targets.get_untracked())
        else {
            return;
        };
        let known = targets.relations.iter().cloned().collect();
        let file = self.actor_of.with_untracked(|actor_of| {
            let network = self.ags.get_untracked().parse().ok()?;
            let name = self.file_name.get_untracked();
            network_file(&network, &counts, actor_of, &known, &name)
        });
        match file {
            Some(file) => self.incoming.take(file),
            None => self.messages.set(vec![self.texts.log_unreadable.to_owned()]),
        }
    }
}

/// Where an assignment of columns is remembered: by what the columns are called.
fn columns_key(header: &[String]) -> String {
    format!("netzlotse.protokollspalten.{}", header.join("|"))
}

/// Chooses a log, counts it, says what it tells, and takes that over.
///
/// # On the server   the choice alone: the file is read in the browser.
#[component]
pub(crate) fn EventLog(ags: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let log = Log::new(ags);
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let input = NodeRef::<Input>::new();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    // What was found of one state says nothing about another.
    Effect::new(move |before: Option<String>| {
        let ags = ags.get();
        if before.is_some_and(|before| before != ags) {
            log.stop();
        }
        ags
    });
    let on_choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again once it has been mended.
        input.set_value("");
        if let Some(file) = file {
            log.take(file);
        }
    };
    view! {
        <noscript><p class="notice">{texts.log_needs_script}</p></noscript>
        <div class="log-choice">
            <label class="import-file">
                <span>{texts.log_file}</span>
                <input type="file" node_ref=input disabled=move || !is_ready.get() accept=".xes,.xml,.csv,.txt" on:change=on_choose />
            </label>
            <OrganisationChoice log=log />
            <details>
                <summary>{texts.log_form}</summary>
                <p>{texts.log_form_text}</p>
                <pre><code>{texts.log_form_example}</code></pre>
            </details>
        </div>
        <Progress log=log />
        {move || {
            let is_idle = log.progress.with(Option::is_none) && log.counts.with(Option::is_none);
            let name = log.file_name.get();
            (is_idle && !name.is_empty()).then(|| view! {
                <p>{name} " " <button type="button" class="button" on:click=move |_| log.read()>{texts.log_again}</button></p>
            })
        }}
        <div class="edit-message" role="alert">
            {move || log.messages.get().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
        </div>
        {move || (!log.header.with(Vec::is_empty)).then(|| view! { <ColumnChoice log=log /> })}
        {move || {
            let (counts, targets) = (log.counts.get()?, log.targets.get()?);
            Some(view! { <Found log=log counts=counts targets=targets may_write=may_write() /> })
        }}
        <ImportSteps incoming=log.incoming />
    }
    .into_any()
}

/// Which attribute of an event names its organisation.
#[component]
fn OrganisationChoice(log: Log) -> impl IntoView {
    let texts = use_texts();
    let choices = [
        (OrganisationAttribute::Group, texts.log_group),
        (OrganisationAttribute::GroupOrRole, texts.log_role),
        (OrganisationAttribute::GroupOrResource, texts.log_resource),
    ];
    let radios = choices.map(|(attribute, text)| {
        let on_change = move |_| {
            log.attribute.set(attribute);
            log.read();
        };
        view! {
            <label class="edit-box">
                <input type="radio" name="organisation" prop:checked=move || log.attribute.get() == attribute on:change=on_change />
                <span>{text}</span>
            </label>
        }
    });
    view! {
        <fieldset class="edit-field">
            <legend>{texts.log_who}</legend>
            {radios.into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Progress(log: Log) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let is_reading = Memo::new(move |_| log.progress.with(Option::is_some));
    let share = move || log.progress.get().unwrap_or_default();
    // Said rarely, or a screen reader would hear nothing else.
    let quarter = Memo::new(move |_| (log.progress.get().unwrap_or_default() * 4.0).floor());
    let bar = move || {
        is_reading.get().then(|| {
            view! {
                <p class="log-progress">
                    <progress max="1" prop:value=share aria-label=texts.log_reading></progress>
                    <span aria-hidden="true">{move || sentences::event_log::read_share(share())}</span>
                    <button type="button" class="button" on:click=move |_| log.stop()>{texts.log_stop}</button>
                </p>
            }
        })
    };
    view! {
        {bar}
        <p class="visually-hidden" role="status">
            {move || match log.counts.get() {
                Some(counts) => Some(sentences::event_log::summary(lang, &counts)),
                None => is_reading.get().then(|| format!("{} {}", texts.log_reading, sentences::event_log::read_share(quarter.get() / 4.0))),
            }}
        </p>
    }
    .into_any()
}
