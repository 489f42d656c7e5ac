//! The chain templates of a database, checked when they are put together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::check::{ChainProblem, check};
use super::{Chain, ChainStep, ChainTemplate, StepDependency};
use crate::{ChainId, StepId};

/// The rows of the three tables, in any order, unchecked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainRows {
    pub chains: Vec<Chain>,
    pub steps: Vec<ChainStep>,
    pub dependencies: Vec<StepDependency>,
}

/// All templates, in display order.
///
/// Whether their codes are in the [`crate::CodeBook`] is checked where they are read, as for
/// networks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainBook {
    templates: Vec<ChainTemplate>,
}

impl ChainBook {
    /// Puts rows together: ids are unique, references exist, every chain has a goal and no
    /// circle, every step says who could do it.
    ///
    /// # Errors
    /// Every [`ChainProblem`], in the order of the tables.
    ///
    /// # Complexity
    /// O(r log r) time for r rows.
    pub fn new(rows: ChainRows) -> Result<Self, Vec<ChainProblem>> {
        let problems = check(&rows);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut steps: BTreeMap<ChainId, Vec<ChainStep>> = BTreeMap::new();
        for step in rows.steps {
            steps.entry(step.chain.clone()).or_default().push(step);
        }
        let mut dependencies: BTreeMap<ChainId, Vec<StepDependency>> = BTreeMap::new();
        for dependency in rows.dependencies {
            dependencies.entry(dependency.chain.clone()).or_default().push(dependency);
        }
        let template = |chain: Chain| {
            let steps = steps.remove(&chain.id).unwrap_or_default();
            let dependencies = dependencies.remove(&chain.id).unwrap_or_default();
            assemble(chain, steps, dependencies)
        };
        Ok(Self::of(rows.chains.into_iter().map(template).collect()))
    }

    fn of(mut templates: Vec<ChainTemplate>) -> Self {
        templates
            .sort_by(|a, b| (a.chain.position, &a.chain.id).cmp(&(b.chain.position, &b.chain.id)));
        Self { templates }
    }

    pub fn templates(&self) -> &[ChainTemplate] {
        &self.templates
    }

    pub fn template(&self, id: &ChainId) -> Option<&ChainTemplate> {
        self.templates.iter().find(|template| template.id() == id)
    }

    /// These templates and the others; of two with the same id, the other one whole.
    #[must_use]
    pub fn merged(&self, others: &Self) -> Self {
        let kept = self.templates.iter().filter(|own| others.template(own.id()).is_none());
        Self::of(kept.chain(&others.templates).cloned().collect())
    }

    /// The rows again, in canonical order.
    pub fn rows(&self) -> ChainRows {
        let mut rows = ChainRows::default();
        for template in &self.templates {
            rows.chains.push(template.chain.clone());
            rows.steps.extend_from_slice(&template.steps);
            rows.dependencies.extend_from_slice(&template.dependencies);
        }
        rows
    }
}

/// Puts one checked chain in canonical order.
fn assemble(
    chain: Chain,
    mut steps: Vec<ChainStep>,
    dependencies: Vec<StepDependency>,
) -> ChainTemplate {
    steps.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
    let at: BTreeMap<&StepId, usize> =
        steps.iter().enumerate().map(|(idx, step)| (&step.id, idx)).collect();
    let mut tied: Vec<((usize, usize), StepDependency)> = dependencies
        .into_iter()
        .filter_map(|row| Some(((*at.get(&row.step)?, *at.get(&row.requires)?), row)))
        .collect();
    tied.sort_by_key(|(ends, _)| *ends);
    let (ends, dependencies): (Vec<_>, Vec<_>) = tied.into_iter().unzip();
    let order = topological_order(steps.len(), &ends);
    ChainTemplate { chain, steps, dependencies, ends, order }
}

/// Nodes `0..n_nodes` after those they hang on, the smallest first; without those on a circle or
/// behind one.
///
/// Method: Kahn (1962). Edges are (later, earlier). O((n + m) log n) time.
pub(super) fn topological_order(n_nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut n_open = vec![0_usize; n_nodes];
    let mut later_of = vec![Vec::new(); n_nodes];
    for &(later, earlier) in edges {
        n_open[later] += 1;
        later_of[earlier].push(later);
    }
    let mut ready: BinaryHeap<Reverse<usize>> =
        (0..n_nodes).filter(|&node| n_open[node] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(n_nodes);
    while let Some(Reverse(node)) = ready.pop() {
        order.push(node);
        for &later in &later_of[node] {
            n_open[later] -= 1;
            if n_open[later] == 0 {
                ready.push(Reverse(later));
            }
        }
    }
    order
}
