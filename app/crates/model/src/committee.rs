//! Committees and who sits in them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{ActorId, CommitteeId, Envelope};

codes! {
    /// What kind of committee.
    CommitteeKind, "Gremienart", {
        SteeringGroup = "steering_group", "Lenkungsgruppe", "steering group";
        ProjectGroup = "project_group", "Projektgruppe", "project group";
        WorkingGroup = "working_group", "Arbeitsgruppe", "working group";
        PlanningConference = "planning_conference", "Planungskonferenz", "planning conference";
        CaseConference = "case_conference", "Fallkonferenz", "case conference";
        RegionalTeam = "regional_team", "Regionalteam", "regional team";
        NetworkMeeting = "network_meeting", "Netzwerktreffen", "network meeting";
    }
}

codes! {
    /// Role in a committee.
    MembershipRole, "Rolle im Gremium", {
        Chair = "chair", "Leitung", "chair";
        Member = "member", "Mitglied", "member";
        Advisory = "advisory", "beratend", "advisory";
        Guest = "guest", "Gast", "guest";
    }
}

/// A group that meets; `label` is what the Kreis calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committee {
    pub id: CommitteeId,
    pub kind: CommitteeKind,
    pub label: String,
    pub chair: Option<ActorId>,
    pub rhythm: Option<String>,
    pub mandate: Option<String>,
    pub envelope: Envelope,
}

/// An actor's seat in a committee (`member_of`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub committee: CommitteeId,
    pub actor: ActorId,
    pub role: MembershipRole,
    pub voting: Option<bool>,
    pub since: Option<Date>,
    pub envelope: Envelope,
}
