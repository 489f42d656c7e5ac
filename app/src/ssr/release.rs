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
use super::export_formats::{XLSX, file_name, written};
use super::off_thread;
use super::state::{AppState, LoadedNetwork, now};
use crate::api::release::{ReleaseField, ReleaseForm, ReleaseView};
use crate::format;

const METADATA: &str = "dcat-ap-de.jsonld";

/// End of the name, title, file type in the list of the EU, media type.
type ReleasedFile = (&'static str, &'static str, &'static str, &'static str);

const FILES: [ReleasedFile; 4] = [
    ("csv.zip", "Tabellen (CSV)", "ZIP", "application/zip"),
    ("xlsx", "Arbeitsmappe (Excel)", "XLSX", XLSX),
    ("json", "Netz (JSON)", "JSON", "application/json"),
    ("geojson", "Orte (GeoJSON)", "GEOJSON", "application/geo+json"),
];

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
    let form = ReleaseForm::read(value);
    match packed(state, &id, day, form).await {
        Ok(Ok(archive)) => Ok(archive),
        Ok(Err(Unreleased::Said)) => Err(NoRelease::Incomplete),
        Ok(Err(Unreleased::Unwritable)) => Err(NoRelease::Unavailable),
        Err(StoreError::NotFound(_)) => Err(NoRelease::NotFound),
        Err(error) => {
            tracing::error!(%error, "release failed");
            Err(NoRelease::Unavailable)
        }
    }
}

/// What would be released, and what is still to be said. No file is written for that.
pub(super) async fn view(
    state: &AppState,
    (id, day): (&NetworkId, Option<Date>),
    form: &ReleaseForm,
    lang: Lang,
) -> Result<ReleaseView, StoreError> {
    let public = public(state, id, day).await?;
    let network = public.network();
    let distributions = FILES.iter().map(|file| distribution(&public, form, file)).collect();
    let said = write_dcat(network, &dataset(&public, form, distributions, now()));
    let problems = said.err().unwrap_or_default();
    let line = |problem: &DcatProblem| {
        let field = field_of(problem);
        let is_empty = field.is_some_and(|field| form.get(field).is_empty());
        (field, (!is_empty).then(|| problem.text(lang)))
    };
    let names = FILES.iter().map(|(end, ..)| file_name(&public, end));
    let names = names.chain([METADATA.to_owned()]);
    Ok(ReleaseView {
        day: day.unwrap_or(public.day),
        n_actors: network.actors.len(),
        n_relations: network.relations.len(),
        has_examples: has_examples(&public),
        files: if problems.is_empty() { names.collect() } else { Vec::new() },
        problems: problems.iter().map(line).collect(),
    })
}

async fn public(
    state: &AppState,
    id: &NetworkId,
    day: Option<Date>,
) -> Result<Arc<LoadedNetwork>, StoreError> {
    match day {
        Some(day) => state.past_network(id, Viewer::public(), day).await,
        None => state.network(id, Viewer::public()).await,
    }
}

async fn packed(
    state: &AppState,
    id: &NetworkId,
    day: Option<Date>,
    form: ReleaseForm,
) -> Result<Result<Exported, Unreleased>, StoreError> {
    let public = public(state, id, day).await?;
    let layout = state.layout(&public).await?;
    let codes = state.store().load_code_book().await?;
    let around = Around { layout, codes, history: Vec::new() };
    let now = now();
    Ok(off_thread(move || release(&public, &around, &form, now)).await)
}

/// What stands against a release.
enum Unreleased {
    /// Something that DCAT-AP.de demands.
    Said,
    /// A format that cannot hold the network.
    Unwritable,
}

/// Everything that is released of what the public sees.
///
/// # Errors
/// Something is not said, or a file cannot be written.
fn release(
    public: &LoadedNetwork,
    around: &Around,
    form: &ReleaseForm,
    now: model::Timestamp,
) -> Result<Exported, Unreleased> {
    let mut files = CsvFiles::default();
    let mut distributions = Vec::new();
    for file in &FILES {
        let written = written(public, around, file.0).ok_or(Unreleased::Unwritable)?;
        let byte_size = u64::try_from(written.bytes.len()).ok();
        distributions.push(DcatDistribution { byte_size, ..distribution(public, form, file) });
        files.insert(written.file_name, written.bytes);
    }
    let dataset = dataset(public, form, distributions, now);
    let metadata = write_dcat(public.network(), &dataset).map_err(|_said| Unreleased::Said)?;
    files.insert(METADATA, metadata);
    let bytes = zip_files(&files).map_err(|_too_large| Unreleased::Unwritable)?;
    let stem = model::slug(&format!("netzlotse {} freigabe {}", name(public), public.day));
    Ok(Exported { file_name: format!("{stem}.zip"), media_type: "application/zip", bytes })
}

fn distribution(
    public: &LoadedNetwork,
    form: &ReleaseForm,
    (end, title, file_type, media_type): &ReleasedFile,
) -> DcatDistribution {
    let folder = form.address.trim_end_matches('/');
    DcatDistribution {
        title: (*title).to_owned(),
        format: (*file_type).to_owned(),
        media_type: (*media_type).to_owned(),
        access_url: format!("{folder}/{}", file_name(public, end)),
        byte_size: None,
    }
}

/// Whether a row in it is made up.
fn has_examples(public: &LoadedNetwork) -> bool {
    public.network().rows().any(|row| row.envelope().is_some_and(model::Envelope::is_example))
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
        title: format!("Netz der Integration: {name}"),
        description: format!(
            "{name}: wer Zugewanderte berät und begleitet, wer wohin weiterverweist und wer wofür \
             zuständig ist, Stand {day}. Nur Strukturen und zusammengefasste Zahlen, nichts \
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
