//! Whether the tables of the chains fit together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ChainRows;
use super::book::topological_order;
use crate::{ChainId, StepId};

/// A rule between rows of the chain tables that is broken; see [`ChainProblem::place`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainProblem {
    #[error("die Kennung „{row}“ kommt mehrfach vor")]
    DuplicateId { table: &'static str, row: String },
    #[error("Kette „{chain}“ gibt es nicht")]
    UnknownChain { table: &'static str, row: String, chain: ChainId },
    /// `column` is `step` or `requires`.
    #[error("Schritt „{step}“ gibt es in der Kette „{chain}“ nicht")]
    UnknownStep { row: String, column: &'static str, chain: ChainId, step: StepId },
    #[error("der Schritt nennt weder Angebotsarten noch Handlungsfelder")]
    NoProvider { row: String },
    #[error("kein Schritt der Kette ist ein Ziel (goal)")]
    NoGoal { row: String },
    #[error("die Schritte setzen einander im Kreis voraus: {}", .steps.join(" → "))]
    Circular { row: String, steps: Vec<String> },
}

impl ChainProblem {
    /// Table and row that break the rule; a row is named as `chain`, `chain/step` or
    /// `chain/step/requires`.
    pub fn place(&self) -> (&'static str, &str) {
        match self {
            Self::DuplicateId { table, row } | Self::UnknownChain { table, row, .. } => {
                (table, row)
            }
            Self::NoGoal { row } => (CHAINS, row),
            Self::NoProvider { row } => (STEPS, row),
            Self::UnknownStep { row, .. } | Self::Circular { row, .. } => (DEPENDENCIES, row),
        }
    }
}

const CHAINS: &str = "chains";
const STEPS: &str = "chain_steps";
const DEPENDENCIES: &str = "chain_dependencies";

/// Every broken rule, in the order of the tables. Complexity: O(r log r) for r rows.
pub(super) fn check(rows: &ChainRows) -> Vec<ChainProblem> {
    let mut check = Check::new(rows);
    check.chains();
    check.steps();
    check.dependencies();
    check.circles();
    check.problems
}

struct Check<'a> {
    rows: &'a ChainRows,
    chains: HashSet<&'a ChainId>,
    steps: HashSet<(&'a ChainId, &'a StepId)>,
    problems: Vec<ChainProblem>,
}

impl<'a> Check<'a> {
    fn new(rows: &'a ChainRows) -> Self {
        Self {
            rows,
            chains: rows.chains.iter().map(|row| &row.id).collect(),
            steps: rows.steps.iter().map(|row| (&row.chain, &row.id)).collect(),
            problems: Vec::new(),
        }
    }

    fn unique(&mut self, table: &'static str, rows: impl Iterator<Item = String>) {
        let mut seen = HashSet::new();
        for row in rows {
            if seen.contains(&row) {
                self.problems.push(ChainProblem::DuplicateId { table, row });
            } else {
                seen.insert(row);
            }
        }
    }

    fn in_a_chain(&mut self, table: &'static str, row: &str, chain: &ChainId) {
        if !self.chains.contains(chain) {
            let (row, chain) = (row.to_owned(), chain.clone());
            self.problems.push(ChainProblem::UnknownChain { table, row, chain });
        }
    }

    fn chains(&mut self) {
        let rows = &self.rows.chains;
        self.unique(CHAINS, rows.iter().map(|row| row.id.to_string()));
        let goals = self.rows.steps.iter().filter(|step| step.goal);
        let with_goal: HashSet<&ChainId> = goals.map(|step| &step.chain).collect();
        let without = rows.iter().filter(|row| !with_goal.contains(&row.id));
        self.problems.extend(without.map(|row| ChainProblem::NoGoal { row: row.id.to_string() }));
    }

    fn steps(&mut self) {
        let rows = &self.rows.steps;
        let name = |row: &super::ChainStep| format!("{}/{}", row.chain, row.id);
        self.unique(STEPS, rows.iter().map(name));
        for row in rows {
            self.in_a_chain(STEPS, &name(row), &row.chain);
            if row.service_kinds.is_empty() && row.fields.is_empty() {
                self.problems.push(ChainProblem::NoProvider { row: name(row) });
            }
        }
    }

    fn dependencies(&mut self) {
        let rows = &self.rows.dependencies;
        self.unique(DEPENDENCIES, rows.iter().map(name));
        for row in rows {
            if !self.chains.contains(&row.chain) {
                self.in_a_chain(DEPENDENCIES, &name(row), &row.chain);
                continue;
            }
            for (column, step) in [("step", &row.step), ("requires", &row.requires)] {
                if !self.steps.contains(&(&row.chain, step)) {
                    let (row, chain, step) = (name(row), row.chain.clone(), step.clone());
                    self.problems.push(ChainProblem::UnknownStep { row, column, chain, step });
                }
            }
        }
    }

    /// One circle per chain that has any: the one behind its smallest step.
    fn circles(&mut self) {
        let mut edges: BTreeMap<&ChainId, Vec<(&StepId, &StepId)>> = BTreeMap::new();
        let rows = self.rows.dependencies.iter();
        for row in rows.filter(|row| self.chains.contains(&row.chain)) {
            edges.entry(&row.chain).or_default().push((&row.step, &row.requires));
        }
        for (chain, edges) in edges {
            if let Some(steps) = circle(&edges) {
                let row = format!("{chain}/{}/{}", steps[0], steps[1]);
                self.problems.push(ChainProblem::Circular { row, steps });
            }
        }
    }
}

fn name(row: &super::StepDependency) -> String {
    format!("{}/{}/{}", row.chain, row.step, row.requires)
}

/// A circle as its steps from later to earlier, the first one repeated at the end.
///
/// What a topological order leaves out hangs on something that it also leaves out, so going back
/// from there must come to a step for the second time.
fn circle(edges: &[(&StepId, &StepId)]) -> Option<Vec<String>> {
    let mut ids: Vec<&StepId> =
        edges.iter().flat_map(|&(later, earlier)| [later, earlier]).collect();
    ids.sort_unstable();
    ids.dedup();
    let at: HashMap<&StepId, usize> = ids.iter().enumerate().map(|(idx, id)| (*id, idx)).collect();
    let mut edges: Vec<(usize, usize)> =
        edges.iter().map(|(later, earlier)| (at[later], at[earlier])).collect();
    edges.sort_unstable();
    let mut is_left_out = vec![true; ids.len()];
    for node in topological_order(ids.len(), &edges) {
        is_left_out[node] = false;
    }
    let mut path = vec![is_left_out.iter().position(|&left_out| left_out)?];
    loop {
        let last = *path.last()?;
        let first = edges.partition_point(|&(later, _)| later < last);
        let back = edges[first..].iter().take_while(|(later, _)| *later == last);
        let (_, earlier) = back.into_iter().find(|(_, earlier)| is_left_out[*earlier])?;
        if let Some(start) = path.iter().position(|node| node == earlier) {
            let steps = path[start..].iter().chain([earlier]);
            return Some(steps.map(|&node| ids[node].to_string()).collect());
        }
        path.push(*earlier);
    }
}
