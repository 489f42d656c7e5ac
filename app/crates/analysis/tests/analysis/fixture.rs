//! Small networks as text, one row per line; whatever is named exists.
//!
//! ```text
//! gemeinde g1 1200                  a Kommune with 1,200 inhabitants
//! team t1                           a Regionalteam
//! actor a; kind jobcenter; sector welfare
//! area a g1                         actor a is responsible for g1 (and for nothing else)
//! area a g1; regime sgb-ii          for one Rechtskreis; `serves`, `team`: another kind of area
//! seat c1 a                         actor a sits in committee c1
//! service s1 @a; fields arbeit; entry; wait 3; processing 10; capacity 4 places
//! a -> b: 5                         relation "a-b" with a waiting time of 5 days
//! a -> b: ?; as r2; via s1          relation "r2" to service s1, nobody observed its wait
//! a -> b: 5; acceptance 0.8; start 0.9; wrong 0.1; confirmed both
//! service s2 @b; languages ar uk; start 0.7
//! a -> b: 5; sent 3; regimes r1 r2; agreement; feedback no; media 2; quality 5 2; closure 0.4
//! ```

use std::str::FromStr;

use model::{
    Access, Actor, ActorId, ActorKind, AreaKind, Capacity, CapacityUnit, ChurchLaw, Confidence,
    Decimal, EntityRef, Envelope, Handover, Jurisdiction, Level, Membership, MembershipRole,
    Method, Metric, Network, NetworkId, Observation, Rating, Region, RegionKind, Relation,
    RelationKind, RelationStatus, Sector, Service, ServiceKind, ServiceStatus, Statistic, Unit,
    Validity, Visibility,
};

/// An id from text, for tests that know it is one.
pub(crate) fn id<T: FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("„{text}“ is not an id"))
}

pub(crate) fn network(text: &str) -> Network {
    let mut builder = Builder { network: Network::empty(NetworkId::new("05999").unwrap()) };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        builder.row(line);
    }
    builder.network.sort();
    builder.network
}

/// The same network with every table in another order.
pub(crate) fn reversed(network: &Network) -> Network {
    let mut reversed = network.clone();
    reversed.regions.reverse();
    reversed.actors.reverse();
    reversed.services.reverse();
    reversed.jurisdictions.reverse();
    reversed.memberships.reverse();
    reversed.relations.reverse();
    reversed.observations.reverse();
    reversed
}

fn envelope() -> Envelope {
    Envelope {
        validity: Validity::default(),
        sources: Vec::new(),
        confidence: Confidence::Confirmed,
        visibility: Visibility::Public,
    }
}

struct Builder {
    network: Network,
}

impl Builder {
    fn row(&mut self, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let head: Vec<&str> = parts.next().unwrap_or_default().split_whitespace().collect();
        let attributes: Vec<Vec<&str>> =
            parts.map(|part| part.split_whitespace().collect()).collect();
        match head.as_slice() {
            ["gemeinde", name, people @ ..] => {
                let population = people.first().map(|people| people.parse().unwrap());
                self.region(name, RegionKind::Gemeinde, population);
            }
            ["team", name] => self.region(name, RegionKind::RegionalTeam, None),
            ["area", actor, regions @ ..] => self.area(actor, regions, &attributes),
            ["actor", actor] => self.described_actor(actor, &attributes),
            ["seat", committee, actor] => self.seat(committee, actor),
            ["service", name, actor] => {
                self.service(name, actor.trim_start_matches('@'), &attributes);
            }
            [from, "->", to, wait] => {
                self.relation(from, to.trim_end_matches(':'), wait, &attributes);
            }
            _ => panic!("cannot read „{line}“"),
        }
    }

    fn region(&mut self, name: &str, kind: RegionKind, population: Option<u32>) {
        self.network.regions.push(Region {
            id: id(name),
            kind,
            ags: None,
            ars: None,
            name: name.to_owned(),
            label: None,
            parent: None,
            centroid: None,
            population,
            population_date: None,
            kim_status: None,
            envelope: envelope(),
        });
    }

    fn actor(&mut self, name: &str) {
        let actor: ActorId = id(name);
        if self.network.actors.iter().any(|known| known.id == actor) {
            return;
        }
        self.network.actors.push(Actor {
            id: actor,
            kind: ActorKind::Other,
            name: name.to_owned(),
            short_name: None,
            aliases: Vec::new(),
            parent: None,
            sector: Sector::PublicKreis,
            level: Level::Kreis,
            region: None,
            contact: None,
            church_law: ChurchLaw::None,
            model: None,
            note: None,
            envelope: envelope(),
        });
    }

    fn described_actor(&mut self, name: &str, attributes: &[Vec<&str>]) {
        self.actor(name);
        let described = self.network.actors.iter_mut().find(|actor| actor.id.as_str() == name);
        let described = described.unwrap();
        for attribute in attributes {
            match attribute.as_slice() {
                ["kind", code] => described.kind = id(code),
                ["sector", code] => described.sector = id(code),
                ["in", region] => described.region = Some(id(region)),
                _ => panic!("cannot read {attribute:?}"),
            }
        }
    }

    fn area(&mut self, actor: &str, regions: &[&str], attributes: &[Vec<&str>]) {
        self.actor(actor);
        let mut area = Jurisdiction {
            id: id(&format!("area-{actor}-{}", self.network.jurisdictions.len())),
            actor: id(actor),
            kind: AreaKind::ResponsibleFor,
            regions: ids(regions),
            regime: None,
            legal_basis: None,
            envelope: envelope(),
        };
        for attribute in attributes {
            match attribute.as_slice() {
                ["serves"] => area.kind = AreaKind::ServesArea,
                ["team"] => area.kind = AreaKind::BelongsToTeam,
                ["regime", code] => area.regime = Some(id(code)),
                ["example"] => area.envelope.confidence = Confidence::Example,
                _ => panic!("cannot read {attribute:?}"),
            }
        }
        self.network.jurisdictions.push(area);
    }

    fn seat(&mut self, committee: &str, actor: &str) {
        self.actor(actor);
        self.network.memberships.push(Membership {
            committee: id(committee),
            actor: id(actor),
            role: MembershipRole::Member,
            voting: None,
            since: None,
            envelope: envelope(),
        });
    }

    fn service(&mut self, name: &str, actor: &str, attributes: &[Vec<&str>]) {
        self.actor(actor);
        let mut service = plain_service(name, actor);
        let entity = EntityRef::Service(service.id.clone());
        for attribute in attributes {
            match attribute.as_slice() {
                ["kind", code] => service.kind = id(code),
                ["fields", codes @ ..] => service.fields = ids(codes),
                ["regimes", codes @ ..] => service.regimes = ids(codes),
                ["statuses", codes @ ..] => service.residence_statuses = ids(codes),
                ["groups", codes @ ..] => service.target_groups = ids(codes),
                ["entry"] => service.entry_point = true,
                ["access", code] => service.access = id(code),
                ["status", code] => service.status = id(code),
                ["example"] => service.envelope.confidence = Confidence::Example,
                ["capacity", value, unit] => {
                    let unit: CapacityUnit = id(unit);
                    service.capacity = Some(Capacity { value: value.parse().unwrap(), unit });
                }
                ["wait", days] => self.time(&entity, Metric::WaitingTime, days),
                ["access_time", days] => self.time(&entity, Metric::AccessTime, days),
                ["processing", days] => self.time(&entity, Metric::ProcessingTime, days),
                ["arrivals", value] => self.volume(&entity, Metric::Arrivals, value),
                ["languages", tags @ ..] => service.languages = ids(tags),
                ["acceptance", share] => self.share(&entity, Metric::AcceptanceRate, share),
                ["start", share] => self.share(&entity, Metric::StartRate, share),
                ["queue", value] => {
                    let unit = (Unit::Cases, Statistic::Count);
                    self.observe(&entity, Metric::QueueLength, value.parse().unwrap(), unit);
                }
                _ => panic!("cannot read {attribute:?}"),
            }
        }
        self.network.services.push(service);
    }

    fn relation(&mut self, from: &str, to: &str, wait: &str, attributes: &[Vec<&str>]) {
        self.actor(from);
        self.actor(to);
        let named = attributes.iter().find_map(|attribute| match attribute.as_slice() {
            ["as", name] => Some((*name).to_owned()),
            _ => None,
        });
        let name = named.unwrap_or_else(|| format!("{from}-{to}"));
        let mut relation = plain_relation(&name, from, to);
        let entity = EntityRef::Relation(relation.id.clone());
        if wait != "?" {
            self.time(&entity, Metric::WaitingTime, wait);
        }
        for attribute in attributes {
            match attribute.as_slice() {
                ["as", _] => {}
                ["via", service] => relation.service = Some(id(service)),
                ["kind", code] => relation.kind = id(code),
                ["status", code] => relation.status = id(code),
                ["statuses", codes @ ..] => relation.residence_statuses = ids(codes),
                ["groups", codes @ ..] => relation.target_groups = ids(codes),
                ["regimes", from, to] => {
                    relation.regime_from = Some(id(from));
                    relation.regime_to = Some(id(to));
                }
                ["documents", papers @ ..] => {
                    relation.handover.required_documents =
                        papers.iter().map(|paper| (*paper).to_owned()).collect();
                }
                ["agreement", name] => relation.handover.agreement = Some((*name).to_owned()),
                ["feedback"] => relation.handover.feedback_agreed = Some(true),
                ["sent", value] => self.volume(&entity, Metric::ReferralsSent, value),
                ["acceptance", share] => self.share(&entity, Metric::AcceptanceRate, share),
                ["start", share] => self.share(&entity, Metric::StartRate, share),
                ["wrong", share] => self.share(&entity, Metric::WrongJurisdictionRate, share),
                ["confirmed", side] => confirm(&mut relation, side),
                ["fields", codes @ ..] => relation.fields = ids(codes),
                ["agreement"] => relation.handover.agreement = Some("Vereinbarung".to_owned()),
                ["feedback", answer] => relation.handover.feedback_agreed = Some(*answer == "yes"),
                ["media", count] => relation.handover.media_breaks = Some(count.parse().unwrap()),
                ["quality", sender, receiver] => {
                    relation.quality_by_sender = Some(rating(sender));
                    relation.quality_by_receiver = Some(rating(receiver));
                }
                ["closure", share] => self.share(&entity, Metric::LoopClosureRate, share),
                ["example"] => relation.envelope.confidence = Confidence::Example,
                _ => panic!("cannot read {attribute:?}"),
            }
        }
        self.network.relations.push(relation);
    }

    fn time(&mut self, entity: &EntityRef, metric: Metric, days: &str) {
        let value = days.parse().unwrap();
        self.observe(entity, metric, value, (Unit::Days, Statistic::Median));
    }

    fn volume(&mut self, entity: &EntityRef, metric: Metric, value: &str) {
        let value = value.parse().unwrap();
        self.observe(entity, metric, value, (Unit::CasesPerMonth, Statistic::Mean));
    }

    fn share(&mut self, entity: &EntityRef, metric: Metric, value: &str) {
        let value = value.parse().unwrap();
        self.observe(entity, metric, value, (Unit::Ratio, Statistic::Share));
    }

    fn observe(
        &mut self,
        entity: &EntityRef,
        metric: Metric,
        value: Decimal,
        (unit, statistic): (Unit, Statistic),
    ) {
        let name = format!("{}-{}-{}", entity.kind(), entity.id(), metric).replace('_', "-");
        self.network.observations.push(Observation {
            id: id(&name),
            entity: entity.clone(),
            metric,
            value,
            unit,
            statistic,
            n: None,
            period_from: None,
            period_to: None,
            clock_from: Some("Anmeldung".to_owned()),
            clock_to: Some("Beginn".to_owned()),
            method: Method::Register,
            envelope: envelope(),
        });
    }
}

fn ids<T: FromStr>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| id(text)).collect()
}

fn rating(text: &str) -> Rating {
    Rating::try_from(text.parse::<u8>().unwrap()).unwrap()
}

fn confirm(relation: &mut Relation, side: &str) {
    let day = Some("2025-06-30".parse().unwrap());
    if matches!(side, "sender" | "both") {
        relation.confirmed_by_sender = day;
    }
    if matches!(side, "receiver" | "both") {
        relation.confirmed_by_receiver = day;
    }
}

fn plain_service(name: &str, actor: &str) -> Service {
    Service {
        id: id(name),
        actor: id(actor),
        name: name.to_owned(),
        kind: ServiceKind::Other,
        fields: Vec::new(),
        target_groups: Vec::new(),
        residence_statuses: Vec::new(),
        regimes: Vec::new(),
        languages: Vec::new(),
        childcare: None,
        cost: None,
        access: Access::Open,
        entry_point: false,
        eligibility: None,
        required_documents: Vec::new(),
        capacity: None,
        leika_key: None,
        status: ServiceStatus::Active,
        envelope: envelope(),
    }
}

fn plain_relation(name: &str, from: &str, to: &str) -> Relation {
    Relation {
        id: id(name),
        kind: RelationKind::RefersTo,
        from: id(from),
        to: id(to),
        service: None,
        fields: Vec::new(),
        target_groups: Vec::new(),
        residence_statuses: Vec::new(),
        regime_from: None,
        regime_to: None,
        handover: Handover::default(),
        status: RelationStatus::Active,
        quality_by_sender: None,
        quality_by_receiver: None,
        confirmed_by_sender: None,
        confirmed_by_receiver: None,
        standard: None,
        amount_eur: None,
        times_per_year: None,
        note: None,
        envelope: envelope(),
    }
}
