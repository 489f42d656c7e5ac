//! Integrationsketten: the steps from one situation to another, partly parallel.
//!
//! Templates are data and name no Kreis; `analysis` maps them on the network of one.
//! Start at [`ChainBook`], the only way to a [`ChainTemplate`]: what spans rows is checked there.

mod book;
mod check;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{
    Access, ActorKind, ChainId, Confidence, FieldCode, Lang, RegimeCode, ResidenceStatusCode,
    Service, ServiceKind, StepId, TargetGroupCode,
};

pub use book::{ChainBook, ChainRows};
pub use check::ChainProblem;

codes! {
    /// How a step hangs on an earlier one: whether it waits for it, and whether people are handed
    /// over from it.
    DependencyKind, "Abhängigkeitsart", {
        /// Waits and hands over: the step begins when the other is done and sends people on.
        Requires = "requires", "setzt voraus", "requires";
        /// Hands over, does not wait: the other prepares it, but it may begin without.
        Enables = "enables", "wird vorbereitet durch", "is prepared by";
        /// Waits, does not hand over: a condition in law that the other one meets.
        Blocks = "blocks", "ist gesperrt bis", "is blocked until";
    }
}

impl DependencyKind {
    /// Whether the step cannot begin before the other is done.
    pub fn waits(self) -> bool {
        matches!(self, Self::Requires | Self::Blocks)
    }

    /// Whether the office of the other step sends people to the office of this one.
    pub fn hands_over(self) -> bool {
        matches!(self, Self::Requires | Self::Enables)
    }
}

codes! {
    /// When a step is done, so that the next may begin.
    StepDone, "Abschluss eines Schritts", {
        /// With the first appointment or day, however long people stay, e.g. in a Kita.
        Start = "start", "mit dem Beginn", "once begun";
        /// With what comes out, e.g. a Bescheid or a certificate.
        Completion = "completion", "mit dem Abschluss", "once completed";
    }
}

/// What a chain is about and for whom; its steps are rows of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    pub id: ChainId,
    pub label_de: String,
    pub label_en: String,
    pub description_de: Option<String>,
    pub description_en: Option<String>,
    /// Groups the people belong to, all at once; empty means anybody.
    pub target_groups: Vec<TargetGroupCode>,
    /// Residence status at the start; it holds for every step that names none.
    pub residence_status: Option<ResidenceStatusCode>,
    pub position: u16,
    /// Where the template comes from, in words (German).
    pub source_note: String,
    pub confidence: Confidence,
}

impl Chain {
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.label_de,
            Lang::En => &self.label_en,
        }
    }

    pub fn description(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::De => self.description_de.as_deref(),
            Lang::En => self.description_en.as_deref(),
        }
    }
}

/// One step of a chain. Empty lists mean "no restriction", but kinds or fields must be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainStep {
    pub chain: ChainId,
    pub id: StepId,
    pub label_de: String,
    pub label_en: String,
    /// Kinds of service that do the step.
    pub service_kinds: Vec<ServiceKind>,
    /// Handlungsfelder of which the service must have one.
    pub fields: Vec<FieldCode>,
    /// Rechtskreise in which the step is done; between steps that share none lies a
    /// Rechtskreiswechsel.
    pub regimes: Vec<RegimeCode>,
    /// Kinds of actor that are responsible.
    pub actor_kinds: Vec<ActorKind>,
    /// Ways of getting in, to tell apart e.g. first advice and procedure of one office.
    pub access: Vec<Access>,
    /// Residence status that people have in this step, where it is not that of the start.
    pub residence_status: Option<ResidenceStatusCode>,
    /// Whether people may leave the step out; it does not count in lead times.
    pub optional: bool,
    /// Whether the chain is for this: its lead time ends with the last goal.
    pub goal: bool,
    pub done: StepDone,
    pub required_documents: Vec<String>,
    pub legal_basis: Option<String>,
    pub position: u16,
}

impl ChainStep {
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.label_de,
            Lang::En => &self.label_en,
        }
    }

    /// Whether an actor of this kind does the step with this service, whatever its status and
    /// whoever it takes. A service that names no Rechtskreis is open to every one.
    pub fn is_done_by(&self, kind: ActorKind, service: &Service) -> bool {
        let has = |list: &[FieldCode]| list.iter().any(|field| self.fields.contains(field));
        let in_regime = |list: &[RegimeCode]| list.iter().any(|code| self.regimes.contains(code));
        (self.service_kinds.is_empty() || self.service_kinds.contains(&service.kind))
            && (self.fields.is_empty() || has(&service.fields))
            && (self.regimes.is_empty()
                || service.regimes.is_empty()
                || in_regime(&service.regimes))
            && (self.actor_kinds.is_empty() || self.actor_kinds.contains(&kind))
            && (self.access.is_empty() || self.access.contains(&service.access))
    }
}

/// That a step hangs on an earlier one of its chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDependency {
    pub chain: ChainId,
    /// The later step.
    pub step: StepId,
    /// The earlier step.
    pub requires: StepId,
    pub kind: DependencyKind,
    /// What the earlier step gives people to bring along, e.g. a Bescheid.
    pub document: Option<String>,
}

/// A chain with its steps and what hangs on what: sound, without circles, in canonical order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainTemplate {
    chain: Chain,
    steps: Vec<ChainStep>,
    dependencies: Vec<StepDependency>,
    /// Per dependency: positions of the later and the earlier step in `steps`.
    ends: Vec<(usize, usize)>,
    order: Vec<usize>,
}

impl ChainTemplate {
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    pub fn id(&self) -> &ChainId {
        &self.chain.id
    }

    /// By position, then id.
    pub fn steps(&self) -> &[ChainStep] {
        &self.steps
    }

    /// In the order of the later step, then of the earlier one.
    pub fn dependencies(&self) -> &[StepDependency] {
        &self.dependencies
    }

    /// What a step hangs on: position of the earlier step, and how.
    pub fn incoming(&self, step_idx: usize) -> impl Iterator<Item = (usize, &StepDependency)> {
        let pairs = self.ends.iter().zip(&self.dependencies);
        pairs
            .filter(move |((later, _), _)| *later == step_idx)
            .map(|(&(_, earlier), dependency)| (earlier, dependency))
    }

    /// Every step after those it hangs on; of several that may come next, the first in `steps`.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// How many steps come before each at the least; steps of one stage may run side by side.
    pub fn stages(&self) -> Vec<usize> {
        let mut stages = vec![0; self.steps.len()];
        for &step in &self.order {
            let earlier = self.incoming(step).map(|(earlier, _)| stages[earlier] + 1);
            stages[step] = earlier.max().unwrap_or(0);
        }
        stages
    }
}
