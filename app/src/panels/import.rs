//! Taking a file over: a look at what it would change, choices about it, and the last step.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use model::{ActorId, FieldCode, TableName};
use send_wrapper::SendWrapper;
use web_sys::File;

use super::command_id;
use crate::api::edit::CommandAnswer;
use crate::api::exchange::{
    ImportChoices, ImportView, MatchView, SheetMapping, SheetView, TableCount,
};
use crate::api::{ChangedRow, Named, RowChangeKind};
use crate::keep::{keep, kept};
use crate::live::use_live;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{Texts, column_label, sentences, use_texts};
use crate::upload::{UploadError, post_file};
use edit::Likeness;

/// A file on its way in. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Incoming {
    ags: Memo<String>,
    file: StoredValue<Option<SendWrapper<File>>>,
    file_name: RwSignal<String>,
    view: RwSignal<Option<ImportView>>,
    choices: RwSignal<ImportChoices>,
    message: RwSignal<String>,
    is_busy: RwSignal<bool>,
    /// Grows with every question, so that only the answer to the last one is shown.
    run: StoredValue<u32>,
    texts: &'static Texts,
    lang: model::Lang,
}

impl Incoming {
    pub(crate) fn new(ags: Memo<String>) -> Self {
        Self {
            ags,
            file: StoredValue::new(None),
            file_name: RwSignal::new(String::new()),
            view: RwSignal::new(None),
            choices: RwSignal::new(ImportChoices::default()),
            message: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            run: StoredValue::new(0),
            texts: use_texts(),
            lang: use_lang(),
        }
    }

    /// Has the server look at another file.
    pub(crate) fn take(self, file: File) {
        self.file_name.set(file.name());
        self.file.set_value(Some(SendWrapper::new(file)));
        self.view.set(None);
        self.choices.set(ImportChoices::default());
        self.look();
    }

    /// Forgets the file.
    pub(crate) fn clear(self) {
        self.run.update_value(|run| *run += 1);
        self.is_busy.set(false);
        self.file.set_value(None);
        self.view.set(None);
        self.message.set(String::new());
    }

    /// Begins a question; what is asked before no longer counts.
    fn begin(self) -> impl Fn() -> bool {
        self.run.update_value(|run| *run += 1);
        let run = self.run.get_value();
        self.is_busy.set(true);
        self.message.set(String::new());
        // The page may be gone by then.
        move || self.run.try_get_value() == Some(run)
    }

    /// Has the server look at the file with what was chosen so far.
    fn look(self) {
        let Some(file) = self.file.get_value() else { return };
        let path = self.path("einlesen");
        let is_current = self.begin();
        spawn_local(SendWrapper::new(async move {
            let answer = post_file::<ImportView>(&path, &file).await;
            if !is_current() {
                return;
            }
            self.is_busy.set(false);
            match answer {
                Ok(view) => self.show(view),
                Err(error) => self.fail(&error),
            }
        }));
    }

    fn show(self, view: ImportView) {
        // What has the same name or contact is taken for the same, until somebody says otherwise.
        let is_first =
            self.view.with_untracked(|view| view.as_ref().is_none_or(|view| view.n_rows == 0));
        if is_first && self.choices.with_untracked(|choices| choices.same.is_empty()) {
            let sure = view.matches.iter().filter(|found| found.likeness != Likeness::AlikeName);
            let same: Vec<(ActorId, ActorId)> =
                sure.map(|found| (found.theirs.clone(), found.ours.id.clone())).collect();
            if !same.is_empty() {
                self.choices.update(|choices| choices.same = same);
                self.view.set(Some(view));
                return self.look();
            }
        }
        let remembered: Vec<SheetMapping> =
            view.sheets.iter().filter_map(|sheet| kept(&mapping_key(sheet))).collect();
        self.view.set(Some(view));
        if !remembered.is_empty()
            && self.choices.with_untracked(|choices| choices.mappings.is_empty())
        {
            self.choices.update(|choices| choices.mappings = remembered);
            self.look();
        }
    }

    fn fail(self, error: &UploadError) {
        let text = match error {
            UploadError::Refused(refused) => sentences::edit::import_refusal(self.lang, refused),
            UploadError::TooLarge => self.texts.import_too_large.to_owned(),
            UploadError::Unsent => self.texts.import_unsent.to_owned(),
        };
        self.message.set(text);
    }

    fn path(self, action: &str) -> String {
        let choices = self.choices.with_untracked(|choices| {
            if *choices == ImportChoices::default() {
                String::new()
            } else {
                serde_json::to_string(choices).unwrap_or_default()
            }
        });
        let name = self.file_name.get_untracked();
        let encode = |text: &str| String::from(web_sys::js_sys::encode_uri_component(text));
        let ags = self.ags.get_untracked();
        let (name, choices) = (encode(&name), encode(&choices));
        format!(
            "/api/{action}/{ags}?name={name}&choices={choices}&command={}",
            command_id().as_str()
        )
    }
}

/// Where a mapping is remembered: by what the columns are called.
fn mapping_key(sheet: &SheetView) -> String {
    format!("spalten:{}:{}", sheet.sheet, sheet.columns.join("|"))
}

/// Chooses a file and takes it over.
#[component]
pub(crate) fn Import(ags: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let incoming = Incoming::new(ags);
    let input = NodeRef::<Input>::new();
    let on_choose = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            incoming.take(file);
        }
    };
    view! {
        <p>
            <label class="import-file">
                <span>{texts.import_file}</span>
                <input type="file" node_ref=input accept=".csv,.zip,.xlsx,.json,.graphml,.gexf,.xml" on:change=on_choose />
            </label>
        </p>
        <ImportSteps incoming=incoming />
    }
    .into_any()
}

/// What became of the file: what it would change, and taking it over.
#[component]
pub(crate) fn ImportSteps(incoming: Incoming) -> impl IntoView {
    let texts = use_texts();
    view! {
        <p role="status">{move || if incoming.is_busy.get() { texts.import_busy.to_owned() } else { String::new() }}</p>
        <p class="edit-message" role="alert">{move || incoming.message.get()}</p>
        {move || incoming.view.get().map(|view| view! { <Preview incoming=incoming view=view /> })}
    }
    .into_any()
}

#[component]
fn Preview(incoming: Incoming, view: ImportView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let format = view.format.clone().unwrap_or_default();
    let can_run = view.n_rows > 0 && view.broken.is_empty();
    let is_refused = view.n_rows == 0 && !view.broken.is_empty();
    let is_silent = view.sheets.is_empty() && view.problems.is_empty() && view.broken.is_empty();
    let nothing = (view.n_rows == 0 && is_silent)
        .then(|| view! { <p class="notice">{texts.import_nothing}</p> });
    let counts = view.counts.iter().map(|count| count_line(lang, *count)).collect_view();
    let same = (view.n_same > 0)
        .then(|| view! { <li>{sentences::edit::same_rows(lang, view.n_same)}</li> });
    let n_skipped = view.problems.len();
    let problems = view.problems.into_iter().map(|problem| {
        let suggestion = problem.suggestion.map(|suggestion| {
            view! { <span class="muted">" → " {suggestion}</span> }
        });
        view! { <li>{problem.text} {suggestion}</li> }
    });
    let problems = (n_skipped > 0).then(|| {
        view! {
            <details class="import-part" open=true>
                <summary><h3>{texts.import_skipped}</h3> <span class="count">{n_skipped}</span></summary>
                <ul class="import-list">{problems.collect_view()}</ul>
            </details>
        }
    });
    let notes = (!view.notes.is_empty()).then(|| {
        let items = view.notes.into_iter().map(|note| view! { <li>{note}</li> });
        view! {
            <details class="import-part">
                <summary><h3>{texts.import_notes}</h3></summary>
                <ul class="import-list">{items.collect_view()}</ul>
            </details>
        }
    });
    let broken = (!view.broken.is_empty()).then(|| {
        let items = view.broken.into_iter().map(|message| view! { <li>{message.text}</li> });
        view! {
            <section class="edit-conflict" role="alert">
                <h3>{if is_refused { texts.import_refused } else { texts.import_broken }}</h3>
                <ul class="import-list">{items.collect_view()}</ul>
            </section>
        }
    });
    let n_more = view.n_rows.saturating_sub(view.rows.len());
    let rows = (!view.rows.is_empty()).then(|| {
        let items = view.rows.into_iter().map(|row| changed(lang, texts, row));
        let more = (n_more > 0)
            .then(|| view! { <li class="muted">{sentences::edit::further_rows(lang, n_more)}</li> });
        view! {
            <details class="import-part">
                <summary><h3>{texts.import_rows}</h3> <span class="count">{view.n_rows}</span></summary>
                <ul class="plain spaced">{items.collect_view()} {more}</ul>
            </details>
        }
    });
    view! {
        <section class="import-preview" aria-label=texts.import_preview>
            <p><strong>{move || incoming.file_name.get()}</strong> " " <span class="muted">{format}</span></p>
            {nothing}
            <ul class="import-counts">{counts} {same}</ul>
            <Sheets incoming=incoming sheets=view.sheets />
            <FieldChoice incoming=incoming fields=view.fields />
            <ZeroChoice incoming=incoming n_rows=view.n_without_zero />
            <Matches incoming=incoming matches=view.matches />
            {broken} {problems} {notes} {rows}
            {can_run.then(|| view! { <TakeOver incoming=incoming n_skipped=view.n_left_out seen=view.revision /> })}
        </section>
    }
    .into_any()
}

fn count_line(lang: model::Lang, count: TableCount) -> AnyView {
    let text = sentences::edit::import_count(lang, count.n_added, count.n_changed);
    view! { <li><strong>{count.table.label(lang)}</strong> ": " {text}</li> }.into_any()
}

fn changed(lang: model::Lang, texts: &'static Texts, row: ChangedRow) -> AnyView {
    let (class, word) = match row.kind {
        RowChangeKind::Added => ("tag change-new", texts.history_added),
        RowChangeKind::Removed => ("tag change-gone", texts.history_removed),
        RowChangeKind::Changed => ("tag change-other", texts.history_changed),
    };
    let table = row.key.table;
    let columns: Vec<String> =
        row.cells.iter().map(|(column, ..)| column_label(lang, table, column)).collect();
    view! {
        <li>
            <span class=class>{word}</span> " " <span class="muted">{table.label(lang)}</span> " "
            {row.title} " " <span class="muted">{columns.join(", ")}</span>
        </li>
    }
    .into_any()
}

/// Whether zeros are put in that a spreadsheet has taken.
#[component]
fn ZeroChoice(incoming: Incoming, n_rows: usize) -> impl IntoView {
    let lang = use_lang();
    let adds_zeros = move || incoming.choices.with(|choices| choices.adds_zeros);
    if n_rows == 0 && !untrack(adds_zeros) {
        return ().into_any();
    }
    let on_change = move |event| {
        let is_checked = event_target_checked(&event);
        incoming.choices.update(|choices| choices.adds_zeros = is_checked);
        incoming.look();
    };
    view! {
        <p class="import-part">
            <label class="edit-box">
                <input type="checkbox" prop:checked=adds_zeros on:change=on_change />
                <span>{sentences::edit::add_zeros(lang, n_rows)}</span>
            </label>
        </p>
    }
    .into_any()
}

/// The Handlungsfeld of services that name none.
#[component]
fn FieldChoice(incoming: Incoming, fields: Vec<Named<FieldCode>>) -> impl IntoView {
    let texts = use_texts();
    if fields.is_empty() {
        return ().into_any();
    }
    let chosen = move || incoming.choices.with(|choices| choices.field.clone());
    let options = fields.into_iter().map(|field| {
        let id = field.id.clone();
        let is_chosen = move || chosen().as_ref() == Some(&id);
        view! { <option value=field.id.to_string() prop:selected=is_chosen>{field.name}</option> }
    });
    let on_change = move |event| {
        let field = event_target_value(&event).parse().ok();
        incoming.choices.update(|choices| choices.field = field);
        incoming.look();
    };
    view! {
        <p class="import-part import-sheet">
            <label>
                <span>{texts.import_field}</span> " "
                <select on:change=on_change>
                    <option value="">{texts.import_field_none}</option>
                    {options.collect_view()}
                </select>
            </label>
        </p>
    }
    .into_any()
}

/// Actors that may be there already, to be taken for the same or not.
#[component]
fn Matches(incoming: Incoming, matches: Vec<MatchView>) -> impl IntoView {
    let texts = use_texts();
    if matches.is_empty() {
        return ().into_any();
    }
    let items = matches.into_iter().map(|found| {
        let pair = StoredValue::new((found.theirs, found.ours.id));
        let is_same = move || {
            incoming.choices.with(|choices| pair.with_value(|pair| choices.same.contains(pair)))
        };
        let on_change = move |event| {
            let is_checked = event_target_checked(&event);
            incoming.choices.update(|choices| {
                choices.same.retain(|other| pair.with_value(|pair| other.0 != pair.0));
                if is_checked {
                    choices.same.push(pair.get_value());
                }
            });
            incoming.look();
        };
        let why = match found.likeness {
            Likeness::SameName => texts.edit_similar_same_name,
            Likeness::SameContact => texts.edit_similar_contact,
            Likeness::AlikeName => texts.edit_similar_alike,
        };
        view! {
            <li>
                <label class="edit-box">
                    <input type="checkbox" prop:checked=is_same on:change=on_change />
                    <span>{found.their_name} " = " <strong>{found.ours.name}</strong> " " <span class="muted">{why}</span></span>
                </label>
            </li>
        }
    });
    view! {
        <details class="import-part" open=true>
            <summary><h3>{texts.import_matches}</h3></summary>
            <p class="muted">{texts.import_matches_text}</p>
            <ul class="plain">{items.collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// What the columns of foreign tables are.
#[component]
fn Sheets(incoming: Incoming, sheets: Vec<SheetView>) -> impl IntoView {
    let texts = use_texts();
    if sheets.is_empty() {
        return ().into_any();
    }
    let drafts: Vec<(SheetView, RwSignal<SheetMapping>)> = sheets
        .into_iter()
        .map(|sheet| {
            let proposal = RwSignal::new(sheet.proposal.clone());
            (sheet, proposal)
        })
        .collect();
    let used = StoredValue::new(drafts.clone());
    let apply = move |_| {
        let mappings: Vec<SheetMapping> = used.with_value(|used| {
            used.iter()
                .map(|(sheet, mapping)| {
                    let mapping = mapping.get_untracked();
                    // Where nothing can be kept, it has to be chosen again next time.
                    let _kept = keep(&mapping_key(sheet), &mapping);
                    mapping
                })
                .filter(|mapping| !mapping.columns.is_empty())
                .collect()
        });
        incoming.choices.update(|choices| choices.mappings = mappings);
        incoming.look();
    };
    let forms =
        drafts.into_iter().map(|(sheet, mapping)| view! { <Sheet sheet=sheet mapping=mapping /> });
    // Once they are chosen, what the file would change comes first.
    let is_open = incoming.choices.with_untracked(|choices| choices.mappings.is_empty());
    view! {
        <details class="import-part" open=is_open>
            <summary><h3>{texts.import_columns}</h3></summary>
            <p class="muted">{texts.import_columns_text}</p>
            {forms.collect_view()}
            <button type="button" class="button" on:click=apply>{texts.import_columns_apply}</button>
        </details>
    }
    .into_any()
}

#[component]
fn Sheet(sheet: SheetView, mapping: RwSignal<SheetMapping>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let tables = TableName::ALL.iter().map(|table| {
        let is_chosen = move || mapping.with(|mapping| mapping.table == *table);
        view! { <option value=table.code() prop:selected=is_chosen>{table.label(lang)}</option> }
    });
    let on_table = move |event| {
        if let Ok(table) = event_target_value(&event).parse() {
            mapping.update(|mapping| mapping.table = table);
        }
    };
    let name = if sheet.sheet.is_empty() { texts.import_table.to_owned() } else { sheet.sheet };
    let columns = StoredValue::new(sheet.columns);
    let rows = move || {
        let table = mapping.with(|mapping| mapping.table);
        columns
            .get_value()
            .into_iter()
            .map(|theirs| column_choice(mapping, table, theirs))
            .collect_view()
    };
    view! {
        <fieldset class="import-sheet">
            <legend>{name}</legend>
            <label>
                <span>{texts.import_what}</span>
                <select on:change=on_table>{tables.collect_view()}</select>
            </label>
            <div class="import-columns">{rows}</div>
        </fieldset>
    }
    .into_any()
}

fn column_choice(mapping: RwSignal<SheetMapping>, table: TableName, theirs: String) -> AnyView {
    let (texts, lang) = (use_texts(), use_lang());
    let header = StoredValue::new(theirs.clone());
    let chosen = move || {
        mapping.with(|mapping| {
            let found =
                mapping.columns.iter().find(|(name, _)| header.with_value(|header| header == name));
            found.map(|(_, ours)| ours.clone()).unwrap_or_default()
        })
    };
    let options = exchange::columns(table).map(|column| {
        let is_chosen = move || chosen() == column;
        view! { <option value=column prop:selected=is_chosen>{column_label(lang, table, column)}</option> }
    });
    let on_change = move |event| {
        let ours = event_target_value(&event);
        mapping.update(|mapping| {
            mapping.columns.retain(|(name, _)| header.with_value(|header| header != name));
            if !ours.is_empty() {
                mapping.columns.push((header.get_value(), ours));
            }
        });
    };
    view! {
        <label>
            <span>{theirs}</span>
            <select on:change=on_change>
                <option value="" prop:selected=move || chosen().is_empty()>{texts.import_not_read}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// The last step: all of it or nothing.
#[component]
fn TakeOver(incoming: Incoming, n_skipped: usize, seen: u64) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let live = use_live();
    let navigate = StoredValue::new(use_navigate());
    let run = move |_| {
        let Some(file) = incoming.file.get_value() else { return };
        incoming.choices.update(|choices| choices.seen = Some(seen));
        let path = incoming.path("uebernehmen");
        incoming.choices.update(|choices| choices.seen = None);
        let history = paths::history(&incoming.ags.get_untracked());
        let is_current = incoming.begin();
        spawn_local(SendWrapper::new(async move {
            let answer = post_file::<CommandAnswer>(&path, &file).await;
            if let (Some(live), Ok(answer)) = (live, &answer) {
                live.reached(answer.revision);
            }
            if !is_current() {
                return;
            }
            incoming.is_busy.set(false);
            match answer {
                Ok(_) => {
                    navigate.with_value(|go| go(&history, NavigateOptions::default()));
                }
                Err(error) => incoming.fail(&error),
            }
        }));
    };
    let skipped = (n_skipped > 0)
        .then(|| view! { <span class="muted">{sentences::edit::skipped(lang, n_skipped)}</span> });
    view! {
        <p class="edit-actions">
            <button type="button" class="button primary" disabled=move || incoming.is_busy.get() on:click=run>{texts.import_run}</button>
            {skipped}
        </p>
    }
    .into_any()
}
