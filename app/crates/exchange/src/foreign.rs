//! Rows from files that are not ours: what they get where the file says nothing.
//!
//! Such a row cites the file as its source, is assumed, and is to be seen in the Kreis only, until
//! somebody has looked at it. An actor gets sector and level that its kind usually has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::{ActorKind, Code, Lang, Level, RelationKind, Sector, TableName};

use crate::Reason;
use crate::cells::{read_cells, table_of};
use crate::draft::{Collector, Draft, Note};
use crate::escape::{join_list, split_list};
use crate::guesses::CellTexts;
use crate::ids::Ids;
use crate::nearest::same_word;
use crate::problem::Place;
use crate::provenance::Provenance;

/// A draft of rows that are not ours.
pub(crate) struct ForeignRows<'a> {
    pub(crate) draft: Collector<'a>,
    provenance: Option<Provenance>,
    cites_file: bool,
    ids: HashMap<TableName, Ids>,
    left_out: BTreeSet<String>,
    other_kinds: BTreeMap<String, usize>,
    cooperations: BTreeMap<String, usize>,
}

impl<'a> ForeignRows<'a> {
    pub(crate) fn new(file: &str, draft: Collector<'a>) -> Self {
        Self {
            draft,
            provenance: Provenance::of_file(file).ok(),
            cites_file: false,
            ids: HashMap::new(),
            left_out: BTreeSet::new(),
            other_kinds: BTreeMap::new(),
            cooperations: BTreeMap::new(),
        }
    }

    pub(crate) fn ids(&mut self, table: TableName) -> &mut Ids {
        self.ids.entry(table).or_default()
    }

    /// Says where the row comes from, unless it does so itself.
    pub(crate) fn cite_file(&mut self, cells: &mut CellTexts) {
        for (column, text) in self.provenance.iter().flat_map(Provenance::cells) {
            cells.entry(column).or_insert(text);
        }
        self.cites_file = true;
    }

    /// Puts the code of the kind in place of its label, and says what follows from it.
    pub(crate) fn set_actor_kind(&mut self, cells: &mut CellTexts) -> ActorKind {
        let text = cells.get("kind").map_or("", String::as_str);
        let known: Option<ActorKind> = coded(text);
        let kind = known.unwrap_or(ActorKind::Other);
        if known.is_some() {
            cells.insert("kind", kind.code().to_owned());
        } else {
            count(&mut self.other_kinds, text);
            cells.guess("kind", kind.code());
        }
        let (sector, level) = usual_place(kind);
        cells.guess_if_empty("sector", sector.code());
        cells.guess_if_empty("level", level.code());
        kind
    }

    /// Puts the code of the kind in place of its label. What is no kind begins the note.
    pub(crate) fn set_relation_kind(&mut self, cells: &mut CellTexts) -> RelationKind {
        let text = cells.remove("kind").unwrap_or_default();
        if let Some(kind) = coded::<RelationKind>(&text) {
            cells.insert("kind", kind.code().to_owned());
            return kind;
        }
        count(&mut self.cooperations, &text);
        if !text.is_empty() {
            let note = cells.remove("note").map_or(String::new(), |note| format!(". {note}"));
            cells.insert("note", format!("{}{note}", text.trim()));
        }
        let kind = RelationKind::CooperatesWith;
        cells.guess("kind", kind.code());
        kind
    }

    /// Names something that a network has no place for.
    pub(crate) fn leave_out(&mut self, name: &str) {
        const MAX_NAMES: usize = 100;
        if self.left_out.len() < MAX_NAMES && !self.left_out.contains(name) {
            self.left_out.insert(name.to_owned());
        }
    }

    pub(crate) fn report(
        &mut self,
        table: TableName,
        line: Option<u64>,
        reason: impl Into<Reason>,
    ) {
        self.draft.reader.problems.push(table_of(table).file, line, None, reason);
    }

    /// Reads the row, or says what is wrong with its cells.
    pub(crate) fn push(&mut self, table: TableName, cells: &CellTexts, line: Option<u64>) {
        let text_of = |column: &str| cells.get(column).map_or("", String::as_str);
        match read_cells(table, text_of, self.draft.reader.book) {
            Ok(row) => self.draft.push_foreign(row, cells, line),
            Err(problems) => {
                let columns = table_of(table);
                let key: Vec<&str> = columns.key.iter().map(|column| text_of(column)).collect();
                self.draft.reader.places.add_unread_row(columns, key.join("/"));
                for problem in problems {
                    let column = Some(problem.column.as_str());
                    let problems = &mut self.draft.reader.problems;
                    problems.push(columns.file, line, column, problem.reason);
                }
            }
        }
    }

    /// Puts codes in place of labels, days in place of `31.12.2025`, `yes` in place of `ja`, and
    /// notes each. A missing leading zero is no slip of the pen: it is offered, not added.
    pub(crate) fn mend(&mut self, table: TableName, cells: &mut CellTexts) {
        // Each round mends at least one item of each column.
        const MAX_ROUNDS: usize = 8;
        for _ in 0..MAX_ROUNDS {
            let text_of = |column: &str| cells.get(column).map_or("", String::as_str);
            let Err(problems) = read_cells(table, text_of, self.draft.reader.book) else {
                return;
            };
            let mut is_mended = false;
            for problem in problems {
                let column = cells.keys().copied().find(|column| *column == problem.column);
                let Some((column, (text, value))) = column.zip(meant(&problem.reason)) else {
                    continue;
                };
                let items = split_list(cells.get(column).map_or("", String::as_str));
                if !items.contains(&text) {
                    continue;
                }
                let mended = items.iter().map(|item| if *item == text { &value } else { item });
                cells.insert(column, join_list(mended));
                is_mended = true;
                self.draft.push_note(Note::ReadAs { column, text, value });
            }
            if !is_mended {
                return;
            }
        }
    }

    pub(crate) fn finish(mut self, place_of: impl Fn(&str) -> Place) -> Draft {
        if let Some(provenance) = self.provenance.filter(|_| self.cites_file) {
            self.draft.push_row(provenance.source().into(), None);
        }
        for (text, n_actors) in self.other_kinds {
            self.draft.push_note(Note::OtherKind { text, n_actors });
        }
        for (text, n_relations) in self.cooperations {
            self.draft.push_note(Note::Cooperation { text, n_relations });
        }
        if !self.left_out.is_empty() {
            self.draft.push_note(Note::LeftOut { names: self.left_out.into_iter().collect() });
        }
        self.draft.finish(place_of)
    }
}

/// The value with this code or label.
pub(crate) fn coded<T: Code>(text: &str) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let is_meant = |value: &&T| {
        same_word(text, value.code())
            || Lang::ALL.iter().any(|&lang| same_word(text, value.label(lang)))
    };
    T::ALL.iter().find(is_meant).copied()
}

/// What stands there and what was meant.
fn meant(reason: &Reason) -> Option<(String, String)> {
    match reason {
        Reason::UnknownCode { problem, nearest, .. } => {
            nearest.map(|nearest| (problem.code.clone(), nearest.to_owned()))
        }
        Reason::NotInCodeBook { code, nearest, .. } => {
            nearest.as_ref().map(|nearest| (code.clone(), nearest.clone()))
        }
        Reason::Date { text, nearest } => nearest.map(|day| (text.clone(), day.to_string())),
        Reason::Flag(text) => reason.suggestion().map(|flag| (text.clone(), flag)),
        _ => None,
    }
}

/// Counts texts, but not each of a hundred thousand different ones.
fn count(counts: &mut BTreeMap<String, usize>, text: &str) {
    const MAX_TEXTS: usize = 100;
    let text = text.trim();
    if counts.len() < MAX_TEXTS || counts.contains_key(text) {
        *counts.entry(text.to_owned()).or_default() += 1;
    }
}

/// Who an actor of this kind usually belongs to, and on which level it works.
fn usual_place(kind: ActorKind) -> (Sector, Level) {
    use ActorKind as K;
    match kind {
        K::Ministry => (Sector::PublicLand, Level::Land),
        K::DistrictGovernment => (Sector::PublicLand, Level::Bezirk),
        K::FederalMigrationOffice => (Sector::PublicFederal, Level::Bund),
        K::EmploymentAgency | K::FamilyBenefitsOffice => (Sector::PublicFederal, Level::Kreis),
        K::Municipality | K::RegistryOffice | K::HousingOffice => {
            (Sector::PublicMunicipal, Level::Gemeinde)
        }
        K::WelfareAssociation | K::CounsellingCentre => (Sector::Welfare, Level::Kreis),
        K::MigrantOrganisation | K::VolunteerInitiative => (Sector::CivilSociety, Level::Kreis),
        K::LanguageCourseProvider | K::EmployerNetwork => (Sector::Private, Level::Kreis),
        _ => (Sector::PublicKreis, Level::Kreis),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::CodeBook;

    #[test]
    fn labels_and_codes_are_understood() {
        assert_eq!(coded(" jugendamt "), Some(ActorKind::YouthOffice));
        assert_eq!(coded("Youth Office"), Some(ActorKind::YouthOffice));
        assert_eq!(coded("youth_office"), Some(ActorKind::YouthOffice));
        assert_eq!(coded("verweist an"), Some(RelationKind::RefersTo));
        assert_eq!(coded::<ActorKind>("Amt"), None);
    }

    #[test]
    fn labels_are_one_to_one() {
        for kind in ActorKind::ALL {
            assert_eq!(coded(kind.label(Lang::De)), Some(*kind));
        }
        for kind in RelationKind::ALL {
            assert_eq!(coded(kind.label(Lang::De)), Some(*kind));
        }
    }

    #[test]
    fn what_was_meant_is_put_in_place() {
        let codes = CodeBook::default();
        let mut rows = ForeignRows::new("x.csv", Collector::new(&codes));
        let mut cells: CellTexts =
            [("id", "a"), ("kind", "Fachwissen"), ("title", "T"), ("date", "1.2.2025")]
                .map(|(column, text)| (column, text.to_owned()))
                .into_iter()
                .collect();
        rows.mend(TableName::Sources, &mut cells);
        assert_eq!((cells["kind"].as_str(), cells["date"].as_str()), ("knowledge", "2025-02-01"));
        rows.push(TableName::Sources, &cells, None);
        let draft = rows.finish(Place::of_file);
        let notes: Vec<String> = draft.notes.iter().map(ToString::to_string).collect();
        assert_eq!(draft.problems, []);
        assert_eq!(
            notes,
            [
                "Spalte date: „1.2.2025“ als 2025-02-01 gelesen",
                "Spalte kind: „Fachwissen“ als knowledge gelesen",
            ]
        );
    }
}
