//! Changes as text, for URLs: a word, then the parts, divided by colons.

use std::fmt;
use std::str::FromStr;

use model::{Cases, Decimal, Fte, InvalidDecimal, InvalidId};

use super::{Change, WaitSubject};

/// Why a text is not a change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidChange {
    #[error("„{0}“ ist keine bekannte Änderung")]
    UnknownKind(String),
    #[error("„{0}“ hat nicht die erwarteten Teile")]
    WrongParts(String),
    #[error(transparent)]
    Id(#[from] InvalidId),
    #[error(transparent)]
    Number(#[from] InvalidDecimal),
    #[error("{0} ist kein Stellenumfang (nicht negativ, in Schritten von 0.01)")]
    Fte(Decimal),
}

impl FromStr for Change {
    type Err = InvalidChange;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.split(':').collect();
        Ok(match parts.as_slice() {
            ["zu", actor] => Self::CloseActor { actor: actor.parse()? },
            ["angebot-zu", service] => Self::CloseService { service: service.parse()? },
            ["platz", service, units] => {
                Self::AddCapacity { service: service.parse()?, units: units.parse()? }
            }
            ["stelle", actor, fte] => {
                let decimal: Decimal = fte.parse()?;
                let fte = Fte::from_decimal(decimal).ok_or(InvalidChange::Fte(decimal))?;
                Self::AddPost { actor: actor.parse()?, fte }
            }
            ["neu", ends, service] => {
                let wrong = || InvalidChange::WrongParts(text.to_owned());
                let (from, to) = ends.split_once('>').ok_or_else(wrong)?;
                let service = service.parse()?;
                Self::AddRelation { from: from.parse()?, to: to.parse()?, service }
            }
            ["warten", service, days] => Self::SetWait {
                subject: WaitSubject::Service(service.parse()?),
                days: days.parse()?,
            },
            ["warten-weg", relation, days] => Self::SetWait {
                subject: WaitSubject::Relation(relation.parse()?),
                days: days.parse()?,
            },
            ["zugang", service, per_month] => Self::SetArrivals {
                service: service.parse()?,
                per_month: Cases(per_month.parse()?),
            },
            [
                "zu" | "angebot-zu" | "platz" | "stelle" | "neu" | "warten" | "warten-weg"
                | "zugang",
                ..,
            ] => return Err(InvalidChange::WrongParts(text.to_owned())),
            _ => return Err(InvalidChange::UnknownKind(text.to_owned())),
        })
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CloseActor { actor } => write!(f, "zu:{actor}"),
            Self::CloseService { service } => write!(f, "angebot-zu:{service}"),
            Self::AddCapacity { service, units } => write!(f, "platz:{service}:{units}"),
            Self::AddPost { actor, fte } => write!(f, "stelle:{actor}:{}", fte.to_decimal()),
            Self::AddRelation { from, to, service } => write!(f, "neu:{from}>{to}:{service}"),
            Self::SetWait { subject: WaitSubject::Service(service), days } => {
                write!(f, "warten:{service}:{days}")
            }
            Self::SetWait { subject: WaitSubject::Relation(relation), days } => {
                write!(f, "warten-weg:{relation}:{days}")
            }
            Self::SetArrivals { service, per_month } => write!(f, "zugang:{service}:{per_month}"),
        }
    }
}
