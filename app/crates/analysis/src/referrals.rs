//! Which referrals are possible for whom: the rules that routes and dependences share.

use model::{
    Access, ActorId, AreaKind, Coverage, LanguageTag, Layer, NetworkIndex, RegionId, Relation,
    RelationStatus, ResidenceStatusCode, Service, ServiceStatus, TargetGroupCode,
};
use serde::{Deserialize, Serialize};

/// Why a referral or an entry is not possible, with what would be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionReason {
    /// The receiver is not there for this Kommune, but for these areas (by id).
    NotCovering { covered: Vec<RegionId> },
    /// The relation or its service takes only these residence statuses.
    StatusNotAccepted { accepted: Vec<ResidenceStatusCode> },
    /// The relation or its service takes only these target groups.
    TargetGroupNotAccepted { accepted: Vec<TargetGroupCode> },
    /// The service states its languages, and the one asked for is not among them.
    LanguageNotOffered { offered: Vec<LanguageTag> },
    /// The service rests, is closed or has ended.
    ServiceNotActive,
    /// The relation is only planned, disturbed or ended.
    RelationNotPassable(RelationStatus),
    /// The query asks for confirmed relations only, and this one waits for a confirmation.
    NotConfirmed(MissingConfirmation),
    /// The query asks to go around this actor.
    Avoided,
    /// The goal can be reached here, but only with this many hand-overs.
    TooManyHandovers { needed: u8 },
}

/// Who has not confirmed a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingConfirmation {
    Sender,
    Receiver,
    Both,
}

impl MissingConfirmation {
    /// `None` when both sides have confirmed the relation.
    pub(crate) fn of(relation: &Relation) -> Option<Self> {
        let confirmed = (&relation.confirmed_by_sender, &relation.confirmed_by_receiver);
        match confirmed {
            (Some(_), Some(_)) => None,
            (None, Some(_)) => Some(Self::Sender),
            (Some(_), None) => Some(Self::Receiver),
            (None, None) => Some(Self::Both),
        }
    }
}

/// The actors in the order of their ids: the numbering every computation uses,
/// so that the order of the table cannot show through.
pub(crate) struct ActorOrder<'a> {
    ids: Vec<&'a ActorId>,
    table_idx: Vec<usize>,
}

impl<'a> ActorOrder<'a> {
    pub(crate) fn new(index: &NetworkIndex<'a>) -> Self {
        let mut ids: Vec<&ActorId> = index.network.actors.iter().map(|actor| &actor.id).collect();
        ids.sort_unstable();
        ids.dedup();
        let table_idx = ids.iter().filter_map(|id| index.actor_idx(id)).collect();
        Self { ids, table_idx }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn rank(&self, id: &ActorId) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// By rank.
    pub(crate) fn ids(&self) -> &[&'a ActorId] {
        &self.ids
    }

    pub(crate) fn id(&self, rank: usize) -> &'a ActorId {
        self.ids[rank]
    }

    /// The services of an actor, in the order of their ids.
    pub(crate) fn services(&self, index: &NetworkIndex<'a>, rank: usize) -> Vec<&'a Service> {
        let mut services: Vec<&Service> = index.services_of(self.table_idx[rank]).collect();
        services.sort_by(|a, b| a.id.cmp(&b.id));
        services
    }

    /// The areas an actor is responsible for or serves, by id.
    pub(crate) fn areas(&self, index: &NetworkIndex<'a>, rank: usize) -> Vec<RegionId> {
        let areas = index.jurisdictions_of(self.table_idx[rank]);
        let mut regions: Vec<RegionId> = areas
            .filter(|area| area.kind != AreaKind::BelongsToTeam)
            .flat_map(|area| area.regions.iter().cloned())
            .collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// Who covers this region and on what ground, by rank.
    pub(crate) fn competences(&self, index: &NetworkIndex<'a>, region: &RegionId) -> Vec<Coverage> {
        self.table_idx.iter().map(|&idx| index.coverage(idx, region)).collect()
    }

    /// Who covers this region, by rank.
    pub(crate) fn coverage(&self, index: &NetworkIndex<'a>, region: &RegionId) -> Vec<bool> {
        self.table_idx.iter().map(|&idx| index.coverage(idx, region).is_covered()).collect()
    }
}

/// What is known about those who are referred; `None` means "not asked".
#[derive(Clone, Copy, Default)]
pub(crate) struct Circumstances<'q> {
    pub(crate) status: Option<&'q ResidenceStatusCode>,
    pub(crate) group: Option<&'q TargetGroupCode>,
    pub(crate) language: Option<&'q LanguageTag>,
}

impl Circumstances<'_> {
    /// A service that does not state its languages is possible: see [`speaks`].
    pub(crate) fn check_service(self, service: &Service) -> Result<(), ExclusionReason> {
        if service.status != ServiceStatus::Active {
            Err(ExclusionReason::ServiceNotActive)
        } else if !service.accepts_status(self.status) {
            let accepted = service.residence_statuses.clone();
            Err(ExclusionReason::StatusNotAccepted { accepted })
        } else if !service.accepts_group(self.group) {
            let accepted = service.target_groups.clone();
            Err(ExclusionReason::TargetGroupNotAccepted { accepted })
        } else if self.language.is_some_and(|language| speaks(service, language) == Some(false)) {
            Err(ExclusionReason::LanguageNotOffered { offered: service.languages.clone() })
        } else {
            Ok(())
        }
    }

    pub(crate) fn check_referral(self, referral: &Referral<'_>) -> Result<(), ExclusionReason> {
        let relation = referral.relation;
        if !relation.status.is_passable() {
            Err(ExclusionReason::RelationNotPassable(relation.status))
        } else if !relation.accepts_status(self.status) {
            let accepted = relation.residence_statuses.clone();
            Err(ExclusionReason::StatusNotAccepted { accepted })
        } else if !relation.accepts_group(self.group) {
            let accepted = relation.target_groups.clone();
            Err(ExclusionReason::TargetGroupNotAccepted { accepted })
        } else {
            referral.service.map_or(Ok(()), |service| self.check_service(service))
        }
    }

    /// Whether the service states that it speaks the language; `None` when no language is asked.
    pub(crate) fn is_language_stated(self, service: Option<&Service>) -> Option<bool> {
        let language = self.language?;
        Some(service.and_then(|service| speaks(service, language)).is_some())
    }
}

/// Whether a service is offered in a language; `None` when it does not state its languages.
///
/// Tags fit when one begins with the other, subtag by subtag (RFC 4647, basic filtering, in both
/// directions): `ar` and `ar-SY` fit, `zh-Hans` and `zh-Hant` do not.
fn speaks(service: &Service, language: &LanguageTag) -> Option<bool> {
    let fits = |offered: &LanguageTag| {
        let subtags = |tag: &'_ LanguageTag| tag.as_str().to_ascii_lowercase();
        let (offered, asked) = (subtags(offered), subtags(language));
        offered.split('-').zip(asked.split('-')).all(|(offered, asked)| offered == asked)
    };
    (!service.languages.is_empty()).then(|| service.languages.iter().any(fits))
}

/// A relation along which people are sent, with its ends resolved to ranks.
#[derive(Clone, Copy)]
pub(crate) struct Referral<'a> {
    pub(crate) relation: &'a Relation,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) service: Option<&'a Service>,
}

/// Every relation of the flow layer, passable or not, in the order of ids.
///
/// Left out: self-loops (nobody is handed over) and rows that point to an unknown actor, an
/// unknown service or a service of somebody else ([`model::Network::integrity_problems`]).
pub(crate) fn referrals<'a>(index: &NetworkIndex<'a>, order: &ActorOrder<'a>) -> Vec<Referral<'a>> {
    let mut found: Vec<Referral<'a>> = index
        .network
        .relations
        .iter()
        .filter(|relation| relation.kind.layer() == Layer::Flow && relation.from != relation.to)
        .filter_map(|relation| resolve(index, order, relation))
        .collect();
    found.sort_by(|a, b| a.relation.id.cmp(&b.relation.id));
    found
}

fn resolve<'a>(
    index: &NetworkIndex<'a>,
    order: &ActorOrder<'a>,
    relation: &'a Relation,
) -> Option<Referral<'a>> {
    let service = match &relation.service {
        None => None,
        Some(id) => Some(index.service(id).filter(|service| service.actor == relation.to)?),
    };
    let (from, to) = (order.rank(&relation.from)?, order.rank(&relation.to)?);
    Some(Referral { relation, from, to, service })
}

/// Whether people may come to this service first, provided it is active and takes them.
pub(crate) fn is_entry_point(service: &Service) -> bool {
    service.entry_point && matches!(service.access, Access::Open | Access::Appointment)
}

/// Whether two lists have a code in common; an empty list means everybody.
pub(crate) fn shares_any<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|code| b.contains(code))
}
