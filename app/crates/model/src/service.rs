//! Services: what an actor offers, to whom, under which law, with how much room.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{
    ActorId, Decimal, Envelope, FieldCode, LanguageTag, RegimeCode, ResidenceStatusCode, ServiceId,
    TargetGroupCode,
};

codes! {
    /// What kind of service.
    ServiceKind, "Angebotsart", {
        CaseManagement = "case_management", "Case Management", "case management";
        Clearing = "clearing", "Clearing", "clearing";
        InitialOrientation = "initial_orientation", "Erstorientierung", "initial orientation";
        AdultMigrationCounselling = "adult_migration_counselling", "Migrationsberatung für Erwachsene (MBE)", "adult migration counselling (MBE)";
        YouthMigrationService = "youth_migration_service", "Jugendmigrationsdienst (JMD)", "youth migration service (JMD)";
        IntegrationAgency = "integration_agency", "Integrationsagentur", "integration agency";
        RefugeeCounselling = "refugee_counselling", "Flüchtlingsberatung", "refugee counselling";
        ResidencePermit = "residence_permit", "Aufenthaltstitel und Erlaubnisse", "residence titles and permits";
        Naturalisation = "naturalisation", "Einbürgerung", "naturalisation";
        IntegrationCourse = "integration_course", "Integrationskurs", "integration course";
        VocationalLanguageCourse = "vocational_language_course", "Berufssprachkurs", "vocational language course";
        LowThresholdLanguageCourse = "low_threshold_language_course", "Niedrigschwelliger Sprachkurs", "low-threshold language course";
        LiteracyCourse = "literacy_course", "Alphabetisierungskurs", "literacy course";
        Benefits = "benefits", "Geldleistungen", "benefits";
        Accommodation = "accommodation", "Unterbringung", "accommodation";
        HousingAllocation = "housing_allocation", "Wohnungsvermittlung und WBS", "housing allocation";
        HousingAdvice = "housing_advice", "Wohnberatung", "housing advice";
        JobPlacement = "job_placement", "Arbeitsvermittlung", "job placement";
        CareerGuidance = "career_guidance", "Berufsberatung", "career guidance";
        VocationalTraining = "vocational_training", "Ausbildung und Qualifizierung", "vocational training";
        RecognitionAdvice = "recognition_advice", "Anerkennungsberatung", "recognition advice";
        RecognitionProcedure = "recognition_procedure", "Anerkennungsverfahren", "recognition procedure";
        SchoolPlacement = "school_placement", "Schulplatzvermittlung", "school placement";
        SchoolCounselling = "school_counselling", "Seiteneinstiegs- und Schulberatung", "school counselling";
        ChildcarePlacement = "childcare_placement", "Kita-Platzvermittlung", "childcare placement";
        Childcare = "childcare", "Kinderbetreuung", "childcare";
        FamilySupport = "family_support", "Familienhilfe", "family support";
        YouthWelfare = "youth_welfare", "Jugendhilfe", "youth welfare";
        HealthCheck = "health_check", "Gesundheitsuntersuchung", "health check";
        HealthCare = "health_care", "Gesundheitsversorgung", "health care";
        MentalHealthSupport = "mental_health_support", "Psychosoziale Hilfe", "mental health support";
        PregnancyCounselling = "pregnancy_counselling", "Schwangerschaftsberatung", "pregnancy counselling";
        AddictionCounselling = "addiction_counselling", "Suchtberatung", "addiction counselling";
        DebtCounselling = "debt_counselling", "Schuldnerberatung", "debt counselling";
        DisabilitySupport = "disability_support", "Teilhabeberatung (EUTB)", "disability support";
        Interpreting = "interpreting", "Sprachmittlung", "interpreting";
        Volunteering = "volunteering", "Ehrenamtliche Begleitung", "volunteering";
        SportAndCulture = "sport_and_culture", "Sport und Kultur", "sport and culture";
        Registration = "registration", "Anmeldung und Urkunden", "registration";
        FamilyBenefits = "family_benefits", "Familienleistungen", "family benefits";
        Coordination = "coordination", "Koordinierung", "coordination";
        Other = "other", "Weiteres Angebot", "other";
    }
}

codes! {
    /// How one gets in.
    Access, "Zugang", {
        Open = "open", "offen", "open";
        Appointment = "appointment", "mit Termin", "by appointment";
        ReferralOnly = "referral_only", "nur nach Verweis", "referral only";
        EntitlementRequired = "entitlement_required", "nur mit Berechtigung", "entitlement required";
    }
}

codes! {
    /// HSDS status values.
    ServiceStatus, "Angebotsstatus", {
        Active = "active", "aktiv", "active";
        Inactive = "inactive", "ruht", "inactive";
        Defunct = "defunct", "eingestellt", "defunct";
        TemporarilyClosed = "temporarily_closed", "vorübergehend geschlossen", "temporarily closed";
    }
}

codes! {
    /// What a capacity counts.
    CapacityUnit, "Kapazitätseinheit", {
        /// People who can take part at the same time.
        Places = "places", "Plätze", "places";
        /// People who can be seen in one week.
        AppointmentsPerWeek = "appointments_per_week", "Termine pro Woche", "appointments per week";
        /// People who can be accompanied at the same time.
        Cases = "cases", "Fälle gleichzeitig", "concurrent cases";
    }
}

/// How much a service can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    pub value: Decimal,
    pub unit: CapacityUnit,
}

/// Something an actor offers. Empty lists mean "no restriction".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    pub id: ServiceId,
    pub actor: ActorId,
    pub name: String,
    pub kind: ServiceKind,
    pub fields: Vec<FieldCode>,
    pub target_groups: Vec<TargetGroupCode>,
    pub residence_statuses: Vec<ResidenceStatusCode>,
    pub regimes: Vec<RegimeCode>,
    pub languages: Vec<LanguageTag>,
    pub childcare: Option<bool>,
    pub cost: Option<String>,
    pub access: Access,
    /// Whether people may come here first.
    pub entry_point: bool,
    pub eligibility: Option<String>,
    pub required_documents: Vec<String>,
    pub capacity: Option<Capacity>,
    pub leika_key: Option<String>,
    pub status: ServiceStatus,
    pub envelope: Envelope,
}

impl Service {
    /// Whether somebody with this residence status may use the service (`None`: not asked).
    pub fn accepts_status(&self, status: Option<&ResidenceStatusCode>) -> bool {
        self.residence_statuses.is_empty()
            || status.is_none_or(|status| self.residence_statuses.contains(status))
    }

    pub fn accepts_group(&self, group: Option<&TargetGroupCode>) -> bool {
        self.target_groups.is_empty()
            || group.is_none_or(|group| self.target_groups.contains(group))
    }
}
