//! What stands in a form, what is wrong with it, and how it is sent.

use std::collections::{BTreeMap, BTreeSet};

use edit::{ColumnConflict, Command, ConflictKind, Intent, free_id};
use exchange::{CellProblem, cells, read_cells};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{CommandId, Row, RowChange, RowKey, Source, SourceKind, TableName};

use super::Outcome;
use super::fields::first_cells;
use crate::api::edit::CommandAnswer;
use crate::api::{ApiError, CellMessage, ConflictView, FormView, Named, RefusedView, run_command};
use crate::state::use_lang;
use crate::text::{sentences, texts};

/// Stands for rows that nobody gave a source: who says so are the coordinators.
const OWN_SOURCE: &str = "angabe-der-koordination";

/// A form while it is filled in. Copies share what is typed.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    ags: StoredValue<String>,
    pub(super) form: StoredValue<FormView>,
    /// The row as it was seen; what others have done to it since comes in with a conflict.
    seen: RwSignal<Option<Row>>,
    typed: RwSignal<BTreeMap<&'static str, String>>,
    first: StoredValue<BTreeMap<&'static str, String>>,
    note: RwSignal<String>,
    /// Whether somebody has tried to save: until then nothing is called wrong.
    is_tried: RwSignal<bool>,
    /// What the server found wrong, by column.
    refused: RwSignal<Vec<CellMessage>>,
    pub(super) conflict: RwSignal<Option<ConflictView>>,
    /// The columns of the conflict in which what is typed here is to hold; in the others, theirs.
    pub(super) is_mine: RwSignal<BTreeSet<String>>,
    message: RwSignal<String>,
    is_sending: RwSignal<bool>,
    /// Letters that keep the id of a new row apart from others, the same as long as the form is
    /// open: sent twice, it is one row.
    apart: StoredValue<String>,
    /// Ids that others took while the form was open.
    taken: RwSignal<Vec<String>>,
    /// What was sent last, and under which name: sent again, it is the same command.
    sent: StoredValue<Option<(Intent, CommandId)>>,
    pub(super) reload: Callback<()>,
    lang: model::Lang,
}

impl Draft {
    pub(super) fn new(ags: String, form: FormView, about: &[String], reload: Callback<()>) -> Self {
        let typed: BTreeMap<&'static str, String> = match &form.row {
            Some(row) => cells(row).into_iter().map(|cell| (cell.column, cell.text)).collect(),
            None => first_cells(form.table, about).into_iter().collect(),
        };
        Self {
            ags: StoredValue::new(ags),
            seen: RwSignal::new(form.row.clone()),
            form: StoredValue::new(form),
            first: StoredValue::new(typed.clone()),
            typed: RwSignal::new(typed),
            note: RwSignal::new(String::new()),
            is_tried: RwSignal::new(false),
            refused: RwSignal::new(Vec::new()),
            conflict: RwSignal::new(None),
            is_mine: RwSignal::new(BTreeSet::new()),
            message: RwSignal::new(String::new()),
            is_sending: RwSignal::new(false),
            apart: StoredValue::new(letters_of_chance(4)),
            taken: RwSignal::new(Vec::new()),
            sent: StoredValue::new(None),
            reload,
            lang: use_lang(),
        }
    }

    pub(super) fn table(self) -> TableName {
        self.form.with_value(|form| form.table)
    }

    pub(super) fn ags(self) -> String {
        self.ags.get_value()
    }

    pub(super) fn title(self) -> Option<String> {
        self.form.with_value(|form| form.title.clone())
    }

    /// The row that is edited; `None` for a new one.
    pub(super) fn key(self) -> Option<RowKey> {
        self.form.with_value(|form| form.row.as_ref().map(Row::key))
    }

    pub(super) fn is_new(self) -> bool {
        self.seen.with(Option::is_none)
    }

    /// Whether closing would lose something.
    pub(super) fn is_dirty(self) -> bool {
        self.first.with_value(|first| self.typed.with_untracked(|typed| typed != first))
    }

    /// The row as it was seen.
    pub(super) fn seen(self) -> Option<Row> {
        self.seen.get_untracked()
    }

    /// What stands in a column, as a cell of its table.
    pub(super) fn cell(self, column: &str) -> String {
        self.typed.with(|typed| typed.get(column).cloned().unwrap_or_default())
    }

    pub(super) fn set(self, column: &'static str, cell: String) {
        self.typed.update(|typed| {
            typed.insert(column, cell);
        });
        self.refused.update(|refused| {
            refused.retain(|message| message.column.as_deref() != Some(column));
        });
    }

    pub(super) fn note(self) -> String {
        self.note.get()
    }

    pub(super) fn set_note(self, note: String) {
        self.note.set(note);
    }

    pub(super) fn message(self) -> String {
        self.message.get()
    }

    pub(super) fn say(self, message: String) {
        self.message.set(message);
        bring_into_sight(".editor .edit-message");
    }

    pub(super) fn is_sending(self) -> bool {
        self.is_sending.get()
    }

    pub(super) fn is_tried(self) -> bool {
        self.is_tried.get()
    }

    /// What is wrong with a column, once somebody has tried to save.
    pub(super) fn problem(self, column: &str) -> Option<String> {
        if !self.is_tried.get() {
            return None;
        }
        let refused = self.refused.with(|refused| {
            let here = refused.iter().find(|message| message.column.as_deref() == Some(column));
            here.map(|message| message.text.clone())
        });
        refused.or_else(|| {
            let problems = self.read().err()?;
            let here = problems.into_iter().find(|problem| problem.column == column)?;
            Some(sentences::edit::cell_problem(self.lang, self.table(), &here.reason))
        })
    }

    /// The row as it is typed, with an id and a source where it had none.
    fn read(self) -> Result<Row, Vec<CellProblem>> {
        let mut typed = self.typed.get();
        self.form.with_value(|form| {
            if typed.get("sources").is_none_or(String::is_empty) {
                typed.insert("sources", OWN_SOURCE.to_owned());
            }
            if typed.get("id").is_none_or(String::is_empty) {
                let apart = self.apart.get_value();
                let id = self.taken.with(|taken| new_id(form, &typed, taken, &apart));
                typed.insert("id", id);
            }
            let text_of = |column: &'static str| typed.get(column).map_or("", |cell| cell.trim());
            read_cells(form.table, text_of, &form.codes)
        })
    }

    /// Sends what is typed; the form stays open with all that is in it until it is saved.
    pub(super) fn save(self, on_done: Callback<Outcome>) {
        finish_typing();
        self.is_tried.set(true);
        self.message.set(String::new());
        if self.is_sending.get_untracked() {
            return;
        }
        self.settle();
        let Ok(row) = self.read() else {
            focus_first_problem();
            return;
        };
        let key = row.key();
        let seen = self.seen.get_untracked();
        if seen.as_ref() == Some(&row) {
            self.say(texts(self.lang).edit_nothing.to_owned());
            return;
        }
        let mut changes = vec![RowChange { key: key.clone(), before: seen, after: Some(row) }];
        changes.extend(self.own_source());
        self.send(Intent::Save(changes), move |written| {
            // The page may be gone by now.
            let _done = on_done.try_run(Outcome::Saved { key: key.clone(), written });
        });
    }

    /// Sends a command and says what became of it.
    pub(super) fn send(self, intent: Intent, done: impl Fn(CommandAnswer) + 'static) {
        let note =
            Some(self.note.get_untracked().trim().to_owned()).filter(|note| !note.is_empty());
        let base_revision = self.form.with_value(|form| form.revision);
        let id = self.name_of(&intent);
        let command = Command { id, base_revision, intent, note };
        self.is_sending.set(true);
        let ags = self.ags();
        spawn_local(async move {
            let answer = run_command(ags, command).await;
            if self.is_sending.try_set(false).is_some() {
                // The form was closed meanwhile; what was sent is sent.
                if let Ok(answer) = answer {
                    done(answer);
                }
                return;
            }
            match answer {
                Ok(answer) => done(answer),
                Err(ApiError::Refused(refused)) => self.hear(*refused),
                Err(ApiError::Transport | ApiError::Unavailable { .. }) => {
                    self.say(texts(self.lang).edit_unsent.to_owned());
                }
                Err(other) => self.say(other.to_string()),
            }
        });
    }

    /// The same name for the same wish.
    fn name_of(self, intent: &Intent) -> CommandId {
        let known = self.sent.with_value(|sent| {
            sent.as_ref().filter(|(before, _)| before == intent).map(|(_, id)| id.clone())
        });
        let id = known.unwrap_or_else(command_id);
        self.sent.set_value(Some((intent.clone(), id.clone())));
        id
    }

    fn hear(self, refused: RefusedView) {
        match refused {
            RefusedView::Conflict(conflicts) => self.hear_conflicts(conflicts),
            RefusedView::Problems(problems) => {
                let general = problems.iter().filter(|problem| problem.column.is_none());
                let lines: Vec<&str> = general.map(|problem| problem.text.as_str()).collect();
                self.say(lines.join(" · "));
                self.refused.set(problems);
            }
            other => self.say(sentences::edit::refusal(self.lang, &other)),
        }
    }

    /// Goes on from the row as others have left it, with what somebody has chosen for each column.
    pub(super) fn settle(self) {
        let Some(conflict) = self.conflict.get_untracked() else { return };
        let ConflictKind::Columns(columns) = conflict.kind else { return };
        let chosen: Vec<(String, String)> = self.is_mine.with_untracked(|is_mine| {
            let choice = |column: ColumnConflict| {
                let is_mine = is_mine.contains(&column.column);
                (column.column, if is_mine { column.mine } else { column.theirs })
            };
            columns.into_iter().map(choice).collect()
        });
        self.go_on_from(conflict.current, &chosen);
    }

    fn go_on_from(self, current: Option<Row>, chosen: &[(String, String)]) {
        let before = self.seen.get_untracked();
        if let (Some(before), Some(current)) = (&before, &current) {
            let old: BTreeMap<&str, String> =
                cells(before).into_iter().map(|cell| (cell.column, cell.text)).collect();
            self.typed.update(|typed| {
                for cell in cells(current) {
                    let own = typed.get(cell.column);
                    // What its editor left alone is what it is now.
                    if own == old.get(cell.column) {
                        typed.insert(cell.column, cell.text);
                    }
                }
            });
        }
        self.typed.update(|typed| {
            for (column, cell) in chosen {
                if let Some(known) = exchange::columns(self.table()).find(|name| name == column) {
                    typed.insert(known, cell.clone());
                }
            }
        });
        self.seen.set(current);
        self.conflict.set(None);
    }

    fn hear_conflicts(self, conflicts: Vec<ConflictView>) {
        for conflict in conflicts {
            let is_made_by_another = conflict.kind == ConflictKind::Exists;
            if !is_made_by_another {
                // Theirs until somebody says otherwise: nothing is written over by accident.
                self.is_mine.set(BTreeSet::new());
                self.conflict.set(Some(conflict));
                bring_into_sight(".editor .edit-conflict");
            } else if conflict.key.table == TableName::Sources && conflict.key.id == OWN_SOURCE {
                // Somebody else was first to state something without a source.
                let known = Named { id: OWN_SOURCE.to_owned(), name: conflict.title };
                self.form.update_value(|form| form.choices.sources.push(known));
                self.say(texts(self.lang).edit_conflict_exists.to_owned());
            } else if is_named_by_people(self.table(), &self.typed.get_untracked()) {
                self.say(texts(self.lang).edit_exists.to_owned());
            } else {
                self.taken.update(|taken| taken.push(conflict.key.id));
                self.say(texts(self.lang).edit_conflict_exists.to_owned());
            }
        }
    }

    /// What was removed is made anew, as it stands in the form.
    pub(super) fn make_anew(self) {
        self.seen.set(None);
        self.conflict.set(None);
    }

    /// The source of rows that have no other, if it is needed and not there yet.
    fn own_source(self) -> Option<RowChange> {
        let has_source = !self.cell("sources").is_empty() || self.table() == TableName::Sources;
        let is_there = self
            .form
            .with_value(|form| form.choices.sources.iter().any(|source| source.id == OWN_SOURCE));
        if has_source || is_there {
            return None;
        }
        let source = Source {
            id: OWN_SOURCE.parse().ok()?,
            kind: SourceKind::Knowledge,
            title: texts(model::Lang::De).edit_own_source.to_owned(),
            publisher: None,
            url: None,
            date: None,
            quote: None,
        };
        Some(RowChange::added(source.into()))
    }
}

/// Whether people name the row themselves, so that another id would be another thing.
fn is_named_by_people(table: TableName, typed: &BTreeMap<&'static str, String>) -> bool {
    let has_ags = typed.get("ags").is_some_and(|ags| !ags.is_empty());
    table == TableName::Memberships || (table == TableName::Regions && has_ags)
}

/// An id for a new row, made of what it is called.
fn new_id(
    form: &FormView,
    typed: &BTreeMap<&'static str, String>,
    taken: &[String],
    apart: &str,
) -> String {
    let cell = |column: &str| typed.get(column).map_or("", |cell| cell.as_str());
    let choices = &form.choices;
    let free = |name: &str, list: &[Named<String>]| {
        let is_taken = |id: &str| {
            list.iter().any(|named| named.id == id) || taken.iter().any(|other| other == id)
        };
        free_id(name, is_taken)
    };
    // What is there is not listed in the form: a few letters of chance keep them apart.
    let with_letters = |first: &str, second: &str| {
        const MAX_CHARS: usize = 50;
        let name: String =
            model::slug(&format!("{first} {second}")).chars().take(MAX_CHARS).collect();
        free(&format!("{} {apart}", name.trim_end_matches('-')), &[])
    };
    match form.table {
        TableName::Regions if !cell("ags").is_empty() => cell("ags").trim().to_owned(),
        TableName::Regions => free(cell("name"), &choices.regions),
        TableName::Actors => free(cell("name"), &choices.actors),
        TableName::Services => {
            let services: Vec<Named<String>> =
                choices.services.iter().map(|(service, _)| service.clone()).collect();
            free(&format!("{} {}", cell("actor"), cell("name")), &services)
        }
        TableName::Committees => free(cell("label"), &choices.committees),
        TableName::Sources => free(cell("title"), &choices.sources),
        TableName::Posts => with_letters(cell("employer"), cell("label")),
        TableName::Jurisdictions => with_letters(cell("actor"), cell("kind")),
        TableName::Relations => with_letters(cell("from"), cell("to")),
        TableName::Observations => with_letters(cell("entity"), cell("metric")),
        // Named by committee and actor.
        TableName::Memberships => String::new(),
    }
}

/// A field that is still being typed into hands over what stands in it when it loses the focus.
fn finish_typing() {
    use leptos::wasm_bindgen::JsCast as _;
    let field = document().active_element().and_then(|field| field.dyn_into().ok());
    if let Some(field) = field.filter(|field: &web_sys::HtmlElement| field.tag_name() != "BUTTON") {
        let _blurred = field.blur();
    }
}

/// A name for a command that nothing else has.
pub(crate) fn command_id() -> CommandId {
    let text = format!("c-{}", letters_of_chance(24));
    CommandId::try_from(text).unwrap_or_else(|_invalid| unreachable!("a fixed form"))
}

/// Small letters and digits.
fn letters_of_chance(n: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let letter = |_| {
        let part = web_sys::js_sys::Math::random();
        let mut idx = 0;
        while idx + 1 < LETTERS.len()
            && part * 36.0 >= f64::from(u8::try_from(idx + 1).unwrap_or(0))
        {
            idx += 1;
        }
        char::from(LETTERS[idx])
    };
    (0..n).map(letter).collect()
}

/// What is said about the form may lie outside of what is seen of it.
pub(super) fn bring_into_sight(selector: &'static str) {
    // It comes with the next drawing of the form.
    request_animation_frame(move || {
        if let Some(said) = document().query_selector(selector).ok().flatten() {
            said.scroll_into_view_with_bool(false);
        }
    });
}

/// So that one need not look for what is missing.
fn focus_first_problem() {
    use leptos::wasm_bindgen::JsCast as _;
    // The marks come with the next drawing of the form.
    request_animation_frame(|| {
        let found = document().query_selector(".editor [aria-invalid=true]");
        if let Some(field) = found.ok().flatten()
            && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
        {
            let mut section = field.closest("details").ok().flatten();
            while let Some(details) = section {
                let _opened = details.set_attribute("open", "");
                section =
                    details.parent_element().and_then(|up| up.closest("details").ok().flatten());
            }
            let _focused = field.focus();
        }
    });
}
