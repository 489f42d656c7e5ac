//! The kinds of findings, worst first, and what counts within each.

use serde::{Deserialize, Serialize};

use super::FindingCause;
use crate::Circle;

/// Distance between the bands, above every number within a band.
const BAND: u32 = 10_000_000;

/// What a finding is about. In the order of the bands: the first is the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Fails today, and more so every month. Within the band: by how many thousandths of its
    /// capacity the queue grows a month.
    Overload,
    /// Fails for everybody who is sent there. Thousandths of a case per month.
    DeadEnd,
    /// Fails in some Kommunen. Thousandths of the population, then of the Kommunen.
    NobodyOffers,
    /// As before, but somebody would be there: easier to mend.
    OnPaperOnly,
    /// Would fail. 1001 × thousandths of the reachable pairs lost + thousandths of the population
    /// affected: pairs count first and people decide between equals.
    Dependence,
    /// People take a way for nothing. Thousandths of the cases sent wrongly a month, or 0.
    WrongOffice,
    /// People may come back to where they were. Thousandths of a case per month.
    PingPong,
    /// As before, over more offices.
    RevolvingDoor,
    /// It works, but takes long. Days of the median wait.
    SlowTransition,
    /// It works as long as people know each other. Thousandths of a case per month.
    Rupture,
    /// It works, but no more get through. Utilisation of the place in thousandths.
    NarrowPlace,
    /// It works, with hardly any slack. Utilisation in thousandths.
    Tight,
    /// The counts do not fit together. Hours between the modelled and the observed wait.
    WaitDiffers,
    /// Nobody learns whether it works. Thousandths of a case per month without feedback.
    FeedbackGap,
    /// The two sides see it differently. The number of hand-overs.
    Disagreement,
}

impl FindingKind {
    /// Worst first.
    pub const ALL: [Self; 15] = [
        Self::Overload,
        Self::DeadEnd,
        Self::NobodyOffers,
        Self::OnPaperOnly,
        Self::Dependence,
        Self::WrongOffice,
        Self::PingPong,
        Self::RevolvingDoor,
        Self::SlowTransition,
        Self::Rupture,
        Self::NarrowPlace,
        Self::Tight,
        Self::WaitDiffers,
        Self::FeedbackGap,
        Self::Disagreement,
    ];

    /// The severity of a number within the band of this kind.
    pub(super) fn severity(self, within: u64) -> u32 {
        let band = Self::ALL.iter().rev().zip(0_u32..).find(|(kind, _)| **kind == self);
        let within = u32::try_from(within).unwrap_or(BAND).min(BAND - 1);
        band.map_or(0, |(_, band)| band * BAND) + within
    }
}

impl FindingCause {
    pub fn kind(&self) -> FindingKind {
        match self {
            Self::Overload(_) => FindingKind::Overload,
            Self::DeadEnd(_) => FindingKind::DeadEnd,
            Self::NobodyOffers(_) => FindingKind::NobodyOffers,
            Self::OnPaperOnly(_) => FindingKind::OnPaperOnly,
            Self::Dependence(_) => FindingKind::Dependence,
            Self::WrongOffice(_) => FindingKind::WrongOffice,
            Self::PingPong(_) => FindingKind::PingPong,
            Self::RevolvingDoor(_) => FindingKind::RevolvingDoor,
            Self::SlowTransition(_) => FindingKind::SlowTransition,
            Self::Rupture(_) => FindingKind::Rupture,
            Self::NarrowPlace(_) => FindingKind::NarrowPlace,
            Self::Tight(_) => FindingKind::Tight,
            Self::WaitDiffers(_) => FindingKind::WaitDiffers,
            Self::FeedbackGap(_) => FindingKind::FeedbackGap,
            Self::Disagreement(_) => FindingKind::Disagreement,
        }
    }

    /// Kind and ids: unique in one list, and the same in the list of a changed network.
    pub(crate) fn key(&self) -> (FindingKind, Vec<String>) {
        let actors = |circle: &Circle| circle.actors.iter().map(ToString::to_string).collect();
        let ids = match self {
            Self::Overload(load) | Self::Tight(load) => vec![load.service.to_string()],
            Self::DeadEnd(end) => vec![end.actor.to_string()],
            Self::NobodyOffers(gap) | Self::OnPaperOnly(gap) => vec![gap.field.to_string()],
            Self::Dependence(dependence) => vec![dependence.actor.to_string()],
            Self::WrongOffice(wrong) => vec![wrong.relation.to_string()],
            Self::PingPong(circle) | Self::RevolvingDoor(circle) => actors(circle),
            Self::SlowTransition(row) | Self::Rupture(row) => {
                vec![row.from.to_string(), row.to.to_string()]
            }
            Self::NarrowPlace(place) => place.services.iter().map(ToString::to_string).collect(),
            Self::WaitDiffers(waits) => vec![waits.actor.to_string()],
            Self::FeedbackGap(sender) => vec![sender.from.to_string()],
            Self::Disagreement(sender) => vec![sender.from.to_string()],
        };
        (self.kind(), ids)
    }
}
