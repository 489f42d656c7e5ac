//! Posts: funded positions, by function, never by person.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{ActorId, Envelope, Fte, PostId, RegionId};

codes! {
    /// Funding pillar (Baustein) of KIM.
    Pillar, "Baustein", {
        Coordination = "coordination", "Baustein 1: Koordinierung", "pillar 1: coordination";
        CaseManagement = "case_management", "Baustein 2: Case Management", "pillar 2: case management";
        LegalConsolidation = "legal_consolidation", "Baustein 3: rechtliche Verstetigung", "pillar 3: legal consolidation";
        Other = "other", "außerhalb von KIM", "outside KIM";
    }
}

codes! {
    /// Function of a post.
    PostKind, "Stellenart", {
        Coordinator = "coordinator", "Koordination", "coordinator";
        LeadCoordinator = "lead_coordinator", "Gesamtkoordination", "lead coordinator";
        CaseManager = "case_manager", "Case Management", "case manager";
        AdminAssistant = "admin_assistant", "Verwaltungsassistenz", "admin assistant";
        IntegrationGuide = "integration_guide", "Integrationslotsin oder -lotse", "integration guide";
        TeamLead = "team_lead", "Leitung", "team lead";
        Other = "other", "weitere Stelle", "other";
    }
}

/// A funded position. Employer, workplace, area served and Fachaufsicht are four relations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    pub id: PostId,
    pub pillar: Pillar,
    pub kind: PostKind,
    /// The function, in German.
    pub label: String,
    pub employer: ActorId,
    pub workplace: Option<ActorId>,
    pub fte: Option<Fte>,
    pub funded_fte: Option<Fte>,
    pub vacant_fte: Option<Fte>,
    pub serves: Vec<RegionId>,
    pub supervised_by: Option<ActorId>,
    pub envelope: Envelope,
}
