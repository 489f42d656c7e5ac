//! What the reader of a file has put in does not take the place of what we know.

use std::collections::BTreeMap;

use edit::{Completeness, ImportPlan, plan_import};
use exchange::{
    ColumnMapping, Draft, Guesses, ReadOptions, read_file, read_file_with, read_mapped,
};
use model::{
    Access, Actor, ActorKind, Level, Network, RelationStatus, Row, Sector, Service, ServiceKind,
    TableName,
};

use crate::example::{Example, example};

fn planned(example: &Example, draft: Draft, same: &[(&str, &str)]) -> ImportPlan {
    assert_eq!(draft.problems, []);
    let same: BTreeMap<_, _> =
        same.iter().map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).collect();
    let partial = Completeness::Partial(draft.guesses);
    plan_import(&example.network, draft.rows, partial, &same, &example.codes)
}

/// The rows that a plan changes or makes.
fn after(plan: &ImportPlan, table: TableName) -> Vec<Row> {
    let changes = plan.changes.iter().filter(|change| change.key.table == table);
    changes.filter_map(|change| change.after.clone()).collect()
}

/// An example in which one actor is not where its kind usually is.
fn with_unusual_actor() -> (Example, Actor) {
    let mut example = example();
    let actors = &mut example.network.actors;
    let actor = actors.iter_mut().find(|actor| actor.kind == ActorKind::Jobcenter).unwrap();
    *actor = Actor {
        name: "Haus der Hilfen".to_owned(),
        sector: Sector::CivilSociety,
        level: Level::Land,
        ..actor.clone()
    };
    let actor = actor.clone();
    (example, actor)
}

#[test]
fn where_a_kind_usually_is_does_not_move_an_actor() {
    let (example, ours) = with_unusual_actor();
    let map = "Label,Type,Description\nHaus der Hilfen,Jobcenter,neu\nJobcenter Mond,Jobcenter,\n";
    let draft = read_file("karte.csv", map.as_bytes(), &example.codes);
    let plan = planned(&example, draft, &[("haus-der-hilfen", ours.id.as_str())]);
    let actors = after(&plan, TableName::Actors);
    let [Row::Actors(known), Row::Actors(new)] = actors.as_slice() else { panic!("{actors:?}") };
    let (known, new) = if known.id == ours.id { (known, new) } else { (new, known) };
    assert_eq!(**known, Actor { note: Some("neu".to_owned()), ..ours });
    assert_eq!((new.sector, new.level), (Sector::PublicKreis, Level::Kreis));
}

#[test]
fn what_a_list_states_counts_and_what_it_lacks_does_not() {
    let (example, ours) = with_unusual_actor();
    let columns = ["Name", "Art", "Sektor"].into_iter().zip(["name", "kind", "sector"]);
    let mapping = ColumnMapping {
        sheet: String::new(),
        table: TableName::Actors,
        columns: columns.map(|(theirs, ours)| (theirs.to_owned(), ours.to_owned())).collect(),
    };
    let list = "Name;Art;Sektor\nHaus der Hilfen;Jobcenter;Freie Wohlfahrt\n";
    let draft = read_mapped("liste.csv", list.as_bytes(), &[mapping], &example.codes);
    let plan = planned(&example, draft, &[("haus-der-hilfen", ours.id.as_str())]);
    let actors = after(&plan, TableName::Actors);
    assert_eq!(actors, [Actor { sector: Sector::Welfare, ..ours }.into()]);
}

#[test]
fn a_list_without_status_does_not_mend_a_broken_relation() {
    let mut example = example();
    let Network { relations, .. } = &mut example.network;
    relations.truncate(1);
    relations[0].status = RelationStatus::Broken;
    relations[0].service = None;
    let ours = relations[0].clone();
    let columns = ["from", "to", "kind", "note"];
    let mapping = ColumnMapping {
        sheet: String::new(),
        table: TableName::Relations,
        columns: columns.map(|column| (column.to_owned(), column.to_owned())).into(),
    };
    let list = format!("from,to,kind,note\n{},{},{},neu\n", ours.from, ours.to, ours.kind);
    let draft = read_mapped("liste.csv", list.as_bytes(), &[mapping], &example.codes);
    let plan = planned(&example, draft, &[]);
    let expected = model::Relation { note: Some("neu".to_owned()), ..ours };
    assert_eq!(after(&plan, TableName::Relations), [expected.into()]);
}

#[test]
fn what_a_directory_lacks_does_not_change_a_service() {
    let mut example = example();
    let owner = example.network.actors[0].clone();
    let ours = Service {
        id: "kurs".parse().unwrap(),
        actor: owner.id.clone(),
        name: "Kurs".to_owned(),
        kind: ServiceKind::IntegrationCourse,
        access: Access::Appointment,
        entry_point: true,
        status: model::ServiceStatus::Active,
        ..example.network.services[0].clone()
    };
    example.network.services.push(ours.clone());
    example.network.sort();
    let directory = r#"[{ "id": "s", "name": "Kurs", "status": "active", "fees": "5 Euro",
        "organization": { "id": "o", "name": "Jemand", "description": "" } }]"#;
    let field = example.codes.entries().iter().find(|entry| {
        entry.list == model::CodeListKind::FieldOfAction
            && !ours.fields.iter().any(|field| field.as_str() == entry.code)
    });
    let default_field = field.map(|entry| entry.code.parse().unwrap());
    let options = ReadOptions { default_field, ..ReadOptions::default() };
    let draft = read_file_with("v.json", directory.as_bytes(), &example.codes, &options);
    let plan = planned(&example, draft, &[("jemand", owner.id.as_str())]);
    let expected = Service { cost: Some("5 Euro".to_owned()), ..ours };
    assert_eq!(after(&plan, TableName::Services), [expected.into()]);
}

#[test]
fn of_two_that_are_one_the_stated_value_counts() {
    let example = example();
    let ours = example.actor(3);
    let theirs = |id: &str, sector| Actor {
        id: id.parse().unwrap(),
        sector,
        note: None,
        parent: None,
        ..ours.clone()
    };
    let [usual, stated] = [Sector::Private, Sector::PublicFederal];
    assert!(ours.sector != stated);
    let rows: Vec<Row> = vec![theirs("a", usual).into(), theirs("b", stated).into()];
    let guesses: Guesses = rows[..1].iter().map(|row| (row.key(), vec!["sector"])).collect();
    let same = ["a", "b"].map(|id| (id.parse().unwrap(), ours.id.clone())).into();
    let partial = Completeness::Partial(guesses);
    let plan = plan_import(&example.network, rows, partial, &same, &example.codes);
    assert_eq!(after(&plan, TableName::Actors), [Actor { sector: stated, ..ours }.into()]);
}
