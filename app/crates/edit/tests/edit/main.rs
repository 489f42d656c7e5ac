//! Commands on an example Kreis: what they do, whom they refuse, and that each can be taken back.

#![expect(clippy::unwrap_used, reason = "clippy allows it in test functions, not in their helpers")]

mod example;
mod founding;
mod guesses;

use edit::{
    CalledActor, ColumnConflict, Completeness, Conflict, ConflictKind, ImportPlan, Intent,
    JoinProblem, Likeness, Refusal, Side, actors_called, apply_changes, dependants, plan_import,
    similar_actors,
};
use example::{actor_key, change, example, today};
use exchange::Guesses;
use model::{Actor, Decimal, IntegrityProblem, Row, RowChange, RowKey, TableName};

fn named(actor: &Actor, name: &str) -> Actor {
    Actor { name: name.to_owned(), ..actor.clone() }
}

fn noted(actor: &Actor, note: &str) -> Actor {
    Actor { note: Some(note.to_owned()), ..actor.clone() }
}

#[test]
fn two_who_change_different_columns_both_get_their_way() {
    let example = example();
    let seen = example.actor(3);
    let first = example.apply(Intent::Save(vec![change(seen.clone(), named(&seen, "Neu"))]));
    let first = first.unwrap().network;
    let wish = change(seen.clone(), noted(&seen, "Mittwochs zu"));
    let second = example.apply_to(&first, Intent::Save(vec![wish]), &[]).unwrap();
    let Some(Row::Actors(merged)) = second.network.row(&actor_key(&seen)) else { panic!() };
    assert_eq!((merged.name.as_str(), merged.note.as_deref()), ("Neu", Some("Mittwochs zu")));
}

#[test]
fn two_who_change_the_same_column_see_both_values() {
    let example = example();
    let seen = example.actor(3);
    let theirs = example.apply(Intent::Save(vec![change(seen.clone(), named(&seen, "Ihrer"))]));
    let wish = change(seen.clone(), named(&seen, "Meiner"));
    let network = theirs.unwrap().network;
    let refused = example.apply_to(&network, Intent::Save(vec![wish]), &[]);
    let conflict = ColumnConflict {
        column: "name".to_owned(),
        seen: seen.name.clone(),
        mine: "Meiner".to_owned(),
        theirs: "Ihrer".to_owned(),
    };
    let kind = ConflictKind::Columns(vec![conflict]);
    let expected = Refusal::Conflict(vec![Conflict { key: actor_key(&seen), kind }]);
    assert_eq!(refused, Err(expected));
}

#[test]
fn what_is_so_already_changes_nothing() {
    let example = example();
    let seen = example.actor(3);
    let wish = || Intent::Save(vec![change(seen.clone(), named(&seen, "Neu"))]);
    let once = example.apply(wish()).unwrap();
    assert_eq!(once.changes.len(), 1);
    let twice = example.apply_to(&once.network, wish(), &[]).unwrap();
    assert!(twice.changes.is_empty());
    assert_eq!(twice.network, once.network);
}

#[test]
fn a_row_that_is_gone_or_was_made_by_another_is_a_conflict() {
    let example = example();
    let seen = example.actor(3);
    let kind = |result: Result<edit::Applied, Refusal>| match result {
        Err(Refusal::Conflict(conflicts)) => conflicts[0].kind.clone(),
        other => panic!("{other:?}"),
    };
    let again = RowChange::added(named(&seen, "Zweiter").into());
    assert_eq!(kind(example.apply(Intent::Save(vec![again]))), ConflictKind::Exists);
    let key = actor_key(&seen);
    let n_dependants = dependants(&example.network, &key).len();
    let remove =
        |n_dependants| Intent::Remove { seen: Box::new(seen.clone().into()), n_dependants };
    let gone = example.apply(remove(n_dependants)).unwrap().network;
    let wish = Intent::Save(vec![change(seen.clone(), named(&seen, "Neu"))]);
    assert_eq!(kind(example.apply_to(&gone, wish, &[])), ConflictKind::Gone);
    assert_eq!(kind(example.apply(remove(n_dependants + 1))), ConflictKind::ChangedSince);
    let renamed = example.apply(Intent::Save(vec![change(seen.clone(), named(&seen, "Neu"))]));
    let renamed = renamed.unwrap().network;
    let stale = example.apply_to(&renamed, remove(n_dependants), &[]);
    assert_eq!(kind(stale), ConflictKind::ChangedSince);
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let example = example();
    let seen = example.actor(3);
    let lost = Actor { parent: Some("niemand".parse().unwrap()), ..seen.clone() };
    let refused = example.apply(Intent::Save(vec![change(seen.clone(), lost)]));
    let Err(Refusal::Broken(problems)) = refused else { panic!("{refused:?}") };
    assert!(matches!(&problems[..], [IntegrityProblem::Dangling { .. }]), "{problems:?}");
    let unsourced = {
        let mut actor = seen.clone();
        actor.envelope.sources.clear();
        example.apply(Intent::Save(vec![change(seen, actor)]))
    };
    assert!(matches!(unsourced, Err(Refusal::Unreadable { .. })), "{unsourced:?}");
}

#[test]
fn numbers_of_few_cases_are_not_taken() {
    let example = example();
    let mut observations = example.network.observations.iter();
    let counted = observations.find(|row| row.unit == model::Unit::CasesPerMonth).unwrap();
    let mut few = counted.clone();
    few.value = Decimal::from_integer(3);
    let refused = example.apply(Intent::Save(vec![change(counted.clone(), few)]));
    assert!(matches!(refused, Err(Refusal::TooFewCases(_))), "{refused:?}");
}

#[test]
fn a_side_confirms_a_relation() {
    let example = example();
    let relation = example.network.relations[0].id.clone();
    let intent = Intent::Confirm { relation: relation.clone(), side: Side::Receiver };
    let confirmed = example.apply(intent).unwrap().network;
    let found = confirmed.relations.iter().find(|row| row.id == relation).unwrap();
    assert_eq!(found.confirmed_by_receiver, Some(today()));
}

/// Every row of every table can go, whatever hangs on it, and comes back as it was.
#[test]
fn whatever_is_removed_leaves_no_loose_end_and_comes_back() {
    let example = example();
    for row in example.network.rows().step_by(17) {
        let key = row.key();
        let n_dependants = dependants(&example.network, &key).len();
        let intent = Intent::Remove { seen: Box::new(row.clone()), n_dependants };
        let removed = match example.apply(intent) {
            Ok(removed) => removed,
            // What has no other source, and the Kreis itself, has to stay.
            Err(Refusal::Broken(problems)) => {
                let is_expected = |problem: &IntegrityProblem| {
                    matches!(
                        problem,
                        IntegrityProblem::Unsourced { .. } | IntegrityProblem::MissingKreis(_)
                    )
                };
                assert!(problems.iter().all(is_expected), "{key}: {problems:?}");
                continue;
            }
            Err(other) => panic!("{key}: {other:?}"),
        };
        assert_eq!(removed.network.row(&key), None);
        let undo = Intent::Undo { revision: 8 };
        let back = example.apply_to(&removed.network, undo, &removed.changes).unwrap();
        assert_eq!(back.network, example.network, "{key}");
    }
}

/// Any two actors can be joined; nothing that hung on the one is lost, and it can be taken back.
#[test]
fn two_actors_become_one_and_two_again() {
    let example = example();
    let actors = &example.network.actors;
    for (idx, kept) in actors.iter().enumerate().step_by(5) {
        let dropped = &actors[(idx * 7 + 1) % actors.len()];
        if kept.id == dropped.id {
            continue;
        }
        let intent = Intent::Join { kept: kept.id.clone(), dropped: dropped.id.clone() };
        let joined = match example.apply(intent) {
            Ok(joined) => joined,
            // One may be part of the other's part: then they are not one and the same.
            Err(Refusal::Broken(problems)) => {
                let is_circle = |problem: &IntegrityProblem| {
                    matches!(problem, IntegrityProblem::Circular { .. })
                };
                assert!(problems.iter().all(is_circle), "{problems:?}");
                continue;
            }
            Err(other) => panic!("{} and {}: {other:?}", kept.id, dropped.id),
        };
        let after = &joined.network;
        assert_eq!(after.row(&actor_key(dropped)), None);
        assert_eq!(after.services.len(), example.network.services.len());
        let between = |relation: &&model::Relation| {
            let ends = [&relation.from, &relation.to];
            ends.into_iter().all(|end| [&kept.id, &dropped.id].contains(&end))
                && relation.from != relation.to
        };
        let n_between = example.network.relations.iter().filter(between).count();
        assert_eq!(after.relations.len() + n_between, example.network.relations.len());
        let Some(Row::Actors(one)) = after.row(&actor_key(kept)) else { panic!() };
        let may_be_named = dropped.envelope.visibility <= kept.envelope.visibility;
        let is_named = one.name == dropped.name || one.aliases.contains(&dropped.name);
        assert_eq!(is_named, may_be_named || kept.aliases.contains(&dropped.name));
        let undo = Intent::Undo { revision: 8 };
        let back = example.apply_to(after, undo, &joined.changes).unwrap();
        assert_eq!(back.network, example.network);
    }
}

#[test]
fn an_actor_cannot_be_joined_with_itself_or_with_nobody() {
    let example = example();
    let kept = example.actor(0).id;
    let join = |dropped: &str| {
        example.apply(Intent::Join { kept: kept.clone(), dropped: dropped.parse().unwrap() })
    };
    assert_eq!(join(kept.as_str()), Err(Refusal::Join(JoinProblem::Same)));
    let unknown = JoinProblem::Unknown("niemand".parse().unwrap());
    assert_eq!(join("niemand"), Err(Refusal::Join(unknown)));
}

#[test]
fn a_change_that_somebody_built_on_is_not_taken_back_in_silence() {
    let example = example();
    let seen = example.actor(3);
    let first = example.apply(Intent::Save(vec![change(seen.clone(), named(&seen, "Erst"))]));
    let first = first.unwrap();
    let erst = named(&seen, "Erst");
    let then = Intent::Save(vec![change(erst.clone(), named(&erst, "Dann"))]);
    let then = example.apply_to(&first.network, then, &[]).unwrap();
    let undo = Intent::Undo { revision: 8 };
    let refused = example.apply_to(&then.network, undo, &first.changes);
    assert!(matches!(refused, Err(Refusal::Conflict(_))), "{refused:?}");
}

#[test]
fn who_is_there_already_is_found_while_typing() {
    let example = example();
    let known = example
        .network
        .actors
        .iter()
        .find(|actor| actor.kind == model::ActorKind::Jobcenter)
        .unwrap();
    let typed = |name: &str| Actor {
        id: "neu".parse().unwrap(),
        name: name.to_owned(),
        short_name: None,
        aliases: Vec::new(),
        contact: None,
        region: None,
        ..known.clone()
    };
    let found = |actor: &Actor| similar_actors(&example.network, actor, 5);
    let same = found(&typed(&known.name.to_uppercase()));
    assert_eq!((&same[0].actor, same[0].likeness), (&known.id, Likeness::SameName));
    assert!(found(&typed("Verein der Sternfreunde")).is_empty());
    assert!(found(known).iter().all(|similar| similar.actor != known.id));
}

#[test]
fn the_names_of_a_log_find_their_actors_unless_two_have_them() {
    let called = |id: &str, name: &str, other: &str| CalledActor {
        id: id.parse().unwrap(),
        name: name.to_owned(),
        other_names: vec![other.to_owned()],
    };
    let actors = [
        called("abh", "Ausländerbehörde Kreis Paderborn", "ABH"),
        called("jc-a", "Jobcenter Kreis Paderborn", "Jobcenter"),
        called("jc-b", "Jobcenter Kreis Paderborn, Standort Büren", "Jobcenter"),
    ];
    let names = ["Auslaenderbehoerde Kreis Paderborn", "abh", "Jobcenter", "Zollamt", ""];
    let found = actors_called(&actors, &names.map(str::to_owned));
    let found: Vec<Option<&str>> =
        found.iter().map(|id| id.as_ref().map(model::ActorId::as_str)).collect();
    assert_eq!(found, [Some("abh"), Some("abh"), None, None, None]);
}

#[test]
fn every_actor_is_found_by_its_own_name_with_a_slip() {
    let example = example();
    let mut missed = Vec::new();
    for actor in &example.network.actors {
        let longest = actor.name.split(' ').max_by_key(|word| word.chars().count()).unwrap();
        let n = longest.chars().count() / 2;
        let slip: String =
            longest.chars().enumerate().filter(|(idx, _)| *idx != n).map(|(_, c)| c).collect();
        let typed = Actor {
            id: "neu".parse().unwrap(),
            name: actor.name.replacen(longest, &slip, 1),
            short_name: None,
            aliases: Vec::new(),
            contact: None,
            ..actor.clone()
        };
        let found = similar_actors(&example.network, &typed, 3);
        if !found.iter().any(|similar| similar.actor == actor.id) {
            missed.push(typed.name);
        }
    }
    assert!(missed.len() * 20 <= example.network.actors.len(), "{missed:#?}");
}

#[test]
fn a_key_must_be_that_of_its_rows() {
    let example = example();
    let seen = example.actor(3);
    let wish = RowChange {
        key: RowKey::new(TableName::Actors, "anders"),
        before: None,
        after: Some(seen.into()),
    };
    let refused = example.apply(Intent::Save(vec![wish]));
    assert!(matches!(refused, Err(Refusal::Unknown(_))), "{refused:?}");
}

fn plan(example: &example::Example, rows: Vec<Row>, same: &[(&str, &str)]) -> ImportPlan {
    let same = same.iter().map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).collect();
    plan_import(
        &example.network,
        rows,
        Completeness::Partial(Guesses::default()),
        &same,
        &example.codes,
    )
}

#[test]
fn what_a_file_says_that_is_so_already_changes_nothing() {
    let example = example();
    let rows: Vec<Row> = example.network.rows().collect();
    let n_rows = rows.len();
    for completeness in [Completeness::Whole, Completeness::Partial(Guesses::default())] {
        let same = std::collections::BTreeMap::new();
        let plan = plan_import(&example.network, rows.clone(), completeness, &same, &example.codes);
        assert_eq!((plan.changes.len(), plan.n_same), (0, n_rows));
        assert!(plan.matches.is_empty());
    }
}

#[test]
fn an_actor_of_a_file_is_recognised_and_its_relations_are_those_that_are_there() {
    let example = example();
    let relation = example.network.relations[0].clone();
    let ours = example.network.actors.iter().find(|row| row.id == relation.from).unwrap();
    let theirs = Actor { id: "theirs".parse().unwrap(), note: Some("neu".into()), ..ours.clone() };
    let mut tie = relation.clone();
    tie.id = "their-tie".parse().unwrap();
    tie.from = theirs.id.clone();
    let rows: Vec<Row> = vec![theirs.into(), tie.into()];

    let apart = plan(&example, rows.clone(), &[]);
    assert_eq!(apart.matches[0].ours, ours.id);
    assert_eq!(apart.changes.len(), 2);

    let together = plan(&example, rows, &[("theirs", ours.id.as_str())]);
    let keys: Vec<RowKey> = together.changes.iter().map(|change| change.key.clone()).collect();
    assert_eq!(keys, [actor_key(ours)]);
    let Some(Row::Actors(filled)) = &together.changes[0].after else { panic!() };
    assert_eq!((filled.note.as_deref(), &filled.envelope), (Some("neu"), &ours.envelope));
    assert_eq!(together.n_same, 1);
}

/// Two actors of a file that are one of ours, with the other name, contact and so on of each.
fn two_of_theirs(ours: &Actor) -> (Actor, Actor) {
    let first = Actor {
        id: "theirs-1".parse().unwrap(),
        short_name: None,
        aliases: vec!["Erste".to_owned()],
        contact: Some("05251 1".to_owned()),
        note: None,
        ..ours.clone()
    };
    let later = Actor {
        id: "theirs-2".parse().unwrap(),
        name: "Zweiter Name".to_owned(),
        short_name: Some("ZN".to_owned()),
        aliases: vec!["Zweite".to_owned(), "Erste".to_owned()],
        contact: Some("05251 2".to_owned()),
        parent: Some("theirs-1".parse().unwrap()),
        note: Some("von der zweiten".to_owned()),
        ..ours.clone()
    };
    (first, later)
}

fn with_same(
    example: &example::Example,
    rows: Vec<Row>,
    completeness: Completeness,
    ours: &Actor,
) -> ImportPlan {
    let same = ["theirs-1", "theirs-2"].map(|id| (id.parse().unwrap(), ours.id.clone()));
    plan_import(&example.network, rows, completeness, &same.into(), &example.codes)
}

#[test]
fn two_actors_of_a_file_that_are_the_same_are_merged() {
    let example = example();
    let mut ours = example.actor(3);
    ours.parent = None;
    for completeness in [Completeness::Whole, Completeness::Partial(Guesses::default())] {
        let (first, later) = two_of_theirs(&ours);
        let rows = vec![first.clone().into(), later.into()];
        let plan = with_same(&example, rows, completeness, &ours);
        let [change] = plan.changes.as_slice() else { panic!("{:?}", plan.changes) };
        assert_eq!(change.key, actor_key(&ours));
        let Some(Row::Actors(merged)) = &change.after else { panic!() };
        assert_eq!(merged.name, first.name);
        assert_eq!(merged.short_name.as_deref(), Some("ZN"));
        assert_eq!(merged.aliases, ["Erste", "Zweite"]);
        assert_eq!(merged.contact.as_deref(), Some("05251 1"));
        assert_eq!(merged.note.as_deref(), Some("von der zweiten"));
        assert_ne!(merged.parent.as_ref(), Some(&ours.id), "nobody is part of itself");
    }
}

#[test]
fn a_row_that_has_our_id_counts_before_one_that_is_taken_for_it() {
    let example = example();
    let ours = example.actor(3);
    let (other, _) = two_of_theirs(&ours);
    let other = Actor { name: "Anderer Name".to_owned(), ..other };
    let own = named(&ours, "Eigener Name");
    let rows = vec![other.into(), own.into()];
    let plan = with_same(&example, rows, Completeness::Whole, &ours);
    let Some(Row::Actors(merged)) = &plan.changes[0].after else { panic!() };
    assert_eq!(merged.name, "Eigener Name");
}

#[test]
fn what_is_merged_is_seen_by_those_only_who_may_see_all_of_it() {
    let example = example();
    let ours = example.actor(3);
    let (mut first, mut later) = two_of_theirs(&ours);
    first.envelope.visibility = model::Visibility::Public;
    later.envelope.visibility = model::Visibility::Kreis;
    later.envelope.sources = vec![example.network.sources[0].id.clone()];
    let rows = vec![first.clone().into(), later.clone().into()];
    let plan = with_same(&example, rows, Completeness::Whole, &ours);
    let Some(Row::Actors(merged)) = &plan.changes[0].after else { panic!() };
    assert_eq!(merged.envelope.visibility, model::Visibility::Kreis);
    assert_eq!(merged.envelope.validity, first.envelope.validity);
    let is_cited = |source| merged.envelope.sources.contains(source);
    assert!(first.envelope.sources.iter().chain(&later.envelope.sources).all(is_cited));
}

#[test]
fn what_hangs_on_actors_that_are_the_same_points_to_ours() {
    let example = example();
    let ours = example.actor(3);
    let other = example.actor(4);
    let (first, later) = two_of_theirs(&ours);
    let service = example.network.services[0].clone();
    let services = [&first, &later].map(|theirs| model::Service {
        id: format!("angebot-{}", theirs.id).parse().unwrap(),
        actor: theirs.id.clone(),
        ..service.clone()
    });
    let relation = |id: &str, to: &Actor| model::Relation {
        id: id.parse().unwrap(),
        from: first.id.clone(),
        to: to.id.clone(),
        service: None,
        ..example.network.relations[0].clone()
    };
    let (circle, out) = (relation("kreis", &later), relation("hinaus", &other));
    let observation = model::Observation {
        id: "zum-kreis".parse().unwrap(),
        entity: model::EntityRef::Relation(circle.id.clone()),
        ..example.network.observations[0].clone()
    };
    let mut rows: Vec<Row> = vec![first.clone().into(), later.clone().into()];
    rows.extend(services.map(Row::from));
    rows.extend([circle.into(), out.into(), observation.into()]);
    let plan = with_same(&example, rows, Completeness::Partial(Guesses::default()), &ours);
    let keys: Vec<String> = plan.changes.iter().map(|change| change.key.to_string()).collect();
    for gone in ["kreis", "zum-kreis", "theirs-1"] {
        assert!(!keys.iter().any(|key| key.ends_with(&format!(":{gone}"))), "{keys:?}");
    }
    for change in &plan.changes {
        match &change.after {
            Some(Row::Services(row)) => assert_eq!(row.actor, ours.id),
            Some(Row::Relations(row)) => assert_eq!((&row.from, &row.to), (&ours.id, &other.id)),
            Some(Row::Actors(row)) => assert_eq!(row.id, ours.id),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(keys.len(), 4, "{keys:?}");
    assert!(apply_changes(&example.network, plan.changes).is_ok());
}

#[test]
fn a_seat_that_two_actors_have_is_one_seat() {
    let example = example();
    let ours = example.actor(3);
    let (first, later) = two_of_theirs(&ours);
    let seat = |theirs: &Actor, since: Option<&str>| model::Membership {
        actor: theirs.id.clone(),
        since: since.map(|day| day.parse().unwrap()),
        ..example.network.memberships[0].clone()
    };
    let seats = [seat(&first, None), seat(&later, Some("2025-01-01"))];
    let plan = with_same(&example, seats.map(Row::from).into(), Completeness::Whole, &ours);
    let [change] = plan.changes.as_slice() else { panic!("{:?}", plan.changes) };
    let Some(Row::Memberships(merged)) = &change.after else { panic!() };
    assert_eq!((&merged.actor, merged.since), (&ours.id, "2025-01-01".parse().ok()));
}

#[test]
fn a_kind_that_a_file_does_not_know_changes_none() {
    let example = example();
    let mut actors = example.network.actors.iter();
    let ours = actors.find(|actor| actor.kind != model::ActorKind::Other).unwrap();
    let theirs = Actor {
        kind: model::ActorKind::Other,
        sector: model::Sector::CivilSociety,
        level: model::Level::Bund,
        church_law: model::ChurchLaw::None,
        note: Some("neu".to_owned()),
        ..ours.clone()
    };
    let guesses = [(actor_key(ours), vec!["sector", "level"])].into_iter().collect();
    let rows = vec![theirs.into()];
    let none = std::collections::BTreeMap::new();
    let partial = Completeness::Partial(guesses);
    let plan = plan_import(&example.network, rows, partial, &none, &example.codes);
    let Some(Row::Actors(filled)) = &plan.changes[0].after else { panic!() };
    assert_eq!(**filled, Actor { note: Some("neu".to_owned()), ..ours.clone() });
}

#[test]
fn an_import_is_all_or_nothing() {
    let example = example();
    let mut relation = example.network.relations[0].clone();
    relation.id = "lose".parse().unwrap();
    relation.to = "niemand".parse().unwrap();
    relation.service = None;
    let changes = plan(&example, vec![relation.into()], &[]).changes;
    assert_eq!(changes.len(), 1);
    let refused = apply_changes(&example.network, changes);
    assert!(matches!(refused, Err(Refusal::Broken(_))), "{refused:?}");
}
