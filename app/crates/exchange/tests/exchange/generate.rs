//! Networks by seed: sound, in canonical order, with nasty texts.

use model::{
    Access, Actor, ActorKind, AreaKind, Capacity, CapacityUnit, Channel, ChurchLaw, Committee,
    CommitteeKind, Confidence, Date, Days, Decimal, EntityRef, Envelope, Fte, Handover,
    HandoverMode, JobcenterModel, Jurisdiction, KimStatus, Level, Location, Membership,
    MembershipRole, Method, Metric, Network, Observation, Pillar, Post, PostKind, Rating, Region,
    RegionKind, Relation, RelationKind, RelationStatus, Sector, Service, ServiceKind,
    ServiceStatus, Source, SourceKind, Statistic, Unit, Validity, Visibility,
};

use crate::rich::v;

/// `SplitMix64` (Steele, Lea and Flood 2014): a seed is a test case.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    pub(crate) fn pick<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }

    pub(crate) fn chance(&mut self) -> bool {
        self.below(2) == 0
    }

    pub(crate) fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance().then(|| value(self))
    }

    pub(crate) fn several<T>(&mut self, value: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| value(self)).collect()
    }

    /// Up to `max`, often at its edges.
    pub(crate) fn number(&mut self, max: u32) -> u32 {
        let any = u32::try_from(self.next() % (u64::from(max) + 1)).unwrap();
        self.pick(&[0, 1, max, any])
    }

    fn date(&mut self) -> Date {
        let year = self.pick(&[1800, 1999, 2000, 2024, 9999]);
        Date::new(year, self.pick(&[1, 2, 12]), self.pick(&[1, 28])).unwrap()
    }

    /// Two days in their order.
    fn span(&mut self) -> (Option<Date>, Option<Date>) {
        match (self.some(Self::date), self.some(Self::date)) {
            (Some(from), Some(to)) => (Some(from.min(to)), Some(from.max(to))),
            span => span,
        }
    }

    /// A text without blanks at its end.
    pub(crate) fn text(&mut self) -> String {
        const PARTS: [&str; 24] = [
            "a",
            "Ü",
            "ß",
            " ",
            "\"",
            "'",
            ",",
            ";",
            "|",
            "\\",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "=",
            "+",
            "-",
            "@",
            "1",
            "#",
            "\u{feff}",
            "„“",
            "👩‍🏫",
            "\0",
        ];
        loop {
            let text: String = (0..=self.below(6)).map(|_| self.pick(&PARTS)).collect();
            let text = text.trim_end().to_owned();
            if !text.is_empty() {
                return text;
            }
        }
    }

    /// A text without blanks around it.
    pub(crate) fn item(&mut self) -> String {
        loop {
            let item = self.text().trim().to_owned();
            if !item.is_empty() {
                return item;
            }
        }
    }

    fn envelope(&mut self) -> Envelope {
        let mut sources = vec![v("s0")];
        if self.chance() {
            sources.insert(0, v("-s1"));
        }
        let (from, to) = self.span();
        Envelope {
            validity: Validity { from, to },
            sources,
            confidence: self.pick(Confidence::ALL),
            visibility: self.pick(Visibility::ALL),
        }
    }
}

const ACTORS: [&str; 3] = ["-a0", "a1", "a2"];
const REGIONS: [&str; 3] = ["05774", "05774032", "team"];

/// A sound network; equal seeds give equal networks.
pub(crate) fn generate(seed: u64) -> Network {
    let mut r = Random(seed);
    let mut network = Network::empty(v("05774"));
    network.regions = REGIONS.map(|id| region(&mut r, id)).to_vec();
    network.actors = ACTORS.map(|id| actor(&mut r, id)).to_vec();
    network.services = ["-d0", "d1"].map(|id| service(&mut r, id)).to_vec();
    network.posts = ["p0", "p1"].map(|id| post(&mut r, id)).to_vec();
    network.committees = ["c0", "c1"].map(|id| committee(&mut r, id)).to_vec();
    network.memberships = ["a1", "a2"].map(|id| membership(&mut r, id)).to_vec();
    network.jurisdictions = ["j0", "j1"].map(|id| jurisdiction(&mut r, id)).to_vec();
    network.relations = ["r0", "r1"].map(|id| relation(&mut r, id)).to_vec();
    network.observations = ["o0", "o1", "o2"].map(|id| observation(&mut r, id)).to_vec();
    network.sources = ["-s1", "s0"].map(|id| source(&mut r, id)).to_vec();
    network
}

fn region(r: &mut Random, id: &str) -> Region {
    let (kind, has_ags) = match id {
        "05774" => (RegionKind::Kreis, r.chance()),
        "05774032" => (RegionKind::Gemeinde, true),
        _ => (r.pick(&[RegionKind::RegionalTeam, RegionKind::Sozialraum]), false),
    };
    let centroid = Location {
        lat_microdegrees: r.pick(&[-90_000_000, -1, 0, 51_000_010]),
        lon_microdegrees: r.pick(&[-180_000_000, 180_000_000, 8_123_456]),
    };
    Region {
        id: v(id),
        kind,
        ags: has_ags.then(|| v(id)),
        ars: r.some(|_| "057740032032".to_owned()),
        name: r.text(),
        label: r.some(Random::text),
        parent: (id != "05774").then(|| v("05774")),
        centroid: (kind == RegionKind::Gemeinde || r.chance()).then_some(centroid),
        population: r.some(|r| r.number(u32::MAX)),
        population_date: r.some(Random::date),
        kim_status: r.some(|r| r.pick(KimStatus::ALL)),
        envelope: r.envelope(),
    }
}

fn actor(r: &mut Random, id: &str) -> Actor {
    Actor {
        id: v(id),
        kind: r.pick(ActorKind::ALL),
        name: r.text(),
        short_name: r.some(Random::text),
        aliases: r.several(Random::item),
        parent: (id != "-a0").then(|| v("-a0")),
        sector: r.pick(Sector::ALL),
        level: r.pick(Level::ALL),
        region: r.some(|r| v(r.pick(&REGIONS))),
        contact: r.some(Random::text),
        church_law: r.pick(ChurchLaw::ALL),
        model: r.some(|r| r.pick(JobcenterModel::ALL)),
        note: r.some(Random::text),
        envelope: r.envelope(),
    }
}

fn service(r: &mut Random, id: &str) -> Service {
    let value = Decimal::from_thousandths(i64::from(r.number(u32::MAX)));
    Service {
        id: v(id),
        actor: v("-a0"),
        name: r.text(),
        kind: r.pick(ServiceKind::ALL),
        fields: vec![v("sprache")],
        target_groups: r.several(|r| v(r.pick(&["refugees", "women"]))),
        residence_statuses: r.several(|_| v("duldung")),
        regimes: r.several(|_| v("sgb-ii")),
        languages: r.several(|r| v(r.pick(&["de", "zh-Hans"]))),
        childcare: r.some(Random::chance),
        cost: r.some(Random::text),
        access: r.pick(Access::ALL),
        entry_point: r.chance(),
        eligibility: r.some(Random::text),
        required_documents: r.several(Random::item),
        capacity: r.some(|r| Capacity { value, unit: r.pick(CapacityUnit::ALL) }),
        leika_key: r.some(Random::text),
        status: r.pick(ServiceStatus::ALL),
        envelope: r.envelope(),
    }
}

fn post(r: &mut Random, id: &str) -> Post {
    let fte = |r: &mut Random| Fte::from_hundredths(r.number(u32::MAX));
    let (all, vacant) = (r.some(fte), r.some(fte));
    Post {
        id: v(id),
        pillar: r.pick(Pillar::ALL),
        kind: r.pick(PostKind::ALL),
        label: r.text(),
        employer: v(r.pick(&ACTORS)),
        workplace: r.some(|r| v(r.pick(&ACTORS))),
        fte: all,
        funded_fte: r.some(fte),
        vacant_fte: vacant.map(|vacant| all.map_or(vacant, |all| vacant.min(all))),
        serves: r.several(|r| v(r.pick(&REGIONS))),
        supervised_by: r.some(|r| v(r.pick(&ACTORS))),
        envelope: r.envelope(),
    }
}

fn committee(r: &mut Random, id: &str) -> Committee {
    Committee {
        id: v(id),
        kind: r.pick(CommitteeKind::ALL),
        label: r.text(),
        chair: r.some(|r| v(r.pick(&ACTORS))),
        rhythm: r.some(Random::text),
        mandate: r.some(Random::text),
        envelope: r.envelope(),
    }
}

fn membership(r: &mut Random, actor: &str) -> Membership {
    Membership {
        committee: v("c0"),
        actor: v(actor),
        role: r.pick(MembershipRole::ALL),
        voting: r.some(Random::chance),
        since: r.some(Random::date),
        envelope: Envelope { validity: Validity::default(), ..r.envelope() },
    }
}

fn jurisdiction(r: &mut Random, id: &str) -> Jurisdiction {
    let mut regions = vec![v(r.pick(&REGIONS)), v(r.pick(&REGIONS))];
    regions.dedup();
    Jurisdiction {
        id: v(id),
        actor: v(r.pick(&ACTORS)),
        kind: r.pick(AreaKind::ALL),
        regions,
        regime: r.some(|_| v("aufenthg")),
        legal_basis: r.some(Random::text),
        envelope: r.envelope(),
    }
}

fn relation(r: &mut Random, id: &str) -> Relation {
    let rating = |r: &mut Random| Rating::try_from(r.pick(&[1, 3, 5])).unwrap();
    Relation {
        id: v(id),
        kind: r.pick(RelationKind::ALL),
        from: v(r.pick(&ACTORS)),
        to: v("-a0"),
        service: r.some(|r| v(r.pick(&["-d0", "d1"]))),
        fields: r.several(|_| v("arbeit")),
        target_groups: r.several(|_| v("women")),
        residence_statuses: r.several(|_| v("fiktion")),
        regime_from: r.some(|_| v("aufenthg")),
        regime_to: r.some(|_| v("sgb-ii")),
        handover: handover(r),
        status: r.pick(RelationStatus::ALL),
        quality_by_sender: r.some(rating),
        quality_by_receiver: r.some(rating),
        confirmed_by_sender: r.some(Random::date),
        confirmed_by_receiver: r.some(Random::date),
        standard: r.some(Random::text),
        amount_eur: r.some(|r| r.number(u32::MAX)),
        times_per_year: r.some(|r| u16::try_from(r.number(65535)).unwrap()),
        note: r.some(Random::text),
        envelope: r.envelope(),
    }
}

fn handover(r: &mut Random) -> Handover {
    Handover {
        mode: r.some(|r| r.pick(HandoverMode::ALL)),
        channel: r.some(|r| r.pick(Channel::ALL)),
        media_breaks: r.some(|r| u8::try_from(r.number(255)).unwrap()),
        required_documents: r.several(Random::item),
        consent_needed: r.some(Random::chance),
        legal_basis: r.some(Random::text),
        agreement: r.some(Random::text),
        agreed_days: r.some(|r| Days::from_days(r.number(u32::MAX))),
        feedback_agreed: r.some(Random::chance),
    }
}

fn observation(r: &mut Random, id: &str) -> Observation {
    let entities = [
        EntityRef::Actor(v("-a0")),
        EntityRef::Service(v("-d0")),
        EntityRef::Relation(v("r1")),
        EntityRef::Region(v("team")),
    ];
    let metric = r.pick(Metric::ALL);
    let unit = r.pick(Unit::ALL);
    let (period_from, period_to) = r.span();
    Observation {
        id: v(id),
        entity: r.pick(&entities),
        metric,
        value: Decimal::from_thousandths(r.pick(&[0, 1, 50, 1500, i64::MAX])),
        unit: match unit {
            _ if metric.is_time() => Unit::Days,
            Unit::Days => Unit::Ratio,
            unit => unit,
        },
        statistic: r.pick(Statistic::ALL),
        n: r.some(|r| r.number(u32::MAX)),
        period_from,
        period_to,
        clock_from: (metric.is_time() || r.chance()).then(|| r.text()),
        clock_to: (metric.is_time() || r.chance()).then(|| r.text()),
        method: r.pick(Method::ALL),
        envelope: r.envelope(),
    }
}

fn source(r: &mut Random, id: &str) -> Source {
    Source {
        id: v(id),
        kind: r.pick(SourceKind::ALL),
        title: r.text(),
        publisher: r.some(Random::text),
        url: r.some(Random::text),
        date: r.some(Random::date),
        quote: r.some(Random::text),
    }
}
