//! A small network that uses every table, and the engines to try it on.

use model::{
    Access, Actor, ActorKind, AreaKind, Capacity, CapacityUnit, Chain, ChainBook, ChainRows,
    ChainStep, Channel, ChurchLaw, Committee, CommitteeKind, Confidence, Days, Decimal,
    DependencyKind, EntityRef, Envelope, Fte, Handover, HandoverMode, Jurisdiction, KimStatus,
    Level, Location, Membership, MembershipRole, Method, Metric, Network, Observation, Pillar,
    Post, PostKind, Rating, Region, RegionKind, Relation, RelationKind, RelationStatus, Sector,
    Service, ServiceKind, ServiceStatus, Source, SourceKind, Statistic, StepDependency, StepDone,
    Unit, Validity, Visibility,
};
use store::{Store, StoreUrl};
use tempfile::TempDir;

/// A fresh database; the folder goes away with it.
pub(crate) struct Engine {
    url: StoreUrl,
    _folder: Option<TempDir>,
}

impl Engine {
    pub(crate) fn memory() -> Self {
        Self { url: StoreUrl::Memory, _folder: None }
    }

    pub(crate) fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { url: StoreUrl::Folder(folder.path().join("db")), _folder: Some(folder) }
    }

    pub(crate) fn url(&self) -> &StoreUrl {
        &self.url
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }
}

fn envelope() -> Envelope {
    Envelope {
        validity: Validity { from: Some("2021-12-01".parse().unwrap()), to: None },
        sources: vec!["s1".parse().unwrap()],
        confidence: Confidence::Example,
        visibility: Visibility::Public,
    }
}

/// Two municipalities, three actors in a row (cm → abh → jobcenter), one row in every table.
pub(crate) fn small_network(kreis: &str) -> Network {
    let mut network = Network::empty(kreis.parse().unwrap());
    network.regions = regions(kreis);
    network.actors = ["abh", "cm", "jobcenter"].map(actor).to_vec();
    network.actors[1].parent = Some("abh".parse().unwrap());
    network.actors[1].region = Some(format!("{kreis}020").parse().unwrap());
    network.services = vec![service()];
    network.posts = vec![post(kreis)];
    network.committees = vec![Committee {
        id: "lenkung".parse().unwrap(),
        kind: CommitteeKind::SteeringGroup,
        label: "Lenkungskreis".to_owned(),
        chair: Some("abh".parse().unwrap()),
        rhythm: Some("halbjährlich".to_owned()),
        mandate: None,
        envelope: envelope(),
    }];
    network.memberships = vec![Membership {
        committee: "lenkung".parse().unwrap(),
        actor: "cm".parse().unwrap(),
        role: MembershipRole::Advisory,
        voting: Some(false),
        since: Some("2022-01-01".parse().unwrap()),
        envelope: envelope(),
    }];
    network.jurisdictions = jurisdictions(kreis);
    network.relations = vec![relation("r1", "cm", "abh"), relation("r2", "abh", "jobcenter")];
    network.relations[0].service = Some("permit".parse().unwrap());
    network.observations = vec![observation()];
    network.sources = vec![Source {
        id: "s1".parse().unwrap(),
        kind: SourceKind::Example,
        title: "Beispiel; mit \"Anführung\"".to_owned(),
        publisher: None,
        url: None,
        date: Some("2025-06-30".parse().unwrap()),
        quote: Some("ein Zitat".to_owned()),
    }];
    network
}

fn regions(kreis: &str) -> Vec<Region> {
    let region = |id: String, kind, parent: Option<&str>| Region {
        ags: Some(id.parse().unwrap()),
        id: id.parse().unwrap(),
        kind,
        ars: Some(format!("{kreis}0020020")),
        name: "Musterort".to_owned(),
        label: Some("Musterort, Stadt".to_owned()),
        parent: parent.map(|id| id.parse().unwrap()),
        centroid: Some(Location { lat_microdegrees: 51_765_100, lon_microdegrees: 8_562_500 }),
        population: Some(31_570),
        population_date: Some("2022-05-15".parse().unwrap()),
        kim_status: Some(KimStatus::Pilot),
        envelope: envelope(),
    };
    vec![
        region(kreis.to_owned(), RegionKind::Kreis, None),
        region(format!("{kreis}020"), RegionKind::Gemeinde, Some(kreis)),
        region(format!("{kreis}024"), RegionKind::Gemeinde, Some(kreis)),
    ]
}

fn actor(id: &str) -> Actor {
    Actor {
        id: id.parse().unwrap(),
        kind: ActorKind::ForeignersAuthority,
        name: format!("Amt {id}"),
        short_name: Some(id.to_uppercase()),
        aliases: vec!["Ausländeramt".to_owned()],
        parent: None,
        sector: Sector::PublicKreis,
        level: Level::Kreis,
        region: None,
        contact: Some("05251 308-0".to_owned()),
        church_law: ChurchLaw::None,
        model: None,
        note: None,
        envelope: envelope(),
    }
}

fn service() -> Service {
    Service {
        id: "permit".parse().unwrap(),
        actor: "abh".parse().unwrap(),
        name: "Beschäftigungserlaubnis".to_owned(),
        kind: ServiceKind::ResidencePermit,
        fields: vec!["aufenthalt".parse().unwrap(), "arbeit".parse().unwrap()],
        target_groups: Vec::new(),
        residence_statuses: vec!["duldung".parse().unwrap()],
        regimes: vec!["aufenthg".parse().unwrap()],
        languages: vec!["de".parse().unwrap()],
        childcare: Some(false),
        cost: None,
        access: Access::Appointment,
        entry_point: true,
        eligibility: None,
        required_documents: vec!["Arbeitsvertrag".to_owned()],
        capacity: Some(Capacity {
            value: "12.5".parse().unwrap(),
            unit: CapacityUnit::AppointmentsPerWeek,
        }),
        leika_key: None,
        status: ServiceStatus::Active,
        envelope: envelope(),
    }
}

fn post(kreis: &str) -> Post {
    Post {
        id: "case-manager".parse().unwrap(),
        pillar: Pillar::CaseManagement,
        kind: PostKind::CaseManager,
        label: "Case Management".to_owned(),
        employer: "cm".parse().unwrap(),
        workplace: Some("cm".parse().unwrap()),
        fte: Some(Fte::from_hundredths(100)),
        funded_fte: None,
        vacant_fte: Some(Fte::from_hundredths(50)),
        serves: vec![format!("{kreis}020").parse().unwrap()],
        supervised_by: Some("abh".parse().unwrap()),
        envelope: envelope(),
    }
}

fn jurisdictions(kreis: &str) -> Vec<Jurisdiction> {
    let row = |id: &str, kind, regions: Vec<String>| Jurisdiction {
        id: id.parse().unwrap(),
        actor: "abh".parse().unwrap(),
        kind,
        regions: regions.into_iter().map(|id| id.parse().unwrap()).collect(),
        regime: Some("aufenthg".parse().unwrap()),
        legal_basis: Some("§ 71 AufenthG".to_owned()),
        envelope: envelope(),
    };
    vec![
        row("j1", AreaKind::ResponsibleFor, vec![format!("{kreis}024"), format!("{kreis}020")]),
        row("j2", AreaKind::ServesArea, vec![kreis.to_owned()]),
    ]
}

fn relation(id: &str, from: &str, to: &str) -> Relation {
    Relation {
        id: id.parse().unwrap(),
        kind: RelationKind::RefersTo,
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        service: None,
        fields: vec!["arbeit".parse().unwrap()],
        target_groups: Vec::new(),
        residence_statuses: Vec::new(),
        regime_from: Some("asylblg".parse().unwrap()),
        regime_to: Some("sgb-ii".parse().unwrap()),
        handover: Handover {
            mode: Some(HandoverMode::Warm),
            channel: Some(Channel::Phone),
            media_breaks: Some(1),
            required_documents: vec!["Einwilligung".to_owned()],
            consent_needed: Some(true),
            legal_basis: None,
            agreement: Some("Kooperationsvereinbarung".to_owned()),
            agreed_days: Some(Days::from_days(14)),
            feedback_agreed: Some(false),
        },
        status: RelationStatus::Active,
        quality_by_sender: Rating::try_from(4).ok(),
        quality_by_receiver: None,
        confirmed_by_sender: Some("2025-03-01".parse().unwrap()),
        confirmed_by_receiver: None,
        standard: None,
        amount_eur: Some(57_000),
        times_per_year: Some(4),
        note: Some("Hinweis".to_owned()),
        envelope: envelope(),
    }
}

fn observation() -> Observation {
    Observation {
        id: "o1".parse().unwrap(),
        entity: EntityRef::Relation("r1".parse().unwrap()),
        metric: Metric::WaitingTime,
        value: Decimal::from_thousandths(28_500),
        unit: Unit::Days,
        statistic: Statistic::Median,
        n: Some(24),
        period_from: Some("2025-01-01".parse().unwrap()),
        period_to: Some("2025-12-31".parse().unwrap()),
        clock_from: Some("Verweis".to_owned()),
        clock_to: Some("Erstgespräch".to_owned()),
        method: Method::Workshop,
        envelope: envelope(),
    }
}

/// One template per id, in this order, of two steps in which every field is filled.
pub(crate) fn small_chain_book(ids: &[&str]) -> ChainBook {
    let mut rows = ChainRows::default();
    for (position, id) in (0..).zip(ids) {
        rows.chains.push(Chain {
            id: id.parse().unwrap(),
            label_de: "Kette".to_owned(),
            label_en: "Chain".to_owned(),
            description_de: Some("Wovon sie handelt".to_owned()),
            description_en: None,
            target_groups: vec!["refugees".parse().unwrap()],
            residence_status: Some("duldung".parse().unwrap()),
            position,
            source_note: "Allgemeines Fachwissen".to_owned(),
            confidence: Confidence::Assumed,
        });
        rows.steps.extend([chain_step(id, "titel", false), chain_step(id, "sgb-ii", true)]);
        rows.dependencies.push(StepDependency {
            chain: id.parse().unwrap(),
            step: "sgb-ii".parse().unwrap(),
            requires: "titel".parse().unwrap(),
            kind: DependencyKind::Blocks,
            document: Some("Bescheid".to_owned()),
        });
    }
    ChainBook::new(rows).unwrap()
}

fn chain_step(chain: &str, id: &str, goal: bool) -> ChainStep {
    ChainStep {
        chain: chain.parse().unwrap(),
        id: id.parse().unwrap(),
        label_de: "Schritt".to_owned(),
        label_en: "Step".to_owned(),
        service_kinds: vec![ServiceKind::Benefits],
        fields: vec!["existenzsicherung".parse().unwrap()],
        regimes: vec!["sgb-ii".parse().unwrap()],
        actor_kinds: vec![ActorKind::Jobcenter],
        access: vec![Access::Appointment],
        residence_status: goal.then(|| "schutzstatus".parse().unwrap()),
        optional: !goal,
        goal,
        done: StepDone::Start,
        required_documents: vec!["Pass".to_owned()],
        legal_basis: Some("§ 7 SGB II".to_owned()),
        position: 0,
    }
}
