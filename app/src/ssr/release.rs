//! A released state: its files with metadata as DCAT-AP.de, in one archive.
//!
//! Only what is public is released, whoever asks for it, so that nobody releases more by accident.

use exchange::dcat::{
    DcatContact, DcatDataset, DcatDistribution, DcatField, DcatProblem, DcatPublisher, DcatReach,
    write_dcat,
};
use exchange::{CsvFiles, zip_files};
use model::Timestamp;

use super::exchange::{Around, Exported};
use super::export_formats::written;
use super::state::LoadedNetwork;
use crate::api::release::{ReleaseField, ReleaseForm};
use crate::format;

const METADATA: &str = "dcat-ap-de.jsonld";

/// The files of a release: end of the name, title, file type of the EU.
const FILES: [(&str, &str, &str); 4] = [
    ("csv.zip", "Tabellen (CSV)", "ZIP"),
    ("xlsx", "Arbeitsmappe (Excel)", "XLSX"),
    ("json", "Netz (JSON)", "JSON"),
    ("geojson", "Orte (GeoJSON)", "GEOJSON"),
];

/// What stands against a release.
pub(super) enum Unreleased {
    Said(Vec<DcatProblem>),
    /// A format that cannot hold the network.
    Unwritable,
}

/// Everything that is released of what the public sees.
///
/// # Errors
/// What DCAT-AP.de demands and is not said, or a file that cannot be written.
pub(super) fn release(
    public: &LoadedNetwork,
    around: &Around,
    form: &ReleaseForm,
    now: Timestamp,
) -> Result<(Exported, Vec<String>), Unreleased> {
    let mut files = CsvFiles::default();
    let mut distributions = Vec::new();
    for (end, title, file_type) in FILES {
        let file = written(public, around, end).ok_or(Unreleased::Unwritable)?;
        distributions.push(DcatDistribution {
            title: title.to_owned(),
            format: file_type.to_owned(),
            media_type: file.media_type.to_owned(),
            access_url: format!("{}/{}", form.address.trim_end_matches('/'), file.file_name),
            byte_size: u64::try_from(file.bytes.len()).ok(),
        });
        files.insert(file.file_name, file.bytes);
    }
    let dataset = dataset(public, form, distributions, now);
    let metadata = write_dcat(public.network(), &dataset).map_err(Unreleased::Said)?;
    files.insert(METADATA, metadata);
    let names = files.iter().map(|(name, _)| name.to_owned()).collect();
    let bytes = zip_files(&files).map_err(|_too_large| Unreleased::Unwritable)?;
    let stem = model::slug(&format!("netzlotse {} freigabe {}", name(public), public.day));
    let archive =
        Exported { file_name: format!("{stem}.zip"), media_type: "application/zip", bytes };
    Ok((archive, names))
}

/// Whether a number or row in it is made up.
pub(super) fn has_examples(public: &LoadedNetwork) -> bool {
    public.network().observations.iter().any(|row| row.envelope.is_example())
        || public.network().relations.iter().any(|row| row.envelope.is_example())
}

fn name(public: &LoadedNetwork) -> &str {
    let network = public.network();
    network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str())
}

fn dataset(
    public: &LoadedNetwork,
    form: &ReleaseForm,
    distributions: Vec<DcatDistribution>,
    now: Timestamp,
) -> DcatDataset {
    let name = name(public);
    let day = format::date(model::Lang::De, public.day);
    let examples = if has_examples(public) {
        " Enthält Beispieldaten: welche Zeilen das sind, sagt die Spalte confidence."
    } else {
        ""
    };
    let reach = if form.reach.contains('@') {
        DcatReach::Email(form.reach.clone())
    } else {
        DcatReach::Form(form.reach.clone())
    };
    DcatDataset {
        uri: form.address.clone(),
        title: format!("Netz der Integration im {name}"),
        description: format!(
            "Wer im {name} Zugewanderte berät und begleitet, wer wohin weiterverweist und wer \
             wofür zuständig ist, Stand {day}. Nur Strukturen und zusammengefasste Zahlen, nichts \
             über einzelne Menschen; kleine Zahlen fehlen.{examples}"
        ),
        keywords: ["Integration", "Migration", "Kommunales Integrationsmanagement", "Netzwerk"]
            .map(str::to_owned)
            .to_vec(),
        publisher: DcatPublisher {
            name: form.publisher.clone(),
            homepage: form.homepage.clone(),
        },
        contact: DcatContact { organisation: form.contact.clone(), reach },
        contributor_id: form.contributor.clone(),
        landing_page: None,
        temporal: Some((public.day, public.day)),
        issued: None,
        modified: now,
        attribution: form.publisher.clone(),
        distributions,
    }
}

/// Beside which field a problem belongs.
pub(super) fn field_of(problem: &DcatProblem) -> Option<ReleaseField> {
    match problem.field() {
        DcatField::PublisherName | DcatField::Attribution => Some(ReleaseField::Publisher),
        DcatField::PublisherHomepage => Some(ReleaseField::Homepage),
        DcatField::ContactOrganisation => Some(ReleaseField::Contact),
        DcatField::ContactEmail | DcatField::ContactForm => Some(ReleaseField::Reach),
        DcatField::Uri | DcatField::FileAddress(_) => Some(ReleaseField::Address),
        DcatField::ContributorId => Some(ReleaseField::Contributor),
        DcatField::Title
        | DcatField::Description
        | DcatField::LandingPage
        | DcatField::Temporal
        | DcatField::Distributions
        | DcatField::FileTitle(_)
        | DcatField::FileFormat(_)
        | DcatField::FileMediaType(_) => None,
    }
}
