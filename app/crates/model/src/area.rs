//! Which actor covers which area: örtliche Zuständigkeit, Einzugsgebiet, Regionalteam.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{ActorId, Envelope, JurisdictionId, RegimeCode, RegionId};

codes! {
    /// How an actor is tied to an area.
    AreaKind, "Gebietsbezug", {
        ResponsibleFor = "responsible_for", "zuständig für", "responsible for";
        ServesArea = "serves_area", "Einzugsgebiet", "serves";
        BelongsToTeam = "belongs_to_team", "gehört zu", "belongs to";
    }
}

/// One actor, one kind of tie, its regions; a Kreis stands for all its municipalities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jurisdiction {
    pub id: JurisdictionId,
    pub actor: ActorId,
    pub kind: AreaKind,
    pub regions: Vec<RegionId>,
    pub regime: Option<RegimeCode>,
    pub legal_basis: Option<String>,
    pub envelope: Envelope,
}

/// Whether an actor covers a region, and on what ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// By law or statute.
    Responsible,
    /// By its Einzugsgebiet.
    Serves,
    /// It names no area at all, so it counts as covering the whole Kreis.
    WholeKreis,
    /// It names areas, and this one is not among them.
    NotCovered,
}

impl Coverage {
    pub fn is_covered(self) -> bool {
        self != Self::NotCovered
    }
}
