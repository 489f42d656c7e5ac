//! Steps of a route with their evidence, and the arcs that stand for them.

use model::{Relation, Service};

use super::cost::Cost;
use crate::Wait;
use crate::evidence::HandoverSuccess;

/// What stands behind an arc.
pub(super) enum Step<'a> {
    /// The person is already there.
    Start,
    Entry {
        service: &'a Service,
        wait: Option<Wait>,
    },
    Handover {
        relation: &'a Relation,
        service: Option<&'a Service>,
        wait: Option<Wait>,
        processing: Option<Wait>,
        success: HandoverSuccess,
    },
}

impl<'a> Step<'a> {
    pub(super) fn cost(&self) -> Cost {
        match self {
            Self::Start => Cost::default(),
            Self::Entry { wait, .. } => Cost::of_wait(wait.as_ref()),
            Self::Handover { relation, wait, processing, success, .. } => {
                Cost::of_handover(relation, wait.as_ref(), processing.as_ref(), success)
            }
        }
    }

    pub(super) fn service(&self) -> Option<&'a Service> {
        match self {
            Self::Start => None,
            Self::Entry { service, .. } => Some(service),
            Self::Handover { service, .. } => *service,
        }
    }
}

/// One step from a node to the next; several may join the same two.
#[derive(Clone, Copy)]
pub(super) struct Arc {
    /// The rank of an actor, or the source.
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) kind: ArcKind,
    pub(super) cost: Cost,
    /// Position among the steps of the graph, which are in the order of ids.
    pub(super) step: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ArcKind {
    /// The path goes on from the head.
    Inner,
    /// The path ends at the head.
    Final,
}
