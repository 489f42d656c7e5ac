//! Typed, directed relations between actors.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{
    ActorId, Days, Envelope, FieldCode, RegimeCode, RelationId, ResidenceStatusCode, ServiceId,
    TargetGroupCode,
};

codes! {
    /// What a relation says, read from sender to receiver.
    RelationKind, "Beziehungsart", {
        RefersTo = "refers_to", "verweist an", "refers to";
        ClearsFor = "clears_for", "klärt für", "clears for";
        EntitlesOrObliges = "entitles_or_obliges", "berechtigt oder verpflichtet zu", "entitles or obliges to";
        LegalTransition = "legal_transition", "gibt über in anderen Rechtskreis", "hands over to another legal regime";
        CooperatesWith = "cooperates_with", "kooperiert mit", "cooperates with";
        ExchangesInformation = "exchanges_information", "tauscht Informationen mit", "exchanges information with";
        ExchangesData = "exchanges_data", "tauscht Daten mit", "exchanges data with";
        JointConference = "joint_conference", "berät gemeinsam mit", "confers jointly with";
        ProvidesInterpreting = "provides_interpreting", "dolmetscht für", "interprets for";
        ReportsFindingTo = "reports_finding_to", "meldet Befunde an", "reports findings to";
        DecidesOn = "decides_on", "entscheidet über Vorlagen von", "decides on proposals of";
        AssignsTo = "assigns_to", "beauftragt", "assigns to";
        ForwardsTo = "forwards_to", "leitet weiter an", "forwards to";
        Funds = "funds", "fördert", "funds";
        Coordinates = "coordinates", "koordiniert", "coordinates";
        Supervises = "supervises", "führt Fachaufsicht über", "supervises";
        Represents = "represents", "vertritt", "represents";
        /// Should exist by template or agreement, and does not.
        ExpectedRelation = "expected_relation", "müsste verweisen an", "should refer to";
    }
}

codes! {
    /// The layers of the network: one picture, several kinds of tie.
    Layer, "Ebene des Netzes", {
        Flow = "flow", "Verweise", "referrals";
        Cooperation = "cooperation", "Zusammenarbeit", "cooperation";
        Governance = "governance", "Steuerung", "governance";
        Structure = "structure", "Aufbau", "structure";
        Expected = "expected", "Fehlende Verbindungen", "missing links";
    }
}

impl RelationKind {
    pub fn layer(self) -> Layer {
        match self {
            Self::RefersTo | Self::ClearsFor | Self::EntitlesOrObliges | Self::LegalTransition => {
                Layer::Flow
            }
            Self::CooperatesWith
            | Self::ExchangesInformation
            | Self::ExchangesData
            | Self::JointConference
            | Self::ProvidesInterpreting => Layer::Cooperation,
            Self::ReportsFindingTo | Self::DecidesOn | Self::AssignsTo | Self::ForwardsTo => {
                Layer::Governance
            }
            Self::Funds | Self::Coordinates | Self::Supervises | Self::Represents => {
                Layer::Structure
            }
            Self::ExpectedRelation => Layer::Expected,
        }
    }

    /// Cooperation is mutual; every other kind has a sender and a receiver.
    pub fn is_directed(self) -> bool {
        !matches!(self, Self::CooperatesWith | Self::JointConference)
    }
}

codes! {
    /// How a person is handed over.
    HandoverMode, "Übergabeart", {
        Arranged = "arranged", "Vermittlung mit Termin", "arranged appointment";
        Warm = "warm", "begleitete Übergabe", "warm hand-over";
        InfoOnly = "info_only", "nur Information", "information only";
    }
}

codes! {
    /// The way the hand-over takes.
    Channel, "Kanal", {
        InPerson = "in_person", "persönlich", "in person";
        Phone = "phone", "Telefon", "telephone";
        Email = "email", "E-Mail", "e-mail";
        Post = "post", "Post", "post";
        Fax = "fax", "Fax", "fax";
        Portal = "portal", "Portal", "portal";
        SpecialistSoftware = "specialist_software", "Fachverfahren", "specialist software";
        None = "none", "keiner", "none";
    }
}

codes! {
    /// Whether a relation works.
    RelationStatus, "Beziehungsstatus", {
        Planned = "planned", "geplant", "planned";
        Active = "active", "aktiv", "active";
        Informal = "informal", "informell", "informal";
        Broken = "broken", "gestört", "broken";
        Discontinued = "discontinued", "beendet", "discontinued";
    }
}

impl RelationStatus {
    /// Whether people can be referred along it today.
    pub fn is_passable(self) -> bool {
        matches!(self, Self::Active | Self::Informal)
    }
}

/// Perceived quality, 1 (poor) to 5 (very good).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

/// A rating outside 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} liegt nicht zwischen 1 und 5")]
pub struct InvalidRating(pub u8);

impl TryFrom<u8> for Rating {
    type Error = InvalidRating;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        if (1..=5).contains(&value) { Ok(Self(value)) } else { Err(InvalidRating(value)) }
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

/// How the hand-over is done and what it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub mode: Option<HandoverMode>,
    pub channel: Option<Channel>,
    pub media_breaks: Option<u8>,
    pub required_documents: Vec<String>,
    /// Whether Einwilligung or Schweigepflichtentbindung is needed; never the consent itself.
    pub consent_needed: Option<bool>,
    pub legal_basis: Option<String>,
    /// Name of the Kooperationsvereinbarung.
    pub agreement: Option<String>,
    pub agreed_days: Option<Days>,
    pub feedback_agreed: Option<bool>,
}

/// A directed edge between two actors. Volumes and waits are [`crate::Observation`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    pub id: RelationId,
    pub kind: RelationKind,
    pub from: ActorId,
    pub to: ActorId,
    /// The receiving service.
    pub service: Option<ServiceId>,
    pub fields: Vec<FieldCode>,
    pub target_groups: Vec<TargetGroupCode>,
    pub residence_statuses: Vec<ResidenceStatusCode>,
    pub regime_from: Option<RegimeCode>,
    pub regime_to: Option<RegimeCode>,
    pub handover: Handover,
    pub status: RelationStatus,
    pub quality_by_sender: Option<Rating>,
    pub quality_by_receiver: Option<Rating>,
    pub confirmed_by_sender: Option<Date>,
    pub confirmed_by_receiver: Option<Date>,
    /// Standard of an `exchanges_data`, e.g. `XAusländer`.
    pub standard: Option<String>,
    /// Funding per year, for `funds`.
    pub amount_eur: Option<u32>,
    /// Frequency of exchanges and conferences.
    pub times_per_year: Option<u16>,
    pub note: Option<String>,
    pub envelope: Envelope,
}

impl Relation {
    pub fn accepts_status(&self, status: Option<&ResidenceStatusCode>) -> bool {
        self.residence_statuses.is_empty()
            || status.is_none_or(|status| self.residence_statuses.contains(status))
    }

    pub fn accepts_group(&self, group: Option<&TargetGroupCode>) -> bool {
        self.target_groups.is_empty()
            || group.is_none_or(|group| self.target_groups.contains(group))
    }
}
