//! Observations: every number that was counted, measured or estimated, with its clock.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{ActorId, Days, Decimal, Envelope, ObservationId, RegionId, RelationId, ServiceId};

codes! {
    /// What kind of thing an observation is about.
    EntityKind, "Bezug", {
        Actor = "actor", "Akteur", "actor";
        Service = "service", "Angebot", "service";
        Relation = "relation", "Beziehung", "relation";
        Region = "region", "Gebiet", "region";
    }
}

/// The thing an observation is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum EntityRef {
    Actor(ActorId),
    Service(ServiceId),
    Relation(RelationId),
    Region(RegionId),
}

impl EntityRef {
    pub fn kind(&self) -> EntityKind {
        match self {
            Self::Actor(_) => EntityKind::Actor,
            Self::Service(_) => EntityKind::Service,
            Self::Relation(_) => EntityKind::Relation,
            Self::Region(_) => EntityKind::Region,
        }
    }

    pub fn id(&self) -> &str {
        match self {
            Self::Actor(id) => id.as_str(),
            Self::Service(id) => id.as_str(),
            Self::Relation(id) => id.as_str(),
            Self::Region(id) => id.as_str(),
        }
    }
}

codes! {
    /// What was measured.
    Metric, "Kennzahl", {
        ReferralsSent = "referrals_sent", "Verweise", "referrals sent";
        Arrivals = "arrivals", "Zugänge", "arrivals";
        Throughput = "throughput", "Abgänge", "throughput";
        WaitingTime = "waiting_time", "Wartezeit", "waiting time";
        AccessTime = "access_time", "Zugangszeit", "access time";
        ProcessingTime = "processing_time", "Bearbeitungszeit", "processing time";
        IdleTime = "idle_time", "Liegezeit", "idle time";
        QueueLength = "queue_length", "Warteliste", "queue length";
        AcceptanceRate = "acceptance_rate", "Annahmequote", "acceptance rate";
        StartRate = "start_rate", "Antrittsquote", "start rate";
        LoopClosureRate = "loop_closure_rate", "Rückmeldequote", "loop closure rate";
        WrongJurisdictionRate = "wrong_jurisdiction_rate", "Fehlverweise (Zuständigkeit)", "wrong jurisdiction rate";
        RedirectRate = "redirect_rate", "Weiterverweisquote", "redirect rate";
    }
}

impl Metric {
    /// Times need a clock: from which event to which.
    pub fn is_time(self) -> bool {
        matches!(self, Self::WaitingTime | Self::AccessTime | Self::ProcessingTime | Self::IdleTime)
    }
}

codes! {
    /// Unit of a value.
    Unit, "Einheit", {
        Days = "days", "Tage", "days";
        Cases = "cases", "Fälle", "cases";
        CasesPerMonth = "cases_per_month", "Fälle pro Monat", "cases per month";
        Ratio = "ratio", "Anteil", "ratio";
    }
}

codes! {
    /// Which statistic a value is.
    Statistic, "Statistik", {
        Count = "count", "Anzahl", "count";
        Median = "median", "Median", "median";
        P25 = "p25", "25 %-Quantil", "25th percentile";
        P75 = "p75", "75 %-Quantil", "75th percentile";
        P90 = "p90", "90 %-Quantil", "90th percentile";
        Mean = "mean", "Mittelwert", "mean";
        Share = "share", "Anteil", "share";
    }
}

codes! {
    /// How a value came about.
    Method, "Methode", {
        Register = "register", "Register", "register";
        Survey = "survey", "Befragung", "survey";
        Estimate = "estimate", "Schätzung", "estimate";
        Workshop = "workshop", "Workshop", "workshop";
    }
}

/// A time was recorded without saying from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Eine Zeit braucht Anfang und Ende der Messung (clock_from, clock_to)")]
pub struct MissingClock;

/// A number with everything one needs to judge it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    pub id: ObservationId,
    pub entity: EntityRef,
    pub metric: Metric,
    pub value: Decimal,
    pub unit: Unit,
    pub statistic: Statistic,
    /// Number of cases or months behind the value.
    pub n: Option<u32>,
    pub period_from: Option<Date>,
    pub period_to: Option<Date>,
    /// Event at which the clock starts, e.g. "Anmeldung".
    pub clock_from: Option<String>,
    /// Event at which the clock stops, e.g. "Kursbeginn".
    pub clock_to: Option<String>,
    pub method: Method,
    pub envelope: Envelope,
}

impl Observation {
    /// Checks that a time says what it measures.
    ///
    /// # Errors
    /// [`MissingClock`] for a time without both ends.
    pub fn check_clock(&self) -> Result<(), MissingClock> {
        let complete = self.clock_from.is_some() && self.clock_to.is_some();
        if self.metric.is_time() && !complete { Err(MissingClock) } else { Ok(()) }
    }

    /// The value as a span, when it is one.
    pub fn as_days(&self) -> Option<Days> {
        (self.unit == Unit::Days).then(|| Days::from_decimal(self.value)).flatten()
    }
}
