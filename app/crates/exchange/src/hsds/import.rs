//! From the tables of HSDS to rows of a network.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    Access, ActorKind, CodeBook, LanguageTag, Level, Row, RowKey, Sector, ServiceKind, TableName,
};

use super::meaning::{Meaning, meanings};
use super::parents::circular;
use super::schema::Entity;
use super::tables::{Record, Tables};
use super::terms::Vocabulary;
use super::write::{AGS_SCHEME, OWN_SCHEME};
use super::{HsdsImport, HsdsOptions, HsdsProblem};
use crate::Reason;
use crate::cells::{columns, read_cells};
use crate::draft::{Note, SetValue};
use crate::escape::join_list;
use crate::guesses::{CellTexts, Guesses};
use crate::problem::{Part, Place, Problems, excerpt};
use crate::provenance::{Provenance, short_id};
use crate::value::id as parse_id;

/// Most organizations and services together: each takes some 40 µs, so that all take 2 s.
pub(super) const MAX_ROWS: usize = 50_000;

/// Reads actors and services.
pub(super) fn rows(tables: &Tables, options: &HsdsOptions, codes: &CodeBook) -> HsdsImport {
    let mut import = Import::new(tables, options, codes);
    let n_rows = tables.of(Entity::Organization).len() + tables.of(Entity::Service).len();
    if n_rows > MAX_ROWS {
        import.problems.push(&options.file, None, None, HsdsProblem::TooManyRows);
        let problems = import.problems.preview(None::<()>, rank).problems;
        return HsdsImport { problems, ..HsdsImport::default() };
    }
    let actors = import.actors();
    let services = import.services();
    import.note_what_was_set();
    let mut rows = import.sources();
    rows.extend(actors);
    rows.extend(services);
    let problems = import.problems.preview(None::<()>, rank).problems;
    HsdsImport { rows, guesses: import.guesses, problems, notes: import.notes }
}

/// Tables in their order, then what concerns the whole file.
fn rank(file: &str) -> usize {
    let mut entities = Entity::ALL.iter();
    entities.position(|entity| entity.file() == file).unwrap_or(Entity::ALL.len())
}

struct Import<'a> {
    tables: &'a Tables,
    options: &'a HsdsOptions,
    codes: &'a CodeBook,
    /// What the terms mean, by their ids.
    terms: HashMap<&'a str, Vec<Meaning>>,
    attributes: HashMap<&'a str, Vec<&'a Record>>,
    identifiers: HashMap<&'a str, Vec<&'a Record>>,
    phones: HashMap<&'a str, Vec<&'a Record>>,
    languages: HashMap<&'a str, Vec<&'a Record>>,
    documents: HashMap<&'a str, Vec<&'a Record>>,
    /// Our ids of the organizations that were read.
    actor_ids: HashMap<&'a str, String>,
    used_ids: HashSet<RowKey>,
    used_sources: HashSet<String>,
    provenance: Option<Provenance>,
    is_provenance_used: bool,
    /// How many rows did not say what stands in a column.
    set: BTreeMap<(TableName, &'static str), usize>,
    guesses: Guesses,
    /// How many services were left out for want of a Handlungsfeld.
    n_without_field: usize,
    problems: Problems,
    notes: Vec<Note>,
}

impl<'a> Import<'a> {
    fn new(tables: &'a Tables, options: &'a HsdsOptions, codes: &'a CodeBook) -> Self {
        Self {
            terms: meanings(tables, codes),
            attributes: tables.by(Entity::Attribute, "link_id"),
            identifiers: tables.by(Entity::OrganizationIdentifier, "organization_id"),
            phones: tables.by(Entity::Phone, "organization_id"),
            languages: tables.by(Entity::Language, "service_id"),
            documents: tables.by(Entity::RequiredDocument, "service_id"),
            actor_ids: HashMap::new(),
            used_ids: HashSet::new(),
            used_sources: HashSet::new(),
            provenance: Provenance::of_file(&options.file).ok(),
            is_provenance_used: false,
            set: BTreeMap::new(),
            guesses: Guesses::default(),
            n_without_field: 0,
            problems: Problems::default(),
            notes: Vec::new(),
            tables,
            options,
            codes,
        }
    }

    fn report(&mut self, record: &Record, column: Option<&str>, reason: impl Into<Reason>) {
        let entity = record.entity();
        if record.line.is_some() {
            self.problems.push(entity.file(), record.line, column, reason);
            return;
        }
        let place = || {
            let name = record.some("name").unwrap_or(record.id()).to_owned();
            let is_service = entity == Entity::Service;
            let part = if is_service { Part::Service(name) } else { Part::Organization(name) };
            Place { file: self.options.file.clone(), part: Some(part) }
        };
        self.problems.push_at(place, None, column, reason);
    }

    fn actors(&mut self) -> Vec<Row> {
        let mut records = Vec::new();
        for record in self.tables.of(Entity::Organization) {
            if self.is_usable(record) {
                let id = self.own_id(record, TableName::Actors);
                self.actor_ids.insert(record.id(), id);
                records.push(record);
            }
        }
        let circular = circular(&records);
        let mut rows = Vec::new();
        for record in records {
            let mut cells = self.actor_cells(record);
            if circular.contains(record.id()) {
                cells.remove("parent");
                self.report(record, None, HsdsProblem::CircularParents);
            }
            rows.extend(self.row(record, TableName::Actors, &cells));
        }
        rows
    }

    /// Whether a record has an id that no other has, and a name.
    fn is_usable(&mut self, record: &Record) -> bool {
        let id = record.id().to_owned();
        let entity = record.entity();
        let missing = ["id", "name"].into_iter().find(|column| record.get(column).is_empty());
        if let Some(column) = missing {
            self.report(record, None, HsdsProblem::MissingValue(column));
            return false;
        }
        // The table of our rows stands for that of theirs.
        let table = if entity == Entity::Service { TableName::Services } else { TableName::Actors };
        let is_new = self.used_ids.insert(RowKey::new(table, format!("hsds {id}")));
        if !is_new {
            self.report(record, None, HsdsProblem::DuplicateId(excerpt(&id)));
        }
        is_new
    }

    /// Our id: the one that the file gives, or one made of the name.
    fn own_id(&mut self, record: &'a Record, table: TableName) -> String {
        let given = if table == TableName::Actors {
            self.identifier(record, OWN_SCHEME)
        } else {
            self.attribute_cells(record, table).remove("id")
        };
        let given = given.filter(|id| !id.is_empty());
        let id = given.unwrap_or_else(|| short_id(&[record.get("name")]));
        if self.used_ids.insert(RowKey::new(table, &id)) {
            return id;
        }
        let id = short_id(&[record.get("name"), record.id()]);
        self.used_ids.insert(RowKey::new(table, &id));
        id
    }

    fn identifier(&self, record: &Record, scheme: &str) -> Option<String> {
        let identifiers = self.identifiers.get(record.id())?;
        let found = identifiers.iter().find(|found| found.get("identifier_scheme") == scheme)?;
        Some(found.get("identifier").to_owned())
    }

    fn actor_cells(&mut self, record: &'a Record) -> CellTexts {
        let mut cells = self.attribute_cells(record, TableName::Actors);
        let is_ours = self.identifier(record, OWN_SCHEME).is_some();
        let id = self.actor_ids.get(record.id()).cloned().unwrap_or_default();
        cells.insert("id", id);
        cells.insert("name", record.get("name").to_owned());
        cells.insert("short_name", record.get("alternate_name").to_owned());
        if let Some(parent) = record.some("parent_organization_id") {
            match self.actor_ids.get(parent).cloned() {
                Some(parent) => _ = cells.insert("parent", parent),
                None => {
                    self.report(record, None, HsdsProblem::UnknownOrganization(excerpt(parent)));
                }
            }
        }
        if let Some(ags) = self.identifier(record, AGS_SCHEME) {
            cells.entry("region").or_insert(ags);
        }
        if !is_ours && record.get("description") != record.get("name") {
            cells.entry("note").or_insert_with(|| record.get("description").to_owned());
        }
        if !is_ours && let Some(contact) = self.contact(record) {
            cells.entry("contact").or_insert(contact);
        }
        self.set_if_missing(&mut cells, TableName::Actors, "kind", ActorKind::Other.code());
        self.set_if_missing(&mut cells, TableName::Actors, "sector", Sector::CivilSociety.code());
        self.set_if_missing(&mut cells, TableName::Actors, "level", Level::Kreis.code());
        self.provide_envelope(&mut cells);
        cells
    }

    /// A mailbox or telephone of an office, never of a person.
    fn contact(&mut self, record: &Record) -> Option<String> {
        let mailbox = record.some("email");
        if let Some(personal) = mailbox.filter(|mailbox| is_personal(mailbox)) {
            let shown = personal.split_once('@').map_or("", |(_, domain)| domain);
            let mailbox = excerpt(&format!("…@{shown}"));
            let organization = excerpt(record.get("name"));
            self.notes.push(Note::PersonalMailbox { organization, mailbox });
        }
        let phone = || self.phones.get(record.id())?.first()?.some("number");
        let contact = mailbox.filter(|mailbox| !is_personal(mailbox)).or_else(phone);
        contact.or_else(|| record.some("website")).map(str::to_owned)
    }

    fn services(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for record in self.tables.of(Entity::Service) {
            if !self.is_usable(record) {
                continue;
            }
            let organization = record.get("organization_id");
            let Some(actor) = self.actor_ids.get(organization).cloned() else {
                let reason = HsdsProblem::UnknownOrganization(excerpt(organization));
                self.report(record, None, reason);
                continue;
            };
            let mut cells = self.service_cells(record);
            cells.insert("actor", actor);
            let has_field = cells.contains_key("fields");
            if !has_field {
                let Some(field) = &self.options.default_field else {
                    self.n_without_field += 1;
                    self.report(record, None, HsdsProblem::NoField);
                    continue;
                };
                cells.guess("fields", field.to_string());
            }
            let row = self.row(record, TableName::Services, &cells);
            if row.is_some() && !has_field {
                *self.set.entry((TableName::Services, "fields")).or_default() += 1;
            }
            rows.extend(row);
        }
        rows
    }

    fn service_cells(&mut self, record: &'a Record) -> CellTexts {
        let id = self.own_id(record, TableName::Services);
        let mut cells = self.attribute_cells(record, TableName::Services);
        cells.insert("id", id);
        cells.insert("name", record.get("name").to_owned());
        cells.insert("status", record.get("status").trim().to_lowercase().replace(' ', "_"));
        let cost = record.some("fees_description").or(record.some("fees")).unwrap_or_default();
        cells.insert("cost", cost.to_owned());
        cells.insert("eligibility", record.get("eligibility_description").to_owned());
        let languages = self.languages.get(record.id()).cloned().unwrap_or_default();
        let mut tags = Vec::new();
        for code in languages.iter().filter_map(|language| language.some("code")) {
            match parse_id::<LanguageTag>(code) {
                Ok(tag) => tags.push(tag),
                Err(reason) => self.report(record, Some("languages"), reason),
            }
        }
        cells.insert("languages", join_list(tags));
        let documents = self.documents.get(record.id()).into_iter().flatten();
        let documents = join_list(documents.map(|document| document.get("document")));
        cells.insert("required_documents", documents);
        self.set_if_missing(&mut cells, TableName::Services, "kind", ServiceKind::Other.code());
        self.set_if_missing(&mut cells, TableName::Services, "access", Access::Open.code());
        self.provide_envelope(&mut cells);
        cells
    }

    /// What the attributes of a record say about the columns of a table.
    fn attribute_cells(&self, record: &Record, table: TableName) -> CellTexts {
        let mut lists: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
        let mut cells = CellTexts::default();
        for attribute in self.attributes.get(record.id()).into_iter().flatten() {
            let entity = attribute.get("link_entity");
            let meanings = self.terms.get(attribute.get("taxonomy_term_id"));
            if !entity.is_empty() && entity != record.entity().name() {
                continue;
            }
            for Meaning { vocabulary, code, is_guessed } in meanings.into_iter().flatten() {
                if let Some(column) = vocabulary.column() {
                    let codes = lists.entry(column).or_default();
                    let is_new = !is_guessed || !codes.contains(&code.as_str());
                    if is_new && Vocabulary::of_column(table, column) == *vocabulary {
                        codes.push(code);
                    }
                } else if let Some(column) = columns(table).find(|column| column == code) {
                    cells.insert(column, attribute.get("value").to_owned());
                }
            }
        }
        for (column, codes) in lists.into_iter().filter(|(_, codes)| !codes.is_empty()) {
            let is_list = matches!(
                column,
                "fields" | "regimes" | "target_groups" | "residence_statuses" | "sources"
            );
            let text = if is_list { join_list(codes) } else { codes[0].to_owned() };
            cells.insert(column, text);
        }
        cells
    }

    fn set_if_missing(
        &mut self,
        cells: &mut CellTexts,
        table: TableName,
        column: &'static str,
        code: &str,
    ) {
        if cells.guess_if_empty(column, code) {
            *self.set.entry((table, column)).or_default() += 1;
        }
    }

    /// Rows without sources of their own come from the file, and nobody has confirmed them.
    fn provide_envelope(&mut self, cells: &mut CellTexts) {
        if cells.contains_key("sources") && cells.contains_key("confidence") {
            return;
        }
        if let Some(provenance) = &self.provenance {
            self.is_provenance_used = true;
            cells.extend(provenance.cells());
        }
    }

    fn row(&mut self, record: &Record, table: TableName, cells: &CellTexts) -> Option<Row> {
        let text_of = |column: &'static str| cells.get(column).map_or("", String::as_str);
        match read_cells(table, text_of, self.codes) {
            Ok(row) => {
                let envelope = match &row {
                    Row::Actors(actor) => Some(&actor.envelope),
                    Row::Services(service) => Some(&service.envelope),
                    _ => None,
                };
                let sources = envelope.into_iter().flat_map(|envelope| &envelope.sources);
                self.used_sources.extend(sources.map(ToString::to_string));
                self.guesses.note(&row, cells);
                Some(row)
            }
            Err(problems) => {
                for problem in problems {
                    self.report(record, Some(&problem.column), problem.reason);
                }
                None
            }
        }
    }

    /// The sources that the rows name, as far as the file has them, and the file itself.
    fn sources(&mut self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        if let Some(provenance) = self.provenance.as_ref().filter(|_| self.is_provenance_used) {
            rows.push(provenance.source().into());
        }
        for record in self.tables.of(Entity::TaxonomyTerm) {
            let is_source = record.get("taxonomy_id") == Vocabulary::Source.id();
            if !is_source || !self.used_sources.contains(record.get("code")) {
                continue;
            }
            let mut cells = self.attribute_cells(record, TableName::Sources);
            cells.insert("id", record.get("code").to_owned());
            cells.insert("title", record.get("name").to_owned());
            cells.insert("url", record.get("term_uri").to_owned());
            rows.extend(self.row(record, TableName::Sources, &cells));
        }
        rows.sort_by_key(Row::key);
        rows
    }

    fn note_what_was_set(&mut self) {
        for ((table, column), n_rows) in std::mem::take(&mut self.set) {
            let value = match (table, column) {
                (TableName::Actors, "kind") => SetValue::ActorKind(ActorKind::Other),
                (TableName::Actors, "sector") => SetValue::Sector(Sector::CivilSociety),
                (TableName::Actors, _) => SetValue::Level(Level::Kreis),
                (_, "kind") => SetValue::ServiceKind(ServiceKind::Other),
                (_, "access") => SetValue::Access(Access::Open),
                (_, _) => match &self.options.default_field {
                    Some(field) => SetValue::Field(field.clone()),
                    None => continue,
                },
            };
            self.notes.push(Note::Set { value, n_rows });
        }
        if self.n_without_field > 0 {
            self.notes.push(Note::NoField { n_services: self.n_without_field });
        }
    }
}

/// Whether a mailbox looks like `erika.mustermann@…`: two words of letters. An office that has such
/// an address loses it; a person must not be kept.
fn is_personal(mailbox: &str) -> bool {
    let Some((local, _)) = mailbox.split_once('@') else { return true };
    let mut words = local.split(['.', '_']);
    let is_word = |word: Option<&str>| {
        word.is_some_and(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '-')
        })
    };
    is_word(words.next()) && is_word(words.next())
}
