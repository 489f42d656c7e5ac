//! The list of networks and one network at a glance.

use std::collections::BTreeMap;

use model::{
    ActorId, ActorKind, Confidence, Coverage, Date, Envelope, Fte, Lang, Network, Pillar, Region,
    ServiceStatus,
};

use super::findings::finding;
use super::labels::Labels;
use crate::api::maps::GuestView;
use crate::api::{
    ApiError, CompetenceRow, CompetentActor, FindingView, KeyFigures, NetworkCard, NetworkHead,
    OverviewView,
};
use crate::ssr::call::{Call, unavailable};
use crate::ssr::state::LoadedNetwork;

/// How many bottlenecks the overview shows.
const N_STRAIN: usize = 3;

/// Counts what the caller may see, not what is stored.
pub(crate) async fn cards(call: &Call) -> Result<Vec<NetworkCard>, ApiError> {
    let networks = call.state().store().list_networks().await;
    let mut cards = Vec::new();
    for row in networks.map_err(|error| unavailable(&error))? {
        let loaded = call.network(row.id.as_str()).await?;
        let network = loaded.network();
        cards.push(NetworkCard {
            id: row.id,
            name: row.name,
            n_actors: network.actors.len(),
            n_relations: network.relations.len(),
            n_municipalities: network.municipalities().count(),
            population: network.municipalities().filter_map(|r| r.population).sum(),
        });
    }
    Ok(cards)
}

pub(crate) fn head(call: &Call, loaded: &LoadedNetwork, day: Option<Date>) -> NetworkHead {
    let network = loaded.network();
    let name = network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str());
    let (id, name, revision) = (network.id.clone(), name.to_owned(), network.revision);
    // What has been cannot be changed.
    let may_write = call.identity().may_write() && day.is_none();
    let guest = call
        .map_of(&id)
        .map(|map| GuestView { label: map.label.as_str().to_owned(), until: map.until });
    NetworkHead { id, name, revision, may_write, day, guest }
}

pub(crate) fn overview(loaded: &LoadedNetwork, lang: Lang) -> OverviewView {
    let labels = Labels::new(loaded, lang);
    let network = loaded.network();
    let committees = network
        .committees
        .iter()
        .map(|row| (row.label.clone(), row.chair.as_ref().map(|chair| labels.actor(chair))));
    OverviewView {
        figures: figures(network),
        strain: loaded
            .findings()
            .iter()
            .take(N_STRAIN)
            .map(|row| FindingView { evidence: Vec::new(), ..finding(&labels, row) })
            .collect(),
        competences: competences(&labels),
        committees: committees.collect(),
    }
}

fn figures(network: &Network) -> KeyFigures {
    let kim_posts = network.posts.iter().filter(|post| post.pillar != Pillar::Other);
    let kim_fte: Fte = kim_posts.filter_map(|post| post.fte).sum();
    let count = |confidence| envelopes(network).filter(|e| e.confidence == confidence).count();
    KeyFigures {
        population: network.municipalities().filter_map(|r| r.population).map(u64::from).sum(),
        n_municipalities: network.municipalities().count(),
        n_actors: network.actors.len(),
        n_services: network.services.len(),
        n_referral_relations: network
            .relations
            .iter()
            .filter(|row| row.kind.layer() == model::Layer::Flow)
            .count(),
        n_relations: network.relations.len(),
        n_committees: network.committees.len(),
        kim_fte_hundredths: kim_fte.hundredths(),
        n_confirmed: count(Confidence::Confirmed),
        n_assumed: count(Confidence::Assumed),
        n_example: count(Confidence::Example),
    }
}

fn envelopes(network: &Network) -> impl Iterator<Item = &Envelope> {
    let rows = network.actors.iter().map(|row| &row.envelope);
    rows.chain(network.services.iter().map(|row| &row.envelope))
        .chain(network.relations.iter().map(|row| &row.envelope))
        .chain(network.observations.iter().map(|row| &row.envelope))
}

/// Who is competent in each Kommune; actors that most Kommunen do not have are exceptions.
fn competences(labels: &Labels<'_>) -> Vec<CompetenceRow> {
    let mut rows: Vec<CompetenceRow> =
        labels.index.network.municipalities().map(|region| row(labels, region)).collect();
    mark_exceptions(&mut rows, |row| &mut row.foreigners_authority);
    mark_exceptions(&mut rows, |row| &mut row.jobcenter);
    mark_exceptions(&mut rows, |row| &mut row.youth_office);
    rows.sort_by(|a, b| a.municipality.cmp(&b.municipality));
    rows
}

fn row(labels: &Labels<'_>, region: &Region) -> CompetenceRow {
    CompetenceRow {
        municipality: region.name.clone(),
        ags: region.id.to_string(),
        population: region.population,
        first_contact: entry_points(labels, region),
        case_management: of_kind(labels, region, ActorKind::CaseManagementUnit),
        foreigners_authority: of_kind(labels, region, ActorKind::ForeignersAuthority),
        jobcenter: of_kind(labels, region, ActorKind::Jobcenter),
        youth_office: of_kind(labels, region, ActorKind::YouthOffice),
    }
}

fn competent(labels: &Labels<'_>, id: &ActorId) -> CompetentActor {
    let named = labels.actor(id);
    CompetentActor { id: named.id, name: named.name, is_exception: false }
}

/// Actors of a kind with the strongest ground for this Kommune: by law, else by Einzugsgebiet,
/// else because they cover everything.
fn of_kind(labels: &Labels<'_>, region: &Region, kind: ActorKind) -> Vec<CompetentActor> {
    let actors = labels.index.network.actors.iter().enumerate();
    let covering: Vec<(Coverage, &ActorId)> = actors
        .filter(|(_, actor)| actor.kind == kind)
        .map(|(idx, actor)| (labels.index.coverage(idx, &region.id), &actor.id))
        .collect();
    [Coverage::Responsible, Coverage::Serves, Coverage::WholeKreis]
        .into_iter()
        .map(|ground| {
            let of_ground = covering.iter().filter(|(coverage, _)| *coverage == ground);
            of_ground.map(|(_, id)| competent(labels, id)).collect::<Vec<_>>()
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Open entry points that name the Kommune itself.
fn entry_points(labels: &Labels<'_>, region: &Region) -> Vec<CompetentActor> {
    let mut found = Vec::new();
    for (idx, actor) in labels.index.network.actors.iter().enumerate() {
        let names_it =
            labels.index.jurisdictions_of(idx).any(|row| row.regions.contains(&region.id));
        let is_local = names_it || actor.region.as_ref() == Some(&region.id);
        let is_open = labels
            .index
            .services_of(idx)
            .any(|service| service.entry_point && service.status == ServiceStatus::Active);
        let covers = labels.index.coverage(idx, &region.id).is_covered();
        if is_local && is_open && covers && actor.kind != ActorKind::CaseManagementUnit {
            found.push(competent(labels, &actor.id));
        }
    }
    found
}

fn mark_exceptions(
    rows: &mut [CompetenceRow],
    cell: impl Fn(&mut CompetenceRow) -> &mut Vec<CompetentActor>,
) {
    let n_rows = rows.len();
    let mut n_kommunen: BTreeMap<ActorId, usize> = BTreeMap::new();
    for row in rows.iter_mut() {
        for actor in cell(row).iter() {
            *n_kommunen.entry(actor.id.clone()).or_default() += 1;
        }
    }
    for row in rows.iter_mut() {
        for actor in cell(row).iter_mut() {
            actor.is_exception = n_kommunen.get(&actor.id).is_some_and(|n| n * 2 < n_rows);
        }
    }
}
