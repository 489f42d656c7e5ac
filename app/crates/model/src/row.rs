//! Rows of any table under one type, and what a change does to them.
//!
//! A change of a network is a list of [`RowChange`]s, whoever makes it: a form, an import, somebody
//! who takes back what was done. Turned round ([`RowChange::reversed`]) it leads back.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{
    Actor, Committee, Envelope, Jurisdiction, Membership, Network, Observation, Post, Region,
    Relation, Service, Source,
};

codes! {
    /// The tables of a network, in the order of the README.
    TableName, "Tabelle", {
        Regions = "regions", "Gebiet", "area";
        Actors = "actors", "Akteur", "actor";
        Services = "services", "Angebot", "service";
        Posts = "posts", "Stelle", "post";
        Committees = "committees", "Gremium", "committee";
        Memberships = "memberships", "Sitz im Gremium", "seat on a committee";
        Jurisdictions = "jurisdictions", "Zuständigkeit", "competence";
        Relations = "relations", "Beziehung", "relation";
        Observations = "observations", "Beobachtung", "observation";
        Sources = "sources", "Quelle", "source";
    }
}

/// What names a row in a network: its table and its id; a seat is named `committee/actor`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey {
    pub table: TableName,
    pub id: String,
}

impl RowKey {
    pub fn new(table: TableName, id: impl Into<String>) -> Self {
        Self { table, id: id.into() }
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.table, self.id)
    }
}

/// A row before and after; one of the two is missing where it was made or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    pub key: RowKey,
    pub before: Option<Row>,
    pub after: Option<Row>,
}

impl Row {
    /// What says how sure a row is and who may see it; a source has none.
    pub fn envelope(&self) -> Option<&Envelope> {
        match self {
            Self::Regions(row) => Some(&row.envelope),
            Self::Actors(row) => Some(&row.envelope),
            Self::Services(row) => Some(&row.envelope),
            Self::Posts(row) => Some(&row.envelope),
            Self::Committees(row) => Some(&row.envelope),
            Self::Memberships(row) => Some(&row.envelope),
            Self::Jurisdictions(row) => Some(&row.envelope),
            Self::Relations(row) => Some(&row.envelope),
            Self::Observations(row) => Some(&row.envelope),
            Self::Sources(_) => None,
        }
    }
}

impl RowChange {
    pub fn added(row: Row) -> Self {
        Self { key: row.key(), before: None, after: Some(row) }
    }

    pub fn removed(row: Row) -> Self {
        Self { key: row.key(), before: Some(row), after: None }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { key: self.key, before: self.after, after: self.before }
    }
}

/// Defines [`Row`] and everything that is done once per table.
macro_rules! rows {
    ($($table:ident($row:ident), $field:ident, $id:expr;)+) => {
        /// A row of one of the tables.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "table", content = "row", rename_all = "lowercase")]
        pub enum Row {
            $($table(Box<$row>),)+
        }

        impl Row {
            pub fn table(&self) -> TableName {
                match self { $(Self::$table(_) => TableName::$table,)+ }
            }

            pub fn key(&self) -> RowKey {
                match self {
                    $(Self::$table(row) => {
                        let id: fn(&$row) -> String = $id;
                        RowKey::new(TableName::$table, id(row))
                    })+
                }
            }
        }

        $(impl From<$row> for Row {
            fn from(row: $row) -> Self {
                Self::$table(Box::new(row))
            }
        })+

        impl Network {
            /// The row with this key.
            ///
            /// Complexity: O(log rows) in canonical order ([`Network::sort`]), which every stored
            /// network has.
            pub fn row(&self, key: &RowKey) -> Option<Row> {
                match key.table {
                    $(TableName::$table => {
                        let id: fn(&$row) -> String = $id;
                        let rows = &self.$field;
                        let found = rows.binary_search_by(|row| order(&id(row), &key.id));
                        found.ok().map(|idx| Row::from(rows[idx].clone()))
                    })+
                }
            }

            /// Every row, table by table.
            pub fn rows(&self) -> impl Iterator<Item = Row> {
                let rows = std::iter::empty();
                $(let rows = rows.chain(self.$field.iter().cloned().map(Row::from));)+
                rows
            }

            /// Puts rows in place of those with their keys, removes where there is none, and
            /// leaves the tables in canonical order.
            ///
            /// Complexity: O(r + c log c) for r rows in the tables concerned and c changes.
            pub fn put(&mut self, changes: impl IntoIterator<Item = (RowKey, Option<Row>)>) {
                let mut by_table: BTreeMap<TableName, BTreeMap<String, Option<Row>>> =
                    BTreeMap::new();
                for (key, row) in changes {
                    by_table.entry(key.table).or_default().insert(key.id, row);
                }
                for (table, rows) in by_table {
                    match table {
                        $(TableName::$table => {
                            let id: fn(&$row) -> String = $id;
                            self.$field.retain(|row| !rows.contains_key(&id(row)));
                            let new = rows.into_values().flatten().filter_map(|row| match row {
                                Row::$table(row) => Some(*row),
                                _ => None,
                            });
                            self.$field.extend(new);
                            self.$field.sort_by(|a, b| order(&id(a), &id(b)));
                        })+
                    }
                }
            }

            /// What leads from this state to another, table by table and in the order of the keys.
            ///
            /// Complexity: O(rows + d log d), where d is how far apart in a table the first and the
            /// last row lie that differ.
            pub fn changes_to(&self, after: &Network) -> Vec<RowChange> {
                let mut changes = Vec::new();
                $({
                    let id: fn(&$row) -> String = $id;
                    let mut rows: BTreeMap<String, (Option<&$row>, Option<&$row>)> =
                        BTreeMap::new();
                    let (before, after) = differing(&self.$field, &after.$field);
                    for row in before {
                        rows.entry(id(row)).or_default().0 = Some(row);
                    }
                    for row in after {
                        rows.entry(id(row)).or_default().1 = Some(row);
                    }
                    let differing = rows.into_iter().filter(|(_, (before, after))| before != after);
                    changes.extend(differing.map(|(id, (before, after))| RowChange {
                        key: RowKey::new(TableName::$table, id),
                        before: before.cloned().map(Row::from),
                        after: after.cloned().map(Row::from),
                    }));
                })+
                changes
            }
        }
    };
}

rows! {
    Regions(Region), regions, |row| row.id.to_string();
    Actors(Actor), actors, |row| row.id.to_string();
    Services(Service), services, |row| row.id.to_string();
    Posts(Post), posts, |row| row.id.to_string();
    Committees(Committee), committees, |row| row.id.to_string();
    Memberships(Membership), memberships, |row| format!("{}/{}", row.committee, row.actor);
    Jurisdictions(Jurisdiction), jurisdictions, |row| row.id.to_string();
    Relations(Relation), relations, |row| row.id.to_string();
    Observations(Observation), observations, |row| row.id.to_string();
    Sources(Source), sources, |row| row.id.to_string();
}

/// Without the rows that both begin with and both end with: after an edit, nearly all.
fn differing<'a, T: PartialEq>(mut before: &'a [T], mut after: &'a [T]) -> (&'a [T], &'a [T]) {
    while let ([first, before_rest @ ..], [other, after_rest @ ..]) = (before, after)
        && first == other
    {
        (before, after) = (before_rest, after_rest);
    }
    while let ([before_rest @ .., last], [after_rest @ .., other]) = (before, after)
        && last == other
    {
        (before, after) = (before_rest, after_rest);
    }
    (before, after)
}

/// As [`Network::sort`] orders rows: by id, seats by committee and then by actor. (A slash comes
/// after a hyphen, so that comparing the joined texts would differ.)
fn order(a: &str, b: &str) -> std::cmp::Ordering {
    a.split('/').cmp(b.split('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Confidence, Envelope, SourceKind, Validity, Visibility};

    fn source(id: &str, title: &str) -> Source {
        Source {
            id: id.parse().unwrap(),
            kind: SourceKind::Knowledge,
            title: title.to_owned(),
            publisher: None,
            url: None,
            date: None,
            quote: None,
        }
    }

    fn seat(committee: &str, actor: &str) -> Membership {
        let envelope = Envelope {
            validity: Validity::default(),
            sources: Vec::new(),
            confidence: Confidence::Assumed,
            visibility: Visibility::Public,
        };
        Membership {
            committee: committee.parse().unwrap(),
            actor: actor.parse().unwrap(),
            role: crate::MembershipRole::Member,
            voting: None,
            since: None,
            envelope,
        }
    }

    fn network() -> Network {
        let mut network = Network::empty("05774".parse().unwrap());
        network.sources = vec![source("b", "B"), source("a", "A")];
        network.memberships = vec![seat("g-x", "a"), seat("g", "z"), seat("g", "b")];
        network.sort();
        network
    }

    #[test]
    fn a_row_is_found_by_its_key() {
        let network = network();
        for row in network.rows() {
            assert_eq!(network.row(&row.key()).as_ref(), Some(&row));
        }
        assert_eq!(network.row(&RowKey::new(TableName::Sources, "c")), None);
    }

    #[test]
    fn changes_lead_there_and_back() {
        let before = network();
        let mut after = before.clone();
        let edits = [
            (RowKey::new(TableName::Sources, "a"), None),
            (RowKey::new(TableName::Sources, "b"), Some(source("b", "anders").into())),
            (RowKey::new(TableName::Sources, "0"), Some(source("0", "neu").into())),
            (RowKey::new(TableName::Memberships, "g-x/a"), None),
        ];
        after.put(edits);
        assert_eq!(after.sources.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["0", "b"]);
        let changes = before.changes_to(&after);
        assert_eq!(changes.len(), 4);
        let mut there = before.clone();
        there.put(changes.iter().cloned().map(|change| (change.key, change.after)));
        assert_eq!(there, after);
        let back = changes.into_iter().map(RowChange::reversed);
        there.put(back.map(|change| (change.key, change.after)));
        assert_eq!(there, before);
    }

    #[test]
    fn a_row_reads_as_it_was_written() {
        for row in network().rows() {
            let text = serde_json::to_string(&row).unwrap();
            assert_eq!(serde_json::from_str::<Row>(&text).unwrap(), row, "{text}");
        }
    }
}
