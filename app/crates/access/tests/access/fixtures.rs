//! Small rows to put networks together of.

use model::{
    Access, Actor, ActorKind, ChurchLaw, Confidence, EntityRef, Envelope, Handover, Level, Method,
    Metric, Observation, Relation, RelationKind, RelationStatus, Sector, Service, ServiceKind,
    ServiceStatus, Statistic, Unit, Validity, Visibility,
};

pub(crate) fn envelope(visibility: Visibility) -> Envelope {
    Envelope {
        validity: Validity::default(),
        sources: Vec::new(),
        confidence: Confidence::Example,
        visibility,
    }
}

pub(crate) fn actor(id: &str, visibility: Visibility) -> Actor {
    Actor {
        id: id.parse().unwrap(),
        kind: ActorKind::Other,
        name: id.to_owned(),
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
        envelope: envelope(visibility),
    }
}

pub(crate) fn relation(id: &str, from: &str, to: &str, visibility: Visibility) -> Relation {
    Relation {
        id: id.parse().unwrap(),
        kind: RelationKind::RefersTo,
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
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
        envelope: envelope(visibility),
    }
}

pub(crate) fn service(id: &str, actor: &str) -> Service {
    Service {
        id: id.parse().unwrap(),
        actor: actor.parse().unwrap(),
        name: id.to_owned(),
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
        envelope: envelope(Visibility::Public),
    }
}

pub(crate) fn observation(
    id: &str,
    entity: EntityRef,
    value: &str,
    statistic: Statistic,
) -> Observation {
    Observation {
        id: id.parse().unwrap(),
        entity,
        metric: Metric::ReferralsSent,
        value: value.parse().unwrap(),
        unit: Unit::CasesPerMonth,
        statistic,
        n: Some(12),
        period_from: None,
        period_to: None,
        clock_from: None,
        clock_to: None,
        method: Method::Estimate,
        envelope: envelope(Visibility::Public),
    }
}

pub(crate) fn today() -> model::Date {
    "2026-01-15".parse().unwrap()
}
