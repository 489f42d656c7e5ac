//! A released state: its files with metadata as DCAT-AP.de, in one archive.
//!
//! Only what is public is released, whoever asks for it, so that nobody releases more by accident.

use std::sync::Arc;

use access::Viewer;
use exchange::dcat::{
    DcatContact, DcatDataset, DcatDistribution, DcatField, DcatProblem, DcatPublisher, DcatReach,
    write_dcat,
};
use exchange::{CsvFiles, zip_files};
use model::{Date, Lang, NetworkId};
use store::StoreError;

use super::exchange::{Around, Exported, id_and_day};
use super::export_formats::written;
use super::off_thread;
use super::state::{AppState, LoadedNetwork, now};
use crate::api::release::{ReleaseField, ReleaseForm, ReleaseView};
use crate::format;

const METADATA: &str = "dcat-ap-de.jsonld";

/// The files of a release: end of the name, title, file type of the EU.
const FILES: [(&str, &str, &str); 4] = [
    ("csv.zip", "Tabellen (CSV)", "ZIP"),
    ("xlsx", "Arbeitsmappe (Excel)", "XLSX"),
    ("json", "Netz (JSON)", "JSON"),
    ("geojson", "Orte (GeoJSON)", "GEOJSON"),
];

/// The archive and the names of its files, or what stands against it.
type Package = Result<(Exported, Vec<String>), Unreleased>;

/// Why there is no archive to take along.
pub enum NoRelease {
    /// Something is not said yet; the page says what.
    Incomplete,
    NotFound,
    Unavailable,
}

/// A released state as an archive; `value` gives what stands in the URL.
///
/// # Errors
/// [`NoRelease`].
pub async fn export_release(
    state: &AppState,
    ags: &str,
    value: impl Fn(&str) -> Option<String>,
) -> Result<Exported, NoRelease> {
    let (id, day) = id_and_day(ags).ok_or(NoRelease::NotFound)?;
    match prepared(state, &id, day, &ReleaseForm::read(value)).await {
        Ok((_, Ok((archive, _)))) => Ok(archive),
        Ok((_, Err(Unreleased::Said(_)))) => Err(NoRelease::Incomplete),
        Ok((_, Err(Unreleased::Unwritable))) => Err(NoRelease::Unavailable),
        Err(StoreError::NotFound(_)) => Err(NoRelease::NotFound),
        Err(error) => {
            tracing::error!(%error, "release failed");
            Err(NoRelease::Unavailable)
        }
    }
}

/// What would be released, and what is still to be said.
pub(super) async fn view(
    state: &AppState,
    (id, day): (&NetworkId, Option<Date>),
    form: &ReleaseForm,
    lang: Lang,
) -> Result<ReleaseView, StoreError> {
    let (public, package) = prepared(state, id, day, form).await?;
    let (problems, files) = match package {
        Ok((_, files)) => (Vec::new(), files),
        Err(Unreleased::Said(said)) => {
            let line = |problem: &DcatProblem| {
                let field = field_of(problem);
                let is_empty = field.is_some_and(|field| form.get(field).is_empty());
                (field, (!is_empty).then(|| problem.text(lang)))
            };
            (said.iter().map(line).collect(), Vec::new())
        }
        Err(Unreleased::Unwritable) => (vec![(None, None)], Vec::new()),
    };
    Ok(ReleaseView {
        day: public.day,
        n_actors: public.network().actors.len(),
        n_relations: public.network().relations.len(),
        has_examples: has_examples(&public),
        problems,
        files,
    })
}

async fn prepared(
    state: &AppState,
    id: &NetworkId,
    day: Option<Date>,
    form: &ReleaseForm,
) -> Result<(Arc<LoadedNetwork>, Package), StoreError> {
    let public = match day {
        Some(day) => state.past_network(id, Viewer::public(), day).await?,
        None => state.network(id, Viewer::public()).await?,
    };
    let layout = state.layout(&public).await?;
    let codes = state.store().load_code_book().await?;
    let around = Around { layout, codes, history: Vec::new() };
    let (of, form, now) = (Arc::clone(&public), form.clone(), now());
    let package = off_thread(move || release(&of, &around, &form, now)).await;
    Ok((public, package))
}

/// What stands against a release.
enum Unreleased {
    Said(Vec<DcatProblem>),
    /// A format that cannot hold the network.
    Unwritable,
}

/// Everything that is released of what the public sees.
///
/// # Errors
/// What DCAT-AP.de demands and is not said, or a file that cannot be written.
fn release(
    public: &LoadedNetwork,
    around: &Around,
    form: &ReleaseForm,
    now: model::Timestamp,
) -> Package {
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
fn has_examples(public: &LoadedNetwork) -> bool {
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
    now: model::Timestamp,
) -> DcatDataset {
    let name = name(public);
    let day = format::date(Lang::De, public.day);
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
        publisher: DcatPublisher { name: form.publisher.clone(), homepage: form.homepage.clone() },
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
fn field_of(problem: &DcatProblem) -> Option<ReleaseField> {
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
