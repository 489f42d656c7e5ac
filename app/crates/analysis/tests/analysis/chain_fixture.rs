//! Chain templates as text, one row per line, and mappings as text.
//!
//! ```text
//! start duldung; groups refugees women
//! step a; fields arbeit; kinds benefits; regimes sgb-ii; status duldung; optional; goal; done start
//! b after a           b requires a
//! b prepared a        a enables b
//! b blocked a         a blocks b
//! ```

use analysis::{ChainMapping, ChainQuery, StepOutcome, map_chain};
use model::{
    Chain, ChainBook, ChainRows, ChainStep, ChainTemplate, Confidence, DependencyKind, Network,
    NetworkIndex, StepDependency, StepDone,
};

use crate::fixture::id;

/// Steps are done by fields named like them unless the text says otherwise.
pub(crate) fn template(text: &str) -> ChainTemplate {
    let mut rows = ChainRows { chains: vec![plain_chain()], ..ChainRows::default() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut parts = line.split(';').map(str::trim);
        let head: Vec<&str> = parts.next().unwrap_or_default().split_whitespace().collect();
        let attributes: Vec<Vec<&str>> =
            parts.map(|part| part.split_whitespace().collect()).collect();
        match head.as_slice() {
            ["start", status] => {
                rows.chains[0].residence_status = Some(id(status));
                for attribute in &attributes {
                    rows.chains[0].target_groups = ids(&attribute[1..]);
                }
            }
            ["step", name] => rows.steps.push(step(name, rows.steps.len(), &attributes)),
            [later, kind, earlier] => rows.dependencies.push(dependency(later, kind, earlier)),
            _ => panic!("cannot read „{line}“"),
        }
    }
    ChainBook::new(rows).unwrap().templates()[0].clone()
}

fn plain_chain() -> Chain {
    Chain {
        id: id("k"),
        label_de: "Kette".to_owned(),
        label_en: "Chain".to_owned(),
        description_de: None,
        description_en: None,
        target_groups: Vec::new(),
        residence_status: None,
        position: 0,
        source_note: "Test".to_owned(),
        confidence: Confidence::Example,
    }
}

fn ids<T: std::str::FromStr>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| id(text)).collect()
}

fn step(name: &str, position: usize, attributes: &[Vec<&str>]) -> ChainStep {
    let mut step = ChainStep {
        chain: id("k"),
        id: id(name),
        label_de: name.to_owned(),
        label_en: name.to_owned(),
        service_kinds: Vec::new(),
        fields: vec![id(name)],
        regimes: Vec::new(),
        actor_kinds: Vec::new(),
        access: Vec::new(),
        residence_status: None,
        optional: false,
        goal: false,
        done: StepDone::Completion,
        required_documents: Vec::new(),
        legal_basis: None,
        position: u16::try_from(position).unwrap(),
    };
    for attribute in attributes {
        match attribute.as_slice() {
            ["fields", codes @ ..] => step.fields = ids(codes),
            ["kinds", codes @ ..] => step.service_kinds = ids(codes),
            ["regimes", codes @ ..] => step.regimes = ids(codes),
            ["status", code] => step.residence_status = Some(id(code)),
            ["optional"] => step.optional = true,
            ["goal"] => step.goal = true,
            ["done", code] => step.done = id(code),
            _ => panic!("cannot read {attribute:?}"),
        }
    }
    step
}

fn dependency(later: &str, kind: &str, earlier: &str) -> StepDependency {
    StepDependency {
        chain: id("k"),
        step: id(later),
        requires: id(earlier),
        kind: match kind {
            "after" => DependencyKind::Requires,
            "prepared" => DependencyKind::Enables,
            "blocked" => DependencyKind::Blocks,
            _ => panic!("cannot read „{kind}“"),
        },
        document: Some(format!("{earlier}-paper")),
    }
}

pub(crate) fn mapped(network: &Network, template: &ChainTemplate) -> ChainMapping {
    map_chain(&NetworkIndex::new(network), template, &ChainQuery::new(id("g1"))).unwrap()
}

/// Who does each step: `a: actor/service` or `a: -reason`.
pub(crate) fn providers(mapping: &ChainMapping) -> Vec<String> {
    let describe = |outcome: &StepOutcome| match outcome {
        StepOutcome::Provided(provider) => format!("{}/{}", provider.actor, provider.service),
        StepOutcome::Uncovered(uncovered) => format!("-{:?}", uncovered.reason),
    };
    let steps = mapping.steps.iter();
    steps.map(|step| format!("{}: {}", step.step, describe(&step.outcome))).collect()
}
