//! What the book of chains refuses, and the order it puts steps in.

use super::{
    Chain, ChainBook, ChainProblem, ChainRows, ChainStep, DependencyKind, StepDependency, StepDone,
};
use crate::{Access, ActorKind, Confidence, ServiceKind};

fn chain(id: &str, position: u16) -> Chain {
    Chain {
        id: id.parse().unwrap(),
        label_de: id.to_owned(),
        label_en: id.to_owned(),
        description_de: None,
        description_en: None,
        target_groups: Vec::new(),
        residence_status: None,
        position,
        source_note: "Test".to_owned(),
        confidence: Confidence::Example,
    }
}

fn step(chain: &str, id: &str) -> ChainStep {
    ChainStep {
        chain: chain.parse().unwrap(),
        id: id.parse().unwrap(),
        label_de: id.to_owned(),
        label_en: id.to_owned(),
        service_kinds: vec![ServiceKind::Benefits],
        fields: Vec::new(),
        regimes: Vec::new(),
        actor_kinds: Vec::new(),
        access: Vec::new(),
        residence_status: None,
        optional: false,
        goal: false,
        done: StepDone::Completion,
        required_documents: Vec::new(),
        legal_basis: None,
        position: 0,
    }
}

fn goal(chain: &str, id: &str) -> ChainStep {
    ChainStep { goal: true, ..step(chain, id) }
}

fn after(chain: &str, step: &str, requires: &str) -> StepDependency {
    StepDependency {
        chain: chain.parse().unwrap(),
        step: step.parse().unwrap(),
        requires: requires.parse().unwrap(),
        kind: DependencyKind::Requires,
        document: None,
    }
}

/// `a` before `b` and `c`, both before `d`; `e` alone.
fn diamond() -> ChainRows {
    ChainRows {
        chains: vec![chain("k", 1)],
        steps: vec![goal("k", "d"), step("k", "e"), step("k", "c"), step("k", "b"), step("k", "a")],
        dependencies: vec![
            after("k", "d", "c"),
            after("k", "d", "b"),
            after("k", "c", "a"),
            after("k", "b", "a"),
        ],
    }
}

fn problems(rows: ChainRows) -> Vec<String> {
    let describe = |problem: ChainProblem| {
        let (table, row) = problem.place();
        format!("{table} {row}: {problem}")
    };
    ChainBook::new(rows).unwrap_err().into_iter().map(describe).collect()
}

#[test]
fn steps_come_after_those_they_hang_on() {
    let book = ChainBook::new(diamond()).unwrap();
    let template = &book.templates()[0];
    let ids: Vec<&str> =
        template.order().iter().map(|&idx| template.steps()[idx].id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"]);
    assert_eq!(template.stages(), [0, 1, 1, 2, 0]);
    let before_d: Vec<usize> = template.incoming(3).map(|(earlier, _)| earlier).collect();
    assert_eq!(before_d, [1, 2]);
}

#[test]
fn order_of_the_rows_does_not_matter() {
    let mut rows = diamond();
    rows.chains.push(chain("j", 1));
    rows.steps.push(goal("j", "only"));
    let mut other = rows.clone();
    other.chains.reverse();
    other.steps.reverse();
    other.dependencies.reverse();
    let book = ChainBook::new(rows).unwrap();
    assert_eq!(ChainBook::new(other).as_ref(), Ok(&book));
    assert_eq!(ChainBook::new(book.rows()).as_ref(), Ok(&book));
    assert_eq!(book.templates()[0].id().as_str(), "j", "ties go by id");
}

#[test]
fn every_broken_rule_is_named() {
    let mut rows = diamond();
    rows.chains.push(chain("empty", 2));
    rows.chains.push(chain("k", 3));
    rows.steps.push(step("k", "a"));
    rows.steps.push(step("nowhere", "x"));
    rows.steps.push(ChainStep { service_kinds: Vec::new(), ..step("k", "nobody") });
    rows.dependencies.push(after("k", "z", "a"));
    rows.dependencies.push(after("nowhere", "x", "x"));
    rows.dependencies.push(after("k", "b", "b"));
    rows.dependencies.push(after("k", "d", "b"));
    assert_eq!(
        problems(rows),
        [
            "chains k: die Kennung „k“ kommt mehrfach vor",
            "chains empty: kein Schritt der Kette ist ein Ziel (goal)",
            "chain_steps k/a: die Kennung „k/a“ kommt mehrfach vor",
            "chain_steps nowhere/x: Kette „nowhere“ gibt es nicht",
            "chain_steps k/nobody: der Schritt nennt weder Angebotsarten noch Handlungsfelder",
            "chain_dependencies k/d/b: die Kennung „k/d/b“ kommt mehrfach vor",
            "chain_dependencies k/z/a: Schritt „z“ gibt es in der Kette „k“ nicht",
            "chain_dependencies nowhere/x/x: Kette „nowhere“ gibt es nicht",
            "chain_dependencies k/b/b: die Schritte setzen einander im Kreis voraus: b → b",
        ]
    );
}

#[test]
fn a_circle_is_named_without_what_hangs_on_it() {
    let mut rows = diamond();
    rows.dependencies.push(after("k", "a", "d"));
    rows.dependencies.push(after("k", "e", "d"));
    assert_eq!(
        problems(rows),
        ["chain_dependencies k/a/d: die Schritte setzen einander im Kreis voraus: a → d → b → a"]
    );
}

#[test]
fn of_two_templates_with_one_id_the_added_one_counts() {
    let book = ChainBook::new(diamond()).unwrap();
    let added = ChainBook::new(ChainRows {
        chains: vec![chain("k", 5), chain("new", 4)],
        steps: vec![goal("k", "z"), goal("new", "y")],
        dependencies: Vec::new(),
    })
    .unwrap();
    let merged = book.merged(&added);
    assert_eq!(merged, added.merged(&ChainBook::default()));
    assert_eq!(merged.template(&"k".parse().unwrap()).unwrap().steps().len(), 1);
}

#[test]
fn kinds_of_dependency_differ_in_waiting_and_handing_over() {
    let properties = |kind: DependencyKind| (kind.waits(), kind.hands_over());
    assert_eq!(properties(DependencyKind::Requires), (true, true));
    assert_eq!(properties(DependencyKind::Enables), (false, true));
    assert_eq!(properties(DependencyKind::Blocks), (true, false));
}

#[test]
fn a_step_is_done_by_services_within_all_its_limits() {
    let limits = ChainStep {
        fields: vec!["arbeit".parse().unwrap()],
        regimes: vec!["sgb-ii".parse().unwrap()],
        actor_kinds: vec![ActorKind::Jobcenter],
        access: vec![Access::Appointment],
        ..step("k", "a")
    };
    let service = crate::Service {
        id: "s".parse().unwrap(),
        actor: "jc".parse().unwrap(),
        name: "S".to_owned(),
        kind: ServiceKind::Benefits,
        fields: vec!["wohnen".parse().unwrap(), "arbeit".parse().unwrap()],
        target_groups: Vec::new(),
        residence_statuses: Vec::new(),
        regimes: Vec::new(),
        languages: Vec::new(),
        childcare: None,
        cost: None,
        access: Access::Appointment,
        entry_point: false,
        eligibility: None,
        required_documents: Vec::new(),
        capacity: None,
        leika_key: None,
        status: crate::ServiceStatus::Active,
        envelope: crate::Envelope {
            validity: crate::Validity::default(),
            sources: Vec::new(),
            confidence: Confidence::Example,
            visibility: crate::Visibility::Public,
        },
    };
    assert!(limits.is_done_by(ActorKind::Jobcenter, &service), "no Rechtskreis named is any");
    assert!(!limits.is_done_by(ActorKind::Chamber, &service));
    let other = |change: fn(&mut crate::Service)| {
        let mut other = service.clone();
        change(&mut other);
        limits.is_done_by(ActorKind::Jobcenter, &other)
    };
    assert!(!other(|service| service.kind = ServiceKind::Other));
    assert!(!other(|service| service.fields.truncate(1)));
    assert!(!other(|service| service.regimes = vec!["sgb-iii".parse().unwrap()]));
    assert!(!other(|service| service.access = Access::Open));
}
