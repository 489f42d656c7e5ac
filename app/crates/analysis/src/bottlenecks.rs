//! Engpässe: one ranked list of what holds the network up.
//!
//! Start at [`bottlenecks`]. Loops, transitions and the narrowest points of flow join this list
//! later as further [`BottleneckCause`]s with a band of their own.

use model::{NetworkIndex, RegionId};
use serde::{Deserialize, Serialize};

use crate::dependence::municipalities;
use crate::{Dependence, LoadLevel, ServiceLoad, dependences, service_loads};

/// Distance between the bands of [`Bottleneck::severity`], above every number within a band.
const BAND: u32 = 10_000_000;

/// What holds the network up, with everything one needs to say it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BottleneckCause {
    /// More arrive than the service can take: its queue grows.
    Overload(ServiceLoad),
    /// People in some Kommunen lose access when this actor drops out.
    Dependence(Dependence),
    /// The service is at 85 % or more.
    Tight(ServiceLoad),
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// Higher is worse; see [`bottlenecks`]. Comparable within one network and revision.
    pub severity: u32,
    pub cause: BottleneckCause,
}

impl BottleneckCause {
    /// The id that breaks ties; unique within a band.
    fn id(&self) -> &str {
        match self {
            Self::Overload(load) | Self::Tight(load) => load.service.as_str(),
            Self::Dependence(dependence) => dependence.actor.as_str(),
        }
    }
}

/// Ranks overloaded services, dependences on single actors and tight services.
///
/// The severity has three bands, so that the order can be said in one sentence: what already
/// fails comes before what might fail, and that before what is only close to its limit.
/// 1. Overloaded: 20,000,000 + by how many thousandths of its capacity the queue grows a month.
/// 2. Dependence: 10,000,000 + 1001 × thousandths of the reachable pairs lost + thousandths of the
///    population affected. So pairs count first and people decide between equals.
/// 3. Tight: utilisation in thousandths.
///
/// # Order      by severity, then id; at most `limit` entries.
/// # Complexity that of [`service_loads`] and [`dependences`].
pub fn bottlenecks(index: &NetworkIndex<'_>, limit: usize) -> Vec<Bottleneck> {
    let population = municipalities(index)
        .iter()
        .fold(0_u64, |total, (_, people): &(&RegionId, u64)| total.saturating_add(*people));
    let loads = service_loads(index).services.into_iter().filter_map(of_load);
    let dependences = dependences(index)
        .into_iter()
        .filter(|dependence| !dependence.lost.is_empty())
        .map(|dependence| of_dependence(dependence, population));
    let mut found: Vec<Bottleneck> = loads.chain(dependences).collect();
    found.sort_by(|a, b| (b.severity, a.cause.id()).cmp(&(a.severity, b.cause.id())));
    found.truncate(limit);
    found
}

fn of_load(load: ServiceLoad) -> Option<Bottleneck> {
    let permille = load.utilisation_permille;
    match load.level {
        LoadLevel::Overloaded => Some(Bottleneck {
            severity: 2 * BAND + permille.saturating_sub(1000).min(BAND - 1),
            cause: BottleneckCause::Overload(load),
        }),
        LoadLevel::Tight => {
            Some(Bottleneck { severity: permille, cause: BottleneckCause::Tight(load) })
        }
        LoadLevel::Free => None,
    }
}

fn of_dependence(dependence: Dependence, population: u64) -> Bottleneck {
    let n_lost = u64::try_from(dependence.lost.len()).unwrap_or(u64::MAX);
    let pairs = permille(n_lost, u64::from(dependence.n_pairs_total));
    let people = permille(dependence.affected_population, population);
    let severity = BAND + 1001 * pairs + people;
    Bottleneck { severity, cause: BottleneckCause::Dependence(dependence) }
}

/// The share in thousandths, 0 to 1000, rounded down; nothing of nothing is 0.
fn permille(part: u64, whole: u64) -> u32 {
    let share = (u128::from(part) * 1000).checked_div(u128::from(whole)).unwrap_or(0);
    u32::try_from(share).unwrap_or(1000).min(1000)
}
