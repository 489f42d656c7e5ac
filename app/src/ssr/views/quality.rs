//! Flaws and confirmations, by name.

use std::collections::BTreeMap;

use analysis::{
    ConfirmationState, Flaw, FlawedRow, confirmation_state, is_confirmable, quality as flaws,
};
use edit::Side;
use model::{ActorId, Date, Lang, Relation, RowKey};

use super::edit::row_title;
use super::labels::Labels;
use crate::api::ApiError;
use crate::api::quality::{
    ActorRound, FlawGroup, FlawLine, QualityView, RoundLine, RoundRelation, RoundView, Word,
};
use crate::ssr::state::LoadedNetwork;

/// More of one kind is a task, not a list.
const MAX_ROWS: usize = 60;

pub(crate) fn quality(loaded: &LoadedNetwork, lang: Lang) -> QualityView {
    let index = loaded.index();
    let title = |key: &RowKey| {
        let row = index.network.row(key);
        row.map_or_else(|| key.id.clone(), |row| row_title(&index, &row, lang))
    };
    let line = |row: &FlawedRow| FlawLine {
        key: row.key.clone(),
        title: title(&row.key),
        last: row.last,
        beside: row.beside.as_ref().map(title),
    };
    let all = flaws(&index, loaded.day);
    let groups = Flaw::ALL.into_iter().filter_map(|flaw| {
        let rows: Vec<&FlawedRow> = all.iter().filter(|row| row.flaw == flaw).collect();
        let first = rows.iter().take(MAX_ROWS).map(|row| line(row)).collect();
        (!rows.is_empty()).then_some(FlawGroup { flaw, n_rows: rows.len(), rows: first })
    });
    let referrals = || index.network.relations.iter().filter(|row| is_confirmable(row));
    let is_fresh = |day| confirmation_state(day, loaded.day) == ConfirmationState::Fresh;
    let is_confirmed =
        |row: &&Relation| is_fresh(row.confirmed_by_sender) && is_fresh(row.confirmed_by_receiver);
    QualityView {
        groups: groups.collect(),
        n_referrals: referrals().count(),
        n_confirmed: referrals().filter(is_confirmed).count(),
    }
}

pub(crate) fn round(
    loaded: &LoadedNetwork,
    actor: &str,
    lang: Lang,
) -> Result<RoundView, ApiError> {
    let labels = Labels::new(loaded, lang);
    let today = loaded.day;
    let mut counts: BTreeMap<&ActorId, (usize, usize)> = BTreeMap::new();
    let relations = || loaded.network().relations.iter().filter(|row| is_confirmable(row));
    for relation in relations() {
        let sides = [
            (&relation.from, relation.confirmed_by_sender),
            (&relation.to, relation.confirmed_by_receiver),
        ];
        for (actor, confirmed) in sides {
            let count = counts.entry(actor).or_default();
            let is_fresh = confirmation_state(confirmed, today) == ConfirmationState::Fresh;
            *count = (count.0 + 1, count.1 + usize::from(is_fresh));
        }
    }
    let line = |(actor, (n_relations, n_confirmed)): (&ActorId, (usize, usize))| RoundLine {
        actor: labels.actor(actor),
        n_relations,
        n_confirmed,
    };
    let mut actors: Vec<RoundLine> = counts.into_iter().map(line).collect();
    // Who has most to say first.
    actors.sort_by(|a, b| {
        let open = |line: &RoundLine| line.n_relations - line.n_confirmed;
        (open(b), &a.actor.name).cmp(&(open(a), &b.actor.name))
    });
    let chosen = match actor {
        "" => None,
        text => Some(actor_round(&labels, &loaded.actor_id(text)?, today)),
    };
    Ok(RoundView { actors, chosen })
}

fn actor_round(labels: &Labels<'_>, actor: &ActorId, today: Date) -> ActorRound {
    let relations = labels.index.network.relations.iter().filter(|row| is_confirmable(row));
    let mut asked: Vec<RoundRelation> = relations
        .filter_map(|row| {
            let side = match (row.from == *actor, row.to == *actor) {
                (true, _) => Side::Sender,
                (_, true) => Side::Receiver,
                (false, false) => return None,
            };
            Some(asked_about(labels, row, side, today))
        })
        .collect();
    // The same before and after a click, or the next one would hit another relation.
    asked.sort_by(|a, b| (a.kind, &a.other.name, &a.id).cmp(&(b.kind, &b.other.name, &b.id)));
    ActorRound { actor: labels.actor(actor), relations: asked }
}

fn asked_about(labels: &Labels<'_>, row: &Relation, side: Side, today: Date) -> RoundRelation {
    let word = |confirmed: Option<Date>, rating| Word {
        confirmed,
        state: confirmation_state(confirmed, today),
        rating,
    };
    let sender = word(row.confirmed_by_sender, row.quality_by_sender);
    let receiver = word(row.confirmed_by_receiver, row.quality_by_receiver);
    let (own, others, other) = match side {
        Side::Sender => (sender, receiver, &row.to),
        Side::Receiver => (receiver, sender, &row.from),
    };
    RoundRelation {
        id: row.id.clone(),
        kind: row.kind,
        side,
        other: labels.actor(other),
        service: row.service.as_ref().and_then(|service| labels.service(service)),
        note: row.note.clone(),
        own,
        others,
    }
}
