//! Actors: offices, authorities, associations and groups that do integration work.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{ActorId, Envelope, RegionId};

codes! {
    /// What kind of actor.
    ActorKind, "Akteursart", {
        IntegrationCentre = "integration_centre", "Kommunales Integrationszentrum", "integration centre (KI)";
        CoordinationOffice = "coordination_office", "Koordinierende Stelle", "coordination office";
        CaseManagementUnit = "case_management_unit", "Case Management", "case management";
        ForeignersAuthority = "foreigners_authority", "Ausländerbehörde", "foreigners authority";
        NaturalisationAuthority = "naturalisation_authority", "Einbürgerungsbehörde", "naturalisation authority";
        Jobcenter = "jobcenter", "Jobcenter", "Jobcenter";
        EmploymentAgency = "employment_agency", "Agentur für Arbeit", "employment agency";
        SocialWelfareOffice = "social_welfare_office", "Sozialamt", "social welfare office";
        YouthOffice = "youth_office", "Jugendamt", "youth office";
        HealthOffice = "health_office", "Gesundheitsamt", "health office";
        SchoolAuthority = "school_authority", "Schulamt", "school authority";
        HousingOffice = "housing_office", "Wohnungsamt", "housing office";
        FederalMigrationOffice = "federal_migration_office", "BAMF", "Federal Office for Migration (BAMF)";
        DistrictGovernment = "district_government", "Bezirksregierung", "district government";
        Ministry = "ministry", "Ministerium", "ministry";
        DistrictAdministration = "district_administration", "Kreisverwaltung", "Kreis administration";
        Municipality = "municipality", "Stadt- oder Gemeindeverwaltung", "town or municipal administration";
        WelfareAssociation = "welfare_association", "Freie Wohlfahrtspflege", "welfare association";
        LanguageCourseProvider = "language_course_provider", "Sprachkursträger", "language course provider";
        CounsellingCentre = "counselling_centre", "Beratungsstelle", "counselling centre";
        MigrantOrganisation = "migrant_organisation", "Migrantenselbstorganisation", "migrant organisation";
        VolunteerInitiative = "volunteer_initiative", "Ehrenamtsinitiative", "volunteer initiative";
        School = "school", "Schule", "school";
        VocationalCollege = "vocational_college", "Berufskolleg", "vocational college";
        AdultEducationCentre = "adult_education_centre", "Volkshochschule", "adult education centre";
        ChildcareProvider = "childcare_provider", "Kita-Träger", "childcare provider";
        Hospital = "hospital", "Krankenhaus oder Klinik", "hospital or clinic";
        HealthInsurer = "health_insurer", "Krankenkasse", "health insurer";
        Chamber = "chamber", "Kammer", "chamber";
        EmployerNetwork = "employer_network", "Arbeitgeber und Verbände", "employers and associations";
        RecognitionAdvice = "recognition_advice", "Anerkennungsberatung", "recognition advice";
        FamilyBenefitsOffice = "family_benefits_office", "Familienkasse", "family benefits office";
        RegistryOffice = "registry_office", "Standesamt oder Meldebehörde", "registry office";
        Network = "network", "Netzwerk", "network";
        Other = "other", "Weitere Stelle", "other";
    }
}

codes! {
    /// Families of actor kinds, few enough to tell apart by colour.
    ActorGroup, "Akteursgruppe", {
        Steering = "steering", "KIM und Steuerung", "KIM and steering";
        Residence = "residence", "Aufenthalt und Einbürgerung", "residence and naturalisation";
        Livelihood = "livelihood", "Arbeit und Existenzsicherung", "work and subsistence";
        Education = "education", "Sprache und Bildung", "language and education";
        Health = "health", "Familie und Gesundheit", "family and health";
        Municipal = "municipal", "Rathäuser und Wohnen", "town halls and housing";
        Welfare = "welfare", "Beratung und Wohlfahrt", "counselling and welfare";
        Civil = "civil", "Zivilgesellschaft und Netzwerke", "civil society and networks";
    }
}

impl ActorKind {
    /// The family this kind is drawn with.
    pub fn group(self) -> ActorGroup {
        match self {
            Self::IntegrationCentre
            | Self::CoordinationOffice
            | Self::CaseManagementUnit
            | Self::DistrictAdministration
            | Self::DistrictGovernment
            | Self::Ministry => ActorGroup::Steering,
            Self::ForeignersAuthority
            | Self::NaturalisationAuthority
            | Self::FederalMigrationOffice
            | Self::RegistryOffice => ActorGroup::Residence,
            Self::Jobcenter
            | Self::EmploymentAgency
            | Self::SocialWelfareOffice
            | Self::Chamber
            | Self::EmployerNetwork
            | Self::RecognitionAdvice => ActorGroup::Livelihood,
            Self::SchoolAuthority
            | Self::LanguageCourseProvider
            | Self::School
            | Self::VocationalCollege
            | Self::AdultEducationCentre => ActorGroup::Education,
            Self::YouthOffice
            | Self::HealthOffice
            | Self::ChildcareProvider
            | Self::Hospital
            | Self::HealthInsurer
            | Self::FamilyBenefitsOffice => ActorGroup::Health,
            Self::Municipality | Self::HousingOffice => ActorGroup::Municipal,
            Self::WelfareAssociation | Self::CounsellingCentre => ActorGroup::Welfare,
            Self::MigrantOrganisation | Self::VolunteerInitiative | Self::Network | Self::Other => {
                ActorGroup::Civil
            }
        }
    }
}

codes! {
    /// Who an actor belongs to.
    Sector, "Sektor", {
        PublicMunicipal = "public_municipal", "Kommune", "municipality";
        PublicKreis = "public_kreis", "Kreis", "Kreis";
        PublicLand = "public_land", "Land", "state";
        PublicFederal = "public_federal", "Bund", "federal";
        Welfare = "welfare", "Freie Wohlfahrt", "welfare";
        Private = "private", "Privat", "private";
        CivilSociety = "civil_society", "Zivilgesellschaft", "civil society";
    }
}

codes! {
    /// On which level an actor works.
    Level, "Ebene", {
        Gemeinde = "gemeinde", "Gemeinde", "municipality";
        Kreis = "kreis", "Kreis", "Kreis";
        Bezirk = "bezirk", "Regierungsbezirk", "administrative district";
        Land = "land", "Land", "state";
        Bund = "bund", "Bund", "federal";
    }
}

codes! {
    /// Which church data protection law applies instead of the DSGVO's national law.
    ChurchLaw, "kirchliches Recht", {
        None = "none", "keines", "none";
        Kdg = "kdg", "KDG (katholisch)", "KDG (Catholic)";
        DsgEkd = "dsg_ekd", "DSG-EKD (evangelisch)", "DSG-EKD (Protestant)";
    }
}

codes! {
    /// Who runs a Jobcenter.
    JobcenterModel, "Jobcenter-Modell", {
        Joint = "joint", "gemeinsame Einrichtung", "joint facility";
        Municipal = "municipal", "Optionskommune (zkT)", "municipal (zkT)";
    }
}

/// A node of the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub id: ActorId,
    pub kind: ActorKind,
    pub name: String,
    pub short_name: Option<String>,
    pub aliases: Vec<String>,
    /// The actor this one is part of (`part_of`).
    pub parent: Option<ActorId>,
    pub sector: Sector,
    pub level: Level,
    /// Where the office lies.
    pub region: Option<RegionId>,
    /// Office mailbox, telephone or address; never a person.
    pub contact: Option<String>,
    pub church_law: ChurchLaw,
    pub model: Option<JobcenterModel>,
    pub note: Option<String>,
    pub envelope: Envelope,
}

impl Actor {
    /// The short name where there is one, otherwise the full one.
    pub fn display_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}
