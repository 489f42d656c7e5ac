//! Metadata of one released state of a network, for open data portals.
//!
//! Standard: DCAT-AP.de 2.0 as JSON-LD, one dataset with its distributions. Write only.
//! Only what was released to the public is described here, and by whoever released it: what the
//! files are called and where they lie comes from outside, the area from the network.
//!
//! Not here: the files themselves, a catalogue of several datasets.

mod problem;

use model::{Date, Network, Region, RegionKind, Timestamp};

pub use problem::{DcatField, DcatProblem};

use crate::ordered_json::Json;

/// Under which licence everything is released: Datenlizenz Deutschland, attribution, 2.0.
const LICENCE: &str = "http://dcat-ap.de/def/licenses/dl-by-de/2.0";
const GEOCODING: &str = "http://dcat-ap.de/def/politicalGeocoding";
const EU_AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types";

/// What somebody who releases a state says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DcatDataset {
    /// The URI of the dataset; it stays when the state changes.
    pub uri: String,
    pub title: String,
    pub description: String,
    pub keywords: Vec<String>,
    pub publisher: DcatPublisher,
    pub contact: DcatContact,
    /// From the list of `GovData`, `http://dcat-ap.de/def/contributors/…`.
    pub contributor_id: String,
    pub landing_page: Option<String>,
    /// First and last day that the data are about.
    pub temporal: Option<(Date, Date)>,
    pub issued: Option<Timestamp>,
    pub modified: Timestamp,
    /// How the publisher wants to be named (`licenseAttributionByText`).
    pub attribution: String,
    pub distributions: Vec<DcatDistribution>,
}

/// Who releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DcatPublisher {
    pub name: String,
    pub homepage: String,
}

/// Where questions go: an office, never a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DcatContact {
    pub organisation: String,
    pub reach: DcatReach,
}

/// DCAT-AP.de demands one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DcatReach {
    Email(String),
    Form(String),
}

/// One file of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DcatDistribution {
    pub title: String,
    /// A code of the list of file types of the EU, e.g. `CSV`, `XLSX`, `JSON_LD`, `ZIP`.
    pub format: String,
    /// E.g. `text/csv`.
    pub media_type: String,
    pub access_url: String,
    pub byte_size: Option<u64>,
}

/// Describes a released state of a network.
///
/// Equal parameters give equal bytes.
///
/// # Errors
/// Everything that DCAT-AP.de demands and is missing or has another form.
pub fn write_dcat(network: &Network, dataset: &DcatDataset) -> Result<Vec<u8>, Vec<DcatProblem>> {
    let problems = problems(dataset);
    if !problems.is_empty() {
        return Err(problems);
    }
    let distributions: Vec<(String, &DcatDistribution)> = (1..)
        .zip(&dataset.distributions)
        .map(|(number, file)| (format!("{}#datei-{number}", dataset.uri), file))
        .collect();
    let mut graph = vec![dataset_node(network, dataset, &distributions)];
    graph.extend(distributions.iter().map(|(uri, file)| distribution_node(dataset, uri, file)));
    let document =
        Json::object([("@context", Some(context())), ("@graph", Some(Json::List(graph)))]);
    Ok(document.to_bytes())
}

fn context() -> Json {
    let namespaces = [
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dcatde", "http://dcat-ap.de/def/dcatde/"),
        ("dct", "http://purl.org/dc/terms/"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];
    Json::object(namespaces.map(|(prefix, uri)| (prefix, Some(Json::text(uri)))))
}

fn dataset_node(
    network: &Network,
    dataset: &DcatDataset,
    distributions: &[(String, &DcatDistribution)],
) -> Json {
    let keywords: Vec<Json> = dataset.keywords.iter().map(|keyword| german(keyword)).collect();
    let files = distributions.iter().map(|(uri, _)| link(uri)).collect();
    let areas = areas(network).map(|uri| link(&uri)).collect();
    Json::object([
        ("@id", Some(Json::text(&dataset.uri))),
        ("@type", Some(Json::text("dcat:Dataset"))),
        ("dct:title", Some(german(&dataset.title))),
        ("dct:description", Some(german(&dataset.description))),
        ("dct:identifier", Some(Json::text(&dataset.uri))),
        ("dcatde:contributorID", Some(link(&dataset.contributor_id))),
        ("dcat:contactPoint", Some(contact(&dataset.contact))),
        ("dct:publisher", Some(publisher(&dataset.publisher))),
        ("dcat:theme", Some(link(&format!("{EU_AUTHORITY}/data-theme/SOCI")))),
        ("dct:language", Some(link(&format!("{EU_AUTHORITY}/language/DEU")))),
        ("dcat:keyword", (!keywords.is_empty()).then_some(Json::List(keywords))),
        ("dcat:landingPage", dataset.landing_page.as_deref().map(link)),
        ("dct:temporal", dataset.temporal.map(period)),
        ("dct:issued", dataset.issued.map(moment)),
        ("dct:modified", Some(moment(dataset.modified))),
        (
            "dcatde:politicalGeocodingLevelURI",
            Some(link(&format!("{GEOCODING}/Level/administrativeDistrict"))),
        ),
        ("dcatde:politicalGeocodingURI", Some(Json::List(areas))),
        ("dcat:distribution", Some(Json::List(files))),
    ])
}

fn distribution_node(dataset: &DcatDataset, uri: &str, file: &DcatDistribution) -> Json {
    Json::object([
        ("@id", Some(Json::text(uri))),
        ("@type", Some(Json::text("dcat:Distribution"))),
        ("dct:title", Some(german(&file.title))),
        ("dcat:accessURL", Some(link(&file.access_url))),
        ("dct:format", Some(link(&format!("{EU_AUTHORITY}/file-type/{}", file.format)))),
        ("dcat:mediaType", Some(link(&format!("{MEDIA_TYPES}/{}", file.media_type)))),
        ("dcat:byteSize", file.byte_size.map(|size| typed(size.to_string(), "xsd:decimal"))),
        ("dct:modified", Some(moment(dataset.modified))),
        ("dct:license", Some(link(LICENCE))),
        ("dcatde:licenseAttributionByText", Some(german(&dataset.attribution))),
    ])
}

/// The Kreis, then its municipalities, by AGS.
fn areas(network: &Network) -> impl Iterator<Item = String> {
    let ags = |region: &Region| region.ags.as_ref().map(ToString::to_string);
    let mut municipalities: Vec<String> = network
        .regions
        .iter()
        .filter(|region| region.kind == RegionKind::Gemeinde)
        .filter_map(ags)
        .map(|ags| format!("{GEOCODING}/municipalityKey/{ags}"))
        .collect();
    municipalities.sort_unstable();
    let kreis = format!("{GEOCODING}/districtKey/{}", network.id);
    std::iter::once(kreis).chain(municipalities)
}

fn contact(contact: &DcatContact) -> Json {
    let (email, form) = match &contact.reach {
        DcatReach::Email(email) => (Some(link(&format!("mailto:{email}"))), None),
        DcatReach::Form(form) => (None, Some(link(form))),
    };
    Json::object([
        ("@type", Some(Json::text("vcard:Organization"))),
        ("vcard:fn", Some(Json::text(&contact.organisation))),
        ("vcard:hasEmail", email),
        ("vcard:hasURL", form),
    ])
}

fn publisher(publisher: &DcatPublisher) -> Json {
    Json::object([
        ("@type", Some(Json::text("foaf:Organization"))),
        ("foaf:name", Some(Json::text(&publisher.name))),
        ("foaf:homepage", Some(link(&publisher.homepage))),
    ])
}

fn period((from, to): (Date, Date)) -> Json {
    Json::object([
        ("@type", Some(Json::text("dct:PeriodOfTime"))),
        ("dcat:startDate", Some(typed(from.to_string(), "xsd:date"))),
        ("dcat:endDate", Some(typed(to.to_string(), "xsd:date"))),
    ])
}

fn moment(moment: Timestamp) -> Json {
    typed(moment.to_string(), "xsd:dateTime")
}

fn link(uri: &str) -> Json {
    Json::object([("@id", Some(Json::text(uri)))])
}

fn german(text: &str) -> Json {
    Json::object([("@value", Some(Json::text(text))), ("@language", Some(Json::text("de")))])
}

fn typed(text: String, kind: &'static str) -> Json {
    Json::object([("@value", Some(Json::Text(text))), ("@type", Some(Json::text(kind)))])
}

fn problems(dataset: &DcatDataset) -> Vec<DcatProblem> {
    use DcatField as F;
    let mut problems = Vec::new();
    let texts = [
        (F::Title, &dataset.title),
        (F::Description, &dataset.description),
        (F::PublisherName, &dataset.publisher.name),
        (F::ContactOrganisation, &dataset.contact.organisation),
        (F::Attribution, &dataset.attribution),
    ];
    let missing = texts.into_iter().filter(|(_, text)| text.trim().is_empty());
    problems.extend(missing.map(|(field, _)| DcatProblem::Missing(field)));
    if dataset.distributions.is_empty() {
        problems.push(DcatProblem::Missing(F::Distributions));
    }
    let form = match &dataset.contact.reach {
        DcatReach::Email(email) => {
            let wrong = || DcatProblem::NotAMailbox(email.clone());
            problems.extend(wrong_text(F::ContactEmail, email, is_mailbox, wrong));
            None
        }
        DcatReach::Form(form) => Some((F::ContactForm, form)),
    };
    let addresses = [
        (F::Uri, &dataset.uri),
        (F::ContributorId, &dataset.contributor_id),
        (F::PublisherHomepage, &dataset.publisher.homepage),
    ];
    let landing_page = dataset.landing_page.iter().map(|page| (F::LandingPage, page));
    let files = dataset.distributions.iter().enumerate();
    let files = files.map(|(file, distribution)| (F::FileAddress(file), &distribution.access_url));
    let addresses = addresses.into_iter().chain(form).chain(landing_page).chain(files);
    problems.extend(addresses.filter_map(|(field, text)| {
        let wrong = || DcatProblem::NotAnAddress { field, text: text.clone() };
        wrong_text(field, text, is_address, wrong)
    }));
    for (file, distribution) in dataset.distributions.iter().enumerate() {
        problems.extend(problems_of_file(file, distribution));
    }
    if let Some((from, to)) = dataset.temporal.filter(|(from, to)| to < from) {
        problems.push(DcatProblem::PeriodReversed { from, to });
    }
    problems
}

fn problems_of_file(
    file: usize,
    distribution: &DcatDistribution,
) -> impl Iterator<Item = DcatProblem> {
    let DcatDistribution { title, format, media_type, .. } = distribution;
    let title = title.trim().is_empty().then_some(DcatProblem::Missing(DcatField::FileTitle(file)));
    let wrong = || DcatProblem::NotAMediaType { file, text: media_type.clone() };
    let field = DcatField::FileMediaType(file);
    let media_type = wrong_text(field, media_type, is_media_type, wrong);
    let wrong = || DcatProblem::NotAFileType { file, text: format.clone() };
    let file_type = wrong_text(DcatField::FileFormat(file), format, is_file_type, wrong);
    title.into_iter().chain(media_type).chain(file_type)
}

/// What is wrong with a text that must be there and have a form.
fn wrong_text(
    field: DcatField,
    text: &str,
    is_right: impl Fn(&str) -> bool,
    wrong: impl FnOnce() -> DcatProblem,
) -> Option<DcatProblem> {
    if text.trim().is_empty() {
        return Some(DcatProblem::Missing(field));
    }
    (!is_right(text)).then(wrong)
}

fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
    };
    text.split_once('/').is_some_and(|(kind, name)| is_token(kind) && is_token(name))
}

fn is_file_type(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// An absolute address without anything that an IRI must not hold.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let allowed = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(allowed))
}

fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.contains('@')
            && part.chars().all(|c| c.is_alphanumeric() || "._+-".contains(c))
    };
    is_plain(local) && is_plain(domain) && domain.contains('.')
}
