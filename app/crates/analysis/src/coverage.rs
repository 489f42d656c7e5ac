//! Abdeckung: who is there for which Kommune in which Handlungsfeld, what exists on paper only,
//! and where nobody or more than one is.
//!
//! Start at [`coverage_matrix`]; `overlaps` finds Doppelstrukturen, `conflicts` finds
//! Zuständigkeiten that several hold, or nobody.

mod conflicts;
mod overlaps;

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ActorId, Coverage, FieldCode, NetworkIndex, ObservationId, RegionId, ResidenceStatusCode,
    Service, ServiceId, ServiceStatus, TargetGroupCode,
};
use serde::{Deserialize, Serialize};

use crate::Wait;
use crate::dependence::municipalities;
use crate::evidence::{Grounds, service_wait};
use crate::referrals::{ActorOrder, Circumstances, Referral, is_entry_point, referrals};
use crate::ways::OpenWays;

pub use conflicts::{CompetenceProblem, CompetenceProblemKind, competence_problems};
pub use overlaps::{MAX_PAIRS, Overlap, OverlapReport, overlaps};

/// Which part of the matrix is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageQuery {
    /// The columns, in the order in which they are to come.
    pub fields: Vec<FieldCode>,
    /// `None`: not asked.
    pub status: Option<ResidenceStatusCode>,
    /// `None`: not asked.
    pub target_group: Option<TargetGroupCode>,
}

/// What people of one Kommune find in one Handlungsfeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// At least one active service, and a way from a first contact leads there.
    Offered,
    /// Somebody is there for it, but rests or is closed, or no referral that works leads there.
    OnPaperOnly,
    /// Nobody is there for it.
    Nobody,
}

/// Why an actor is there for a Kommune.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompetenceGround {
    /// By law or statute.
    Responsible,
    /// By its Einzugsgebiet.
    Serves,
    /// It names no area, so it counts as there for the whole Kreis.
    WholeKreis,
}

impl CompetenceGround {
    fn of(coverage: Coverage) -> Option<Self> {
        match coverage {
            Coverage::Responsible => Some(Self::Responsible),
            Coverage::Serves => Some(Self::Serves),
            Coverage::WholeKreis => Some(Self::WholeKreis),
            Coverage::NotCovered => None,
        }
    }
}

/// A service whose actor is there for the Kommune, and which takes the people asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetentService {
    pub service: ServiceId,
    pub actor: ActorId,
    pub ground: CompetenceGround,
    pub is_active: bool,
    /// Whether people may come here first, or a chain of referrals leads here from where they may.
    pub is_reachable: bool,
    pub waiting: Option<Wait>,
}

/// One cell of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageCell {
    pub region: RegionId,
    pub field: FieldCode,
    pub state: CoverageState,
    /// By ground (law first), then id. Services that have ended are left out.
    pub services: Vec<CompetentService>,
    pub n_active: u32,
    /// Active services to which a way leads.
    pub n_reachable: u32,
    /// The shortest wait known at an active service.
    pub shortest_wait: Option<Wait>,
    /// The observed waits.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// Computes for each Kommune and each field of the query who is there and whether a way leads there.
///
/// A way begins at a service of the Kommune to which people may come first; everybody on it covers
/// the Kommune and takes the people asked for, as in [`crate::dependences`].
///
/// # Order      Kommunen by id, within one the fields as given.
/// # Complexity O(k (n + m + s f)) time: k Kommunen, n actors, m referrals, s services, f fields
/// per service.
pub fn coverage_matrix(index: &NetworkIndex<'_>, query: &CoverageQuery) -> Vec<CoverageCell> {
    let order = ActorOrder::new(index);
    let referrals = referrals(index, &order);
    let mut cells = Vec::new();
    for (region, _) in municipalities(index) {
        let place = Place::new(index, &order, &referrals, query, region);
        cells.extend(query.fields.iter().map(|field| place.cell(field)));
    }
    cells
}

/// One Kommune: the competent services by field.
struct Place<'a, 'q> {
    region: &'q RegionId,
    by_field: BTreeMap<&'a FieldCode, Vec<(&'a Service, CompetentService)>>,
}

impl<'a, 'q> Place<'a, 'q> {
    fn new(
        index: &NetworkIndex<'a>,
        order: &ActorOrder<'a>,
        referrals: &[Referral<'a>],
        query: &CoverageQuery,
        region: &'q RegionId,
    ) -> Self {
        let circumstances = Circumstances {
            status: query.status.as_ref(),
            group: query.target_group.as_ref(),
            language: None,
        };
        let ways = OpenWays::new(index, order, referrals, circumstances, Some(region));
        let reachable = reachable_services(&ways);
        let mut place = Self { region, by_field: BTreeMap::new() };
        for (rank, coverage) in order.competences(index, region).into_iter().enumerate() {
            let Some(ground) = CompetenceGround::of(coverage) else { continue };
            for service in order.services(index, rank) {
                if takes(service, circumstances) {
                    let competent = CompetentService {
                        service: service.id.clone(),
                        actor: service.actor.clone(),
                        ground,
                        is_active: service.status == ServiceStatus::Active,
                        is_reachable: reachable.contains(&service.id),
                        waiting: service_wait(index, &service.id),
                    };
                    place.add(service, &competent);
                }
            }
        }
        place
    }

    fn add(&mut self, service: &'a Service, competent: &CompetentService) {
        let fields: BTreeSet<&FieldCode> = service.fields.iter().collect();
        for field in fields {
            self.by_field.entry(field).or_default().push((service, competent.clone()));
        }
    }

    fn cell(&self, field: &FieldCode) -> CoverageCell {
        let mut grounds = Grounds::default();
        let mut services = Vec::new();
        for (service, competent) in self.by_field.get(field).into_iter().flatten() {
            grounds.add_row(&service.envelope);
            if let Some(wait) = &competent.waiting {
                grounds.add_wait(wait);
            }
            services.push(competent.clone());
        }
        services.sort_by(|a, b| (a.ground, &a.service).cmp(&(b.ground, &b.service)));
        let n_active = count(&services, |service| service.is_active);
        let n_reachable = count(&services, |service| service.is_reachable);
        CoverageCell {
            region: self.region.clone(),
            field: field.clone(),
            state: state(&services, n_reachable),
            n_active,
            n_reachable,
            shortest_wait: shortest_wait(&services),
            services,
            uses_example_data: grounds.uses_example_data(),
            evidence: grounds.evidence(),
        }
    }
}

/// Whether a service would take these people if it worked; one that has ended takes nobody.
fn takes(service: &Service, circumstances: Circumstances<'_>) -> bool {
    service.status != ServiceStatus::Defunct
        && service.accepts_status(circumstances.status)
        && service.accepts_group(circumstances.group)
}

/// The services where people may come first or to which a referral from a reached actor leads.
fn reachable_services<'a>(ways: &OpenWays<'a>) -> BTreeSet<&'a ServiceId> {
    let reached = ways.reached();
    let offers = ways.offers.iter().flatten();
    let mut found: BTreeSet<&ServiceId> =
        offers.filter(|service| is_entry_point(service)).map(|service| &service.id).collect();
    for handover in ways.handovers.iter().filter(|handover| reached[handover.from]) {
        match handover.service {
            Some(service) => {
                found.insert(&service.id);
            }
            None => found.extend(ways.offers[handover.to].iter().map(|service| &service.id)),
        }
    }
    found
}

fn state(services: &[CompetentService], n_reachable: u32) -> CoverageState {
    if services.is_empty() {
        CoverageState::Nobody
    } else if n_reachable == 0 {
        CoverageState::OnPaperOnly
    } else {
        CoverageState::Offered
    }
}

fn shortest_wait(services: &[CompetentService]) -> Option<Wait> {
    let active = services.iter().filter(|service| service.is_active);
    let waits = active.filter_map(|service| service.waiting.as_ref());
    waits.min_by(|a, b| (a.days, &a.observation).cmp(&(b.days, &b.observation))).cloned()
}

fn count(services: &[CompetentService], is_meant: impl Fn(&CompetentService) -> bool) -> u32 {
    u32::try_from(services.iter().filter(|service| is_meant(service)).count()).unwrap_or(u32::MAX)
}
