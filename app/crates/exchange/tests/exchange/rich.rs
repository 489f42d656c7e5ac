//! A network by hand in which every column of every table is used, and a small code book.

use std::str::FromStr;

use model::{
    Access, Actor, ActorKind, AreaKind, Capacity, CapacityUnit, Channel, ChurchLaw, CodeBook,
    CodeEntry, CodeListKind, Committee, CommitteeKind, Confidence, Date, Days, EntityRef, Envelope,
    Fte, Handover, HandoverMode, JobcenterModel, Jurisdiction, KimStatus, Level, Location,
    Membership, MembershipRole, Method, Metric, Network, Observation, Pillar, Post, PostKind,
    Rating, Region, RegionKind, Relation, RelationKind, RelationStatus, Sector, Service,
    ServiceKind, ServiceStatus, Source, SourceKind, Statistic, Unit, Validity, Visibility,
};

/// Any id, date or number from its text.
pub(crate) fn v<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(crate) fn list<T: FromStr<Err: std::fmt::Debug>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| v(text)).collect()
}

pub(crate) fn code_book() -> CodeBook {
    let lists = [
        (CodeListKind::FieldOfAction, ["sprache", "arbeit"]),
        (CodeListKind::LegalRegime, ["sgb-ii", "aufenthg"]),
        (CodeListKind::TargetGroup, ["refugees", "women"]),
        (CodeListKind::ResidenceStatus, ["duldung", "fiktion"]),
    ];
    let entry = |list, position, code: &str| CodeEntry {
        list,
        code: code.to_owned(),
        label_de: format!("{code} auf Deutsch"),
        label_en: format!("{code}, in English"),
        position,
        valid_from: Some(v("2020-01-01")),
        valid_to: Some(v("2030-12-31")),
        note: Some(v("=Notiz; mit „Zitat“")),
    };
    let entries = lists
        .into_iter()
        .flat_map(|(list, codes)| (1..).zip(codes).map(move |(at, code)| entry(list, at, code)));
    CodeBook::new(entries.collect())
}

fn envelope(sources: &[&str]) -> Envelope {
    Envelope {
        validity: Validity { from: Some(v("2024-01-01")), to: Some(v("2026-12-31")) },
        sources: list(sources),
        confidence: Confidence::Confirmed,
        visibility: Visibility::Steering,
    }
}

pub(crate) fn network() -> Network {
    let mut network = Network::empty(v("05774"));
    network.regions =
        vec![region("05774", RegionKind::Kreis), region("05774032", RegionKind::Gemeinde)];
    network.regions[1].parent = Some(v("05774"));
    network.actors = vec![actor("jobcenter"), actor("ki")];
    network.actors[1].parent = Some(v("jobcenter"));
    network.services = vec![service()];
    network.posts = vec![post()];
    network.committees = vec![committee()];
    network.memberships = vec![membership()];
    network.jurisdictions = vec![jurisdiction()];
    network.relations = vec![relation()];
    network.observations = observations();
    network.sources = vec![source("presse"), source("seite")];
    network
}

fn region(id: &str, kind: RegionKind) -> Region {
    Region {
        id: v(id),
        kind,
        ags: Some(v(id)),
        ars: Some(v("057740032032")),
        name: "Paderborn".to_owned(),
        label: Some(v("Paderborn, Stadt")),
        parent: None,
        centroid: Some(Location { lat_microdegrees: 51_719_000, lon_microdegrees: -8_000_001 }),
        population: Some(154_000),
        population_date: Some(v("2023-12-31")),
        kim_status: Some(KimStatus::Pilot),
        envelope: envelope(&["presse"]),
    }
}

fn actor(id: &str) -> Actor {
    Actor {
        id: v(id),
        kind: ActorKind::Jobcenter,
        name: "Jobcenter \"Nord\"; Süd, West".to_owned(),
        short_name: Some(v("'s Jobcenter")),
        aliases: vec!["a|b".to_owned(), r"c\d".to_owned(), "=e".to_owned()],
        parent: None,
        sector: Sector::PublicKreis,
        level: Level::Kreis,
        region: Some(v("05774032")),
        contact: Some(v("+49 5251 0")),
        church_law: ChurchLaw::Kdg,
        model: Some(JobcenterModel::Joint),
        note: Some(v("erste Zeile\nzweite Zeile\r\ndritte")),
        envelope: envelope(&["presse", "seite"]),
    }
}

fn service() -> Service {
    Service {
        id: v("kurs"),
        actor: v("jobcenter"),
        name: "=SUMME(A1)".to_owned(),
        kind: ServiceKind::IntegrationCourse,
        fields: list(&["sprache", "arbeit"]),
        target_groups: list(&["women"]),
        residence_statuses: list(&["duldung", "fiktion"]),
        regimes: list(&["sgb-ii"]),
        languages: list(&["de", "zh-Hans"]),
        childcare: Some(false),
        cost: Some(v("'=frei")),
        access: Access::Appointment,
        entry_point: true,
        eligibility: Some(v("\tNur mit Berechtigung.")),
        required_documents: vec!["Pass".to_owned(), "Bescheid | Nachweis".to_owned()],
        capacity: Some(Capacity { value: v("12.5"), unit: CapacityUnit::Places }),
        leika_key: Some(v("99 107")),
        status: ServiceStatus::TemporarilyClosed,
        envelope: envelope(&["seite"]),
    }
}

fn post() -> Post {
    Post {
        id: v("stelle"),
        pillar: Pillar::CaseManagement,
        kind: PostKind::CaseManager,
        label: "@Case Management".to_owned(),
        employer: v("ki"),
        workplace: Some(v("jobcenter")),
        fte: Some(Fte::from_hundredths(150)),
        funded_fte: Some(Fte::from_hundredths(100)),
        vacant_fte: Some(Fte::from_hundredths(5)),
        serves: list(&["05774", "05774032"]),
        supervised_by: Some(v("ki")),
        envelope: envelope(&["seite"]),
    }
}

fn committee() -> Committee {
    Committee {
        id: v("lenkung"),
        kind: CommitteeKind::SteeringGroup,
        label: "-Lenkungsgruppe-".to_owned(),
        chair: Some(v("ki")),
        rhythm: Some(v("halbjährlich")),
        mandate: Some(v("entscheidet")),
        envelope: envelope(&["seite"]),
    }
}

fn membership() -> Membership {
    Membership {
        committee: v("lenkung"),
        actor: v("jobcenter"),
        role: MembershipRole::Advisory,
        voting: Some(true),
        since: Some(v("2021-05-05")),
        envelope: Envelope { validity: Validity::default(), ..envelope(&["seite"]) },
    }
}

fn jurisdiction() -> Jurisdiction {
    Jurisdiction {
        id: v("gebiet"),
        actor: v("jobcenter"),
        kind: AreaKind::ResponsibleFor,
        regions: list(&["05774"]),
        regime: Some(v("sgb-ii")),
        legal_basis: Some(v("§ 36 SGB II")),
        envelope: envelope(&["seite"]),
    }
}

fn relation() -> Relation {
    Relation {
        id: v("verweis"),
        kind: RelationKind::RefersTo,
        from: v("ki"),
        to: v("jobcenter"),
        service: Some(v("kurs")),
        fields: list(&["arbeit"]),
        target_groups: list(&["refugees"]),
        residence_statuses: list(&["fiktion"]),
        regime_from: Some(v("aufenthg")),
        regime_to: Some(v("sgb-ii")),
        handover: Handover {
            mode: Some(HandoverMode::Warm),
            channel: Some(Channel::Fax),
            media_breaks: Some(2),
            required_documents: vec!["Einwilligung".to_owned()],
            consent_needed: Some(true),
            legal_basis: Some(v("§ 4 SGB II")),
            agreement: Some(v("Kooperation 2024")),
            agreed_days: Some(Days::from_days(14)),
            feedback_agreed: Some(false),
        },
        status: RelationStatus::Active,
        quality_by_sender: Rating::try_from(4).ok(),
        quality_by_receiver: Rating::try_from(1).ok(),
        confirmed_by_sender: Some(v("2025-02-03")),
        confirmed_by_receiver: Some(v("2025-02-04")),
        standard: Some(v("XAusländer")),
        amount_eur: Some(4_000_000),
        times_per_year: Some(12),
        note: Some(v("ok")),
        envelope: envelope(&["seite"]),
    }
}

fn observations() -> Vec<Observation> {
    let entities = [
        EntityRef::Actor(v("ki")),
        EntityRef::Region(v("05774")),
        EntityRef::Relation(v("verweis")),
        EntityRef::Service(v("kurs")),
    ];
    let observation = |(idx, entity)| Observation {
        id: v(&format!("wert-{idx}")),
        entity,
        metric: Metric::WaitingTime,
        value: v("0.125"),
        unit: Unit::Days,
        statistic: Statistic::Median,
        n: Some(40),
        period_from: Some(v("2024-01-01")),
        period_to: Some(v("2024-12-31")),
        clock_from: Some(v("Anmeldung")),
        clock_to: Some(v("Kursbeginn")),
        method: Method::Survey,
        envelope: envelope(&["seite"]),
    };
    entities.into_iter().enumerate().map(observation).collect()
}

fn source(id: &str) -> Source {
    Source {
        id: v(id),
        kind: SourceKind::PublicPage,
        title: "Titel".to_owned(),
        publisher: Some(v("Kreis")),
        url: Some(v("https://example.org/?a=1;b=2,3")),
        date: Some(Date::constant(2025, 1, 31)),
        quote: Some(v("„Zitat“ mit \"Zeichen\"")),
    }
}
