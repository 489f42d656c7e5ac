//! The words of the domain: a Kreis network with its actors, services, posts, committees,
//! jurisdictions, typed relations, observations and sources.
//!
//! Start at [`Network`]. Pure data with validation: no IO, no clock, no framework.
//! Field names follow `app/data/README.md`; the glossary is in `app/docs/GLOSSARY.md`.
//!
//! Not here: who may see what (`access`), what is computed (`analysis`), file formats
//! (`exchange`), rows and queries (`store`).

mod actor;
mod area;
mod chain;
mod code;
mod codebook;
mod comment;
mod committee;
mod decimal;
mod envelope;
mod event;
mod ids;
mod integrity;
mod lang;
mod network;
mod observation;
mod post;
mod region;
mod relation;
mod row;
mod service;
mod session;
mod shared_map;
mod slug;
mod source;
mod units;

pub use actor::{Actor, ActorGroup, ActorKind, ChurchLaw, JobcenterModel, Level, Sector};
pub use area::{AreaKind, Coverage, Jurisdiction};
pub use chain::{
    Chain, ChainBook, ChainProblem, ChainRows, ChainStep, ChainTemplate, DependencyKind,
    StepDependency, StepDone,
};
pub use code::{Code, UnknownCode};
pub use codebook::{CodeBook, CodeEntry, CodeListKind};
pub use comment::{Comment, CommentKey, CommentText, InvalidCommentText, Settled};
pub use committee::{Committee, CommitteeKind, Membership, MembershipRole};
pub use decimal::{Decimal, InvalidDecimal};
pub use envelope::{Confidence, Envelope, Validity, Visibility};
pub use event::{CommandId, Event, InvalidCommandId, Origin};
pub use ids::{
    ActorId, Ags, ChainId, CommitteeId, FieldCode, InvalidId, JurisdictionId, LanguageTag,
    NetworkId, ObservationId, PostId, RegimeCode, RegionId, RelationId, ResidenceStatusCode,
    ServiceId, SourceId, StepId, TargetGroupCode,
};
pub use integrity::{IntegrityProblem, Reference};
pub use jiff::Timestamp;
pub use jiff::civil::Date;
pub use lang::Lang;
pub use network::{Network, NetworkIndex};
pub use observation::{
    EntityKind, EntityRef, Method, Metric, MissingClock, Observation, Statistic, Unit,
};
pub use post::{Pillar, Post, PostKind};
pub use region::{KimStatus, Location, Region, RegionKind};
pub use relation::{
    Channel, Handover, HandoverMode, InvalidRating, Layer, Rating, Relation, RelationKind,
    RelationStatus,
};
pub use row::{Row, RowChange, RowKey, TableName};
pub use service::{Access, Capacity, CapacityUnit, Service, ServiceKind, ServiceStatus};
pub use session::{
    Choice, EndedVote, InvalidSessionId, Motion, ParticipantId, Seat, Session, SessionCode, Tally,
    VoteOutcome,
};
pub use shared_map::{InvalidMap, MapLabel, MapRole, MapToken, PasswordHash, SharedMap};
pub use slug::{slug, spelled_out};
pub use source::{Source, SourceKind};
pub use units::{Cases, Days, Fte, day_span};
