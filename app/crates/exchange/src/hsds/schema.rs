//! The tables of HSDS 3.0 as far as we write or read them.
//!
//! Names and required fields as in `schema/*.json` of the specification; a column that nobody here
//! needs is left out, for every column but the required ones may be.

/// A table, by the name that `link_entity` gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Entity {
    Organization,
    Service,
    ServiceAtLocation,
    Location,
    Address,
    Phone,
    ServiceArea,
    Language,
    RequiredDocument,
    OrganizationIdentifier,
    Attribute,
    Taxonomy,
    TaxonomyTerm,
}

/// A column; those that only link tables are left out in nested JSON.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_required: bool,
    pub(super) is_number: bool,
}

/// How records lie within others in nested JSON.
pub(super) enum Nested {
    /// Those whose column `link` holds the id of the outer record.
    Many { field: &'static str, entity: Entity, link: &'static str },
    /// The one whose id the column `link` of the outer record holds.
    One { field: &'static str, entity: Entity, link: &'static str },
}

const fn required(name: &'static str) -> Column {
    Column { name, is_required: true, is_number: false }
}

const fn optional(name: &'static str) -> Column {
    Column { name, is_required: false, is_number: false }
}

const fn number(name: &'static str) -> Column {
    Column { name, is_required: false, is_number: true }
}

const fn many(field: &'static str, entity: Entity, link: &'static str) -> Nested {
    Nested::Many { field, entity, link }
}

const fn one(field: &'static str, entity: Entity, link: &'static str) -> Nested {
    Nested::One { field, entity, link }
}

const ATTRIBUTES: Nested = many("attributes", Entity::Attribute, "link_id");

impl Entity {
    pub(super) const ALL: [Self; 13] = [
        Self::Organization,
        Self::Service,
        Self::ServiceAtLocation,
        Self::Location,
        Self::Address,
        Self::Phone,
        Self::ServiceArea,
        Self::Language,
        Self::RequiredDocument,
        Self::OrganizationIdentifier,
        Self::Attribute,
        Self::Taxonomy,
        Self::TaxonomyTerm,
    ];

    /// As `link_entity` and resources are named.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
            Self::ServiceAtLocation => "service_at_location",
            Self::Location => "location",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::ServiceArea => "service_area",
            Self::Language => "language",
            Self::RequiredDocument => "required_document",
            Self::OrganizationIdentifier => "organization_identifier",
            Self::Attribute => "attribute",
            Self::Taxonomy => "taxonomy",
            Self::TaxonomyTerm => "taxonomy_term",
        }
    }

    /// The file in a tabular data package.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Organization => "organizations.csv",
            Self::Service => "services.csv",
            Self::ServiceAtLocation => "service_at_location.csv",
            Self::Location => "locations.csv",
            Self::Address => "addresses.csv",
            Self::Phone => "phones.csv",
            Self::ServiceArea => "service_areas.csv",
            Self::Language => "languages.csv",
            Self::RequiredDocument => "required_documents.csv",
            Self::OrganizationIdentifier => "organization_identifiers.csv",
            Self::Attribute => "attributes.csv",
            Self::Taxonomy => "taxonomies.csv",
            Self::TaxonomyTerm => "taxonomy_terms.csv",
        }
    }

    /// The table of a file; some writers name files after the table and not after its plural.
    pub(super) fn of_file(file: &str) -> Option<Self> {
        let stem = file.strip_suffix(".csv")?;
        let is_named = |entity: &Self| {
            let plural = entity.file().trim_end_matches(".csv");
            let name = entity.name();
            stem == plural || stem == name || stem.strip_suffix('s') == Some(name)
        };
        Self::ALL.into_iter().find(is_named)
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Organization => ORGANIZATION,
            Self::Service => SERVICE,
            Self::ServiceAtLocation => SERVICE_AT_LOCATION,
            Self::Location => LOCATION,
            Self::Address => ADDRESS,
            Self::Phone => PHONE,
            Self::ServiceArea => SERVICE_AREA,
            Self::Language => LANGUAGE,
            Self::RequiredDocument => REQUIRED_DOCUMENT,
            Self::OrganizationIdentifier => ORGANIZATION_IDENTIFIER,
            Self::Attribute => ATTRIBUTE,
            Self::Taxonomy => TAXONOMY,
            Self::TaxonomyTerm => TAXONOMY_TERM,
        }
    }

    pub(super) fn position(self, column: &str) -> Option<usize> {
        self.columns().iter().position(|known| known.name == column)
    }

    pub(super) fn nested(self) -> &'static [Nested] {
        match self {
            Self::Organization => ORGANIZATION_NESTED,
            Self::Service => SERVICE_NESTED,
            Self::ServiceAtLocation => SERVICE_AT_LOCATION_NESTED,
            Self::Location => LOCATION_NESTED,
            Self::Attribute => ATTRIBUTE_NESTED,
            Self::TaxonomyTerm => TAXONOMY_TERM_NESTED,
            Self::Address
            | Self::Phone
            | Self::ServiceArea
            | Self::Language
            | Self::RequiredDocument
            | Self::OrganizationIdentifier
            | Self::Taxonomy => &[],
        }
    }
}

const ORGANIZATION: &[Column] = &[
    required("id"),
    required("name"),
    optional("alternate_name"),
    required("description"),
    optional("email"),
    optional("website"),
    optional("parent_organization_id"),
];
const ORGANIZATION_NESTED: &[Nested] = &[
    many("phones", Entity::Phone, "organization_id"),
    many("locations", Entity::Location, "organization_id"),
    many("organization_identifiers", Entity::OrganizationIdentifier, "organization_id"),
    ATTRIBUTES,
];

const SERVICE: &[Column] = &[
    required("id"),
    optional("organization_id"),
    required("name"),
    optional("alternate_name"),
    optional("description"),
    optional("url"),
    optional("email"),
    required("status"),
    optional("application_process"),
    optional("fees_description"),
    optional("fees"),
    optional("eligibility_description"),
];
const SERVICE_NESTED: &[Nested] = &[
    one("organization", Entity::Organization, "organization_id"),
    many("phones", Entity::Phone, "service_id"),
    many("service_areas", Entity::ServiceArea, "service_id"),
    many("service_at_locations", Entity::ServiceAtLocation, "service_id"),
    many("languages", Entity::Language, "service_id"),
    many("required_documents", Entity::RequiredDocument, "service_id"),
    ATTRIBUTES,
];

const SERVICE_AT_LOCATION: &[Column] =
    &[required("id"), optional("service_id"), optional("location_id"), optional("description")];
const SERVICE_AT_LOCATION_NESTED: &[Nested] = &[one("location", Entity::Location, "location_id")];

const LOCATION: &[Column] = &[
    required("id"),
    required("location_type"),
    optional("organization_id"),
    optional("name"),
    optional("description"),
    number("latitude"),
    number("longitude"),
];
const LOCATION_NESTED: &[Nested] = &[many("addresses", Entity::Address, "location_id")];

const ADDRESS: &[Column] = &[
    required("id"),
    optional("location_id"),
    required("address_1"),
    required("city"),
    required("state_province"),
    required("postal_code"),
    required("country"),
    required("address_type"),
];

const PHONE: &[Column] =
    &[required("id"), optional("service_id"), optional("organization_id"), required("number")];

const SERVICE_AREA: &[Column] =
    &[required("id"), optional("service_id"), optional("name"), optional("uri")];

const LANGUAGE: &[Column] =
    &[required("id"), optional("service_id"), optional("name"), optional("code")];

const REQUIRED_DOCUMENT: &[Column] =
    &[required("id"), optional("service_id"), optional("document")];

const ORGANIZATION_IDENTIFIER: &[Column] = &[
    required("id"),
    optional("organization_id"),
    optional("identifier_scheme"),
    required("identifier_type"),
    required("identifier"),
];

const ATTRIBUTE: &[Column] = &[
    required("id"),
    optional("link_id"),
    optional("taxonomy_term_id"),
    optional("link_type"),
    optional("link_entity"),
    optional("value"),
];
const ATTRIBUTE_NESTED: &[Nested] =
    &[one("taxonomy_term", Entity::TaxonomyTerm, "taxonomy_term_id")];

const TAXONOMY: &[Column] = &[required("id"), required("name"), required("description")];

const TAXONOMY_TERM: &[Column] = &[
    required("id"),
    optional("code"),
    required("name"),
    required("description"),
    optional("parent_id"),
    optional("taxonomy"),
    optional("language"),
    optional("taxonomy_id"),
    optional("term_uri"),
];
const TAXONOMY_TERM_NESTED: &[Nested] =
    &[one("taxonomy_detail", Entity::Taxonomy, "taxonomy_id"), ATTRIBUTES];
