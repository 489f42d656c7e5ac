//! Durchfluss: how many people a month can get from the first contacts to help, what the
//! narrowest point on the way is, and whom every way must pass.
//!
//! Start at [`flow_to_field`]; `channels` makes the graph, `dominance` sums up over the Kreis.

mod channels;
mod dominance;

use model::{
    ActorId, Cases, FieldCode, NetworkIndex, ObservationId, RegionId, RelationId,
    ResidenceStatusCode, ServiceId, TargetGroupCode,
};
use serde::{Deserialize, Serialize};

use crate::dependence::reach::{Reach, ReachFields};
use crate::referrals::{ActorOrder, Circumstances, referrals};
use crate::ways::OpenWays;
use channels::Channels;

pub use dominance::{Dominance, DominanceReport, DominanceRole, DominatedPair, dominances};

/// A question for the flow to a Handlungsfeld.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowQuery {
    pub field: FieldCode,
    /// The Kommune where the people live. `None`: the whole Kreis, as if everybody were there for
    /// every Kommune; what flows is then an upper bound.
    pub region: Option<RegionId>,
    /// `None`: not asked.
    pub status: Option<ResidenceStatusCode>,
    /// `None`: not asked.
    pub target_group: Option<TargetGroupCode>,
}

/// The query names a region that the network does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("das Gebiet „{0}“ gibt es nicht")]
pub struct UnknownRegion(pub RegionId);

/// How many can get through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Throughput {
    /// No way leads from a first contact to the field.
    NotConnected,
    /// At most so many a month; services whose capacity is unknown do not limit it.
    AtMost(Cases),
    /// A way leads there on which no capacity is known, so nothing can be said.
    Unknown,
}

/// A service in the narrowest place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NarrowService {
    pub service: ServiceId,
    pub actor: ActorId,
    pub capacity_per_month: Cases,
    /// The processing time behind the capacity, where it turns over with one.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// A tie on the way: a first contact, or a referral.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    Entry(ServiceId),
    Referral(RelationId),
}

/// One of the fewest ties without which no way is left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WeakTie {
    pub tie: Tie,
    pub uses_example_data: bool,
}

/// What can flow from the first contacts to the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowReport {
    pub throughput: Throughput,
    /// The services whose capacities add up to the throughput, of several such sets the one
    /// nearest to the first contacts; by id. Empty unless the throughput is known.
    pub narrowest: Vec<NarrowService>,
    /// How much of their capacity rests on example data.
    pub example_per_month: Cases,
    /// Services on some way to the field whose capacity is not known, by id.
    pub unknown_capacities: Vec<ServiceId>,
    /// How many ways there are that share no entry and no referral.
    pub n_separate_ways: u32,
    /// As many ties, nearest to the first contacts, without which no way is left.
    pub weakest_ties: Vec<WeakTie>,
    /// The actors that every way passes, from the first to the last.
    pub must_pass: Vec<ActorId>,
}

/// Computes how many people a month can get to a field, and where it is narrowest.
///
/// Everybody begins at a service to which people may come first, and goes on along referrals that
/// can be walked; each service lets through no more than its capacity per month (by the rule of
/// [`crate::service_loads`]), however often it is passed. A referral that names no service reaches
/// the receiver, and there any service in the field. What others need of the same capacities is
/// left out, so the result is what is possible at most.
///
/// Method: max-flow and min-cut (Ford and Fulkerson 1956; Dinitz 1970) with services as nodes of
/// limited capacity; once more with every entry and referral as one, for the separate ways
/// (Menger 1927).
///
/// # Errors     [`UnknownRegion`].
/// # Order      by id.
/// # Complexity O(v² e) time at worst for v actors, services and referrals, and e ties.
pub fn flow_to_field(
    index: &NetworkIndex<'_>,
    query: &FlowQuery,
) -> Result<FlowReport, UnknownRegion> {
    if let Some(region) = &query.region
        && index.region(region).is_none()
    {
        return Err(UnknownRegion(region.clone()));
    }
    let order = ActorOrder::new(index);
    let circumstances = Circumstances {
        status: query.status.as_ref(),
        group: query.target_group.as_ref(),
        language: None,
    };
    let referrals = referrals(index, &order);
    let ways = OpenWays::new(index, &order, &referrals, circumstances, query.region.as_ref());
    let channels = Channels::new(index, &ways, &query.field);
    let capacities = channels.narrowest();
    let ties = channels.weakest();
    let fields = ReachFields::new(index);
    let passed = fields
        .number(&query.field)
        .map_or_else(Vec::new, |field| Reach::new(&ways, &fields).must_pass(field));
    Ok(FlowReport {
        throughput: capacities.throughput,
        narrowest: capacities.services,
        example_per_month: capacities.example_per_month,
        unknown_capacities: channels.unknown_capacities(),
        n_separate_ways: u32::try_from(ties.len()).unwrap_or(u32::MAX),
        weakest_ties: ties,
        must_pass: passed.into_iter().map(|rank| order.id(rank).clone()).collect(),
    })
}
