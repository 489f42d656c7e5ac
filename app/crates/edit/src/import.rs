//! What reading a file would change: rows matched with those that are there.

use std::collections::{BTreeMap, BTreeSet};

use exchange::{Cell, Guesses, cells, join_list, read_cells, split_list};
use model::{
    Actor, ActorId, CodeBook, EntityRef, Network, Relation, RelationId, Row, RowChange, RowKey,
    SourceId, TableName,
};
use serde::{Deserialize, Serialize};

use crate::dependants::envelope_of;
use crate::references::for_each_actor;
use crate::similar::{Likeness, Similarity};

/// How much a row of the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Everything: it takes the place of the row that is there.
    Whole,
    /// Some columns; what the file leaves empty stays as it is, and so does a kind that it does not
    /// know, and what its reader has put in because a row needs it ([`exchange::Draft::guesses`]).
    Partial(Guesses),
}

/// An actor of the file that may be one of the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorMatch {
    /// As the file has it.
    pub theirs: ActorId,
    pub their_name: String,
    pub ours: ActorId,
    pub likeness: Likeness,
}

/// What reading a file would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// In the order of the tables; rows that are so already are not in it.
    pub changes: Vec<RowChange>,
    pub n_same: usize,
    /// Actors that may be there already under another id, whether they are taken for the same or
    /// not.
    pub matches: Vec<ActorMatch>,
}

/// Matches the rows of a file with those of a network.
///
/// Rows with an id that is there are that row. Actors with another id are compared by name,
/// contact and place; those in `same` are taken for the actor they name. A relation that is the
/// only one of its kind between two actors for a service, here and in the file, is the same
/// relation. Nothing is removed.
///
/// Several rows of the file that become the same row are merged first, however complete the file
/// is: the row that has the id already counts before the others, those in the order of the file;
/// a later one fills what is empty and adds to lists. What surrounds the row is that of the first,
/// except that it cites the sources of all and is seen by those only who may see all. What would
/// then lead from an actor to itself is left out.
///
/// # Complexity O(r log r + a k w) time for r rows and a actors with w words of names, each of
/// which k actors share.
pub fn plan_import(
    network: &Network,
    rows: Vec<Row>,
    completeness: Completeness,
    same: &BTreeMap<ActorId, ActorId>,
    codes: &CodeBook,
) -> ImportPlan {
    let mut plan = ImportPlan { matches: matches(network, &rows), ..ImportPlan::default() };
    let guesses = match &completeness {
        Completeness::Whole => &Guesses::default(),
        Completeness::Partial(guesses) => guesses,
    };
    let rows = rows.into_iter().map(|row| {
        let columns = guesses.of(&row.key()).to_vec();
        TheirRow { row, guessed: columns }
    });
    let rows = pointed_to_ours(rows, same);
    let renamed = renamed_relations(network, &rows);
    let mut wishes: BTreeMap<RowKey, TheirRow> = BTreeMap::new();
    for mut theirs in rows {
        if let Row::Relations(relation) = &mut theirs.row
            && let Some(ours) = renamed.get(&relation.id)
        {
            relation.id = ours.clone();
        }
        let key = theirs.row.key();
        let theirs = match wishes.remove(&key) {
            Some(first) => united(first, &theirs, codes),
            None => theirs,
        };
        wishes.insert(key, theirs);
    }
    for TheirRow { row, guessed } in wishes.into_values() {
        let theirs = TheirRow { row: about_ours(row, &renamed), guessed };
        let key = theirs.row.key();
        let before = network.row(&key);
        let after = match (&before, &completeness) {
            (Some(before), Completeness::Partial(_)) => filled(before, &theirs, codes),
            _ => theirs.row,
        };
        if before.as_ref() == Some(&after) {
            plan.n_same += 1;
        } else {
            plan.changes.push(RowChange { key, before, after: Some(after) });
        }
    }
    drop_unused_sources(network, &mut plan.changes);
    plan
}

/// A row of the file, and in which columns its value is not from the file.
struct TheirRow {
    row: Row,
    guessed: Vec<&'static str>,
}

/// Our ids of relations that have another id in the file.
fn renamed_relations(network: &Network, rows: &[TheirRow]) -> BTreeMap<RelationId, RelationId> {
    let ours = only_relations(network.relations.iter());
    let theirs = only_relations(rows.iter().filter_map(|theirs| match &theirs.row {
        Row::Relations(relation) => Some(&**relation),
        _ => None,
    }));
    let mut renamed = BTreeMap::new();
    for (tie, theirs) in &theirs {
        let is_new = network.row(&RowKey::new(TableName::Relations, theirs.as_str())).is_none();
        if let Some(ours) = ours.get(tie).filter(|_| is_new) {
            renamed.insert((*theirs).clone(), (*ours).clone());
        }
    }
    renamed
}

fn matches(network: &Network, rows: &[Row]) -> Vec<ActorMatch> {
    let similarity = Similarity::of(network);
    let is_new =
        |actor: &&Actor| network.row(&RowKey::new(TableName::Actors, actor.id.as_str())).is_none();
    let actors = rows.iter().filter_map(|row| match row {
        Row::Actors(actor) => Some(&**actor),
        _ => None,
    });
    let best = |actor: &Actor| {
        let found = similarity.similar_by_words(actor, 1).into_iter().next()?;
        Some(ActorMatch {
            theirs: actor.id.clone(),
            their_name: actor.name.clone(),
            ours: found.actor,
            likeness: found.likeness,
        })
    };
    actors.filter(is_new).filter_map(best).collect()
}

type Tie = (model::RelationKind, ActorId, ActorId, Option<model::ServiceId>);

fn tie(relation: &Relation) -> Tie {
    let (from, to) = (relation.from.clone(), relation.to.clone());
    (relation.kind, from, to, relation.service.clone())
}

/// Relations by their kind, ends and service, where there is only one such: several may each say
/// something else.
fn only_relations<'a>(
    relations: impl Iterator<Item = &'a Relation>,
) -> BTreeMap<Tie, &'a RelationId> {
    let mut ids: BTreeMap<Tie, Vec<&RelationId>> = BTreeMap::new();
    for relation in relations {
        ids.entry(tie(relation)).or_default().push(&relation.id);
    }
    ids.into_iter().filter(|(_, ids)| ids.len() == 1).map(|(tie, ids)| (tie, ids[0])).collect()
}

/// The rows, naming our actors where they named theirs; actors that had our ids come first.
fn pointed_to_ours(
    rows: impl Iterator<Item = TheirRow>,
    same: &BTreeMap<ActorId, ActorId>,
) -> Vec<TheirRow> {
    let mut circles: BTreeSet<RelationId> = BTreeSet::new();
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for mut theirs in rows {
        let row = &mut theirs.row;
        let was_circle = matches!(row, Row::Relations(row) if row.from == row.to);
        let is_renamed = matches!(row, Row::Actors(actor) if same.contains_key(&actor.id));
        point_to_ours(row, same);
        match row {
            Row::Relations(row) if row.from == row.to && !was_circle => {
                circles.insert(row.id.clone());
            }
            _ if is_renamed => later.push(theirs),
            _ => first.push(theirs),
        }
    }
    first.append(&mut later);
    first.retain(|theirs| {
        !matches!(&theirs.row, Row::Observations(row)
            if matches!(&row.entity, EntityRef::Relation(id) if circles.contains(id)))
    });
    first
}

fn point_to_ours(row: &mut Row, same: &BTreeMap<ActorId, ActorId>) {
    let over = |id: &mut ActorId| {
        if let Some(ours) = same.get(id) {
            id.clone_from(ours);
        }
    };
    for_each_actor(row, over);
    if let Row::Actors(actor) = row {
        over(&mut actor.id);
        actor.parent.take_if(|parent| *parent == actor.id);
    }
}

/// One row of two that have become the same.
fn united(first: TheirRow, later: &TheirRow, codes: &CodeBook) -> TheirRow {
    const LISTS: [&str; 2] = ["aliases", "sources"];
    // Empty days say that something holds always, not that nobody knows since when.
    const OF_FIRST: [&str; 2] = ["valid_from", "valid_to"];
    let mut merged: BTreeMap<&str, String> = BTreeMap::new();
    let mut guessed = Vec::new();
    for (own, other) in cells(&first.row).into_iter().zip(cells(&later.row)) {
        let column = own.column;
        let is_better = own.text.is_empty()
            || is_unsaid(&own, &first.guessed) && !is_unsaid(&other, &later.guessed);
        let (text, of) = if LISTS.contains(&column) {
            (joined(&own.text, &other.text), &first)
        } else if is_better && !OF_FIRST.contains(&column) {
            (other.text, later)
        } else {
            (own.text, &first)
        };
        if of.guessed.contains(&column) {
            guessed.push(column);
        }
        merged.insert(column, text);
    }
    let text_of = |column: &'static str| merged.get(column).map_or("", String::as_str);
    // Together they may be no row; then the first stays as it is.
    let mut united = match read_cells(first.row.table(), text_of, codes) {
        Ok(row) => TheirRow { row, guessed },
        Err(_problems) => first,
    };
    let hidden = envelope_of(&mut later.row.clone()).map(|envelope| envelope.visibility);
    if let (Some(envelope), Some(hidden)) = (envelope_of(&mut united.row), hidden) {
        envelope.visibility = envelope.visibility.max(hidden);
    }
    united
}

/// The items of both lists, each once.
fn joined(first: &str, later: &str) -> String {
    let mut items = split_list(first);
    for item in split_list(later) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    join_list(items)
}

/// Whether a cell says nothing: an empty one, one that the reader of the file has filled, and the
/// words for what is not known.
fn is_unsaid(cell: &Cell, guessed: &[&str]) -> bool {
    let is_unknown = matches!(
        (cell.column, cell.text.as_str()),
        (_, "") | ("church_law", "none") | ("kind", "other")
    );
    is_unknown || guessed.contains(&cell.column)
}

/// An observation of a relation that is ours under another id.
fn about_ours(mut row: Row, renamed: &BTreeMap<RelationId, RelationId>) -> Row {
    if let Row::Observations(row) = &mut row
        && let EntityRef::Relation(id) = &mut row.entity
        && let Some(ours) = renamed.get(id)
    {
        id.clone_from(ours);
    }
    row
}

/// Our row with what theirs says in the columns it has; how sure we are and who may see it stays.
fn filled(ours: &Row, theirs: &TheirRow, codes: &CodeBook) -> Row {
    const OURS: [&str; 5] = ["sources", "confidence", "visibility", "valid_from", "valid_to"];
    let (own, other) = (cells(ours), cells(&theirs.row));
    let merged: BTreeMap<&str, &str> = own
        .iter()
        .zip(&other)
        .map(|(own, other)| {
            let stays = OURS.contains(&own.column) || is_unsaid(other, &theirs.guessed);
            (own.column, if stays { own.text.as_str() } else { other.text.as_str() })
        })
        .collect();
    let text_of = |column: &'static str| merged.get(column).copied().unwrap_or_default();
    // Together they may be no row; then ours stays as it is.
    read_cells(ours.table(), text_of, codes).unwrap_or_else(|_problems| ours.clone())
}

/// A new source that no row of the plan names would stand there for nothing.
fn drop_unused_sources(network: &Network, changes: &mut Vec<RowChange>) {
    let mut named: BTreeSet<SourceId> = BTreeSet::new();
    for change in changes.iter_mut() {
        let envelope = change.after.as_mut().and_then(envelope_of);
        named.extend(envelope.into_iter().flat_map(|envelope| envelope.sources.iter().cloned()));
    }
    changes.retain(|change| match &change.after {
        Some(Row::Sources(source)) => {
            let is_known = network.row(&change.key).is_some();
            let is_import = source.id.as_str().starts_with("import-");
            is_known || !is_import || named.contains(&source.id)
        }
        _ => true,
    });
}
