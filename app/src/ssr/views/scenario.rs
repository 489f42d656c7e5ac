//! What would be different, with names.

use analysis::{
    Change, QueueState, RouteDifference, RouteError, RouteGoal, RouteQuery, RouteTime, RowChange,
    ScenarioError, Standing, StateDifference, StationDifference, StationQueue, WaitSubject, apply,
    compare, states_differ,
};
use model::{CodeListKind, FieldCode, Lang, NetworkIndex, RelationId, Service, ServiceStatus};

use super::findings::{finding, service};
use super::labels::Labels;
use crate::api::{
    ApiError, ChangeLine, Choice, DifferenceView, ParameterName, RelationDifference, RouteChange,
    ScenarioChoices, ScenarioView, StationChange, StationFigures,
};
use crate::ssr::call::{invalid, not_found};
use crate::ssr::state::LoadedNetwork;

/// More changes than this are not computed together.
const MAX_CHANGES: usize = 12;

/// The fields to which the best route is compared, from the Kommune where most people live.
const STANDING_GOALS: [&str; 3] = ["sprache", "arbeit", "wohnen"];
/// How many findings that come or go are listed.
const N_FINDINGS: usize = 6;

pub(crate) fn scenario_choices(loaded: &LoadedNetwork, lang: Lang) -> ScenarioChoices {
    let labels = Labels::new(loaded, lang);
    let network = loaded.network();
    let mut active: Vec<&Service> =
        network.services.iter().filter(|row| row.status == ServiceStatus::Active).collect();
    active.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let offered = |service: &Service, value: String, note: &str| Choice {
        value,
        label: format!("{} ({}){note}", service.name, labels.actor(&service.actor).name),
        group: None,
    };
    let limited = active.iter().filter_map(|row| {
        let unit = row.capacity?.unit.label(lang);
        Some(offered(row, row.id.to_string(), &format!(": {unit}")))
    });
    let mut actors: Vec<Choice> = network
        .actors
        .iter()
        .map(|row| Choice { value: row.id.to_string(), label: row.name.clone(), group: None })
        .collect();
    actors.sort_by(|a, b| (&a.label, &a.value).cmp(&(&b.label, &b.value)));
    let has_post = |id: &str| {
        let is_there = |row: &model::Post| {
            row.workplace.as_ref().unwrap_or(&row.employer).as_str() == id && row.fte.is_some()
        };
        let is_limited = |row: &&&Service| row.actor.as_str() == id && row.capacity.is_some();
        network.posts.iter().any(is_there) && active.iter().any(|row| is_limited(&row))
    };
    ScenarioChoices {
        closings: closings(&labels, &actors, &active),
        staffed: actors.iter().filter(|row| has_post(&row.value)).cloned().collect(),
        limited: limited.collect(),
        receivers: active
            .iter()
            .map(|row| offered(row, format!("{}:{}", row.actor, row.id), ""))
            .collect(),
        services: active.iter().map(|row| offered(row, row.id.to_string(), "")).collect(),
        actors,
    }
}

fn closings(labels: &Labels<'_>, actors: &[Choice], active: &[&Service]) -> Vec<Choice> {
    let texts = crate::text::texts(labels.lang);
    let actors = actors.iter().map(|row| Choice {
        value: format!("zu:{}", row.value),
        group: Some(texts.column_actor.to_owned()),
        ..row.clone()
    });
    let services = active.iter().map(|row| Choice {
        value: format!("angebot-zu:{}", row.id),
        label: format!("{} ({})", row.name, labels.actor(&row.actor).name),
        group: Some(texts.column_service.to_owned()),
    });
    actors.chain(services).collect()
}

pub(crate) fn scenario(
    loaded: &LoadedNetwork,
    changes: &str,
    lang: Lang,
) -> Result<ScenarioView, ApiError> {
    let labels = Labels::new(loaded, lang);
    let changes = read(changes)?;
    let network = apply(loaded.network(), &changes).map_err(|error| refused(&labels, error))?;
    let questions = standing_questions(loaded);
    let unknown = |error: &RouteError| match error {
        RouteError::UnknownRegion(id) => not_found(ParameterName::Municipality, id),
        RouteError::UnknownActor(id) => not_found(ParameterName::Actor, id),
    };
    let before = loaded.standing(&questions).as_ref().map_err(unknown)?;
    let index = NetworkIndex::new(&network);
    let after = Standing::new(&index, &questions).map_err(|error| unknown(&error))?;
    let difference = compare(before, &after);
    let stations: Vec<StationChange> =
        difference.stations.iter().filter_map(|row| station(&labels, row)).collect();
    let pairs = |rows: &[(model::RegionId, FieldCode)]| -> Vec<(String, String)> {
        let field = |code: &FieldCode| labels.code(CodeListKind::FieldOfAction, code.as_str());
        rows.iter().map(|(region, code)| (labels.region(region), field(code))).collect()
    };
    let rows = || difference.findings.iter();
    let gone = rows().filter(|row| row.after.is_none()).filter_map(|row| row.before.as_ref());
    let new = rows().filter(|row| row.before.is_none()).filter_map(|row| row.after.as_ref());
    Ok(ScenarioView {
        changes: changes.iter().map(|change| line(&labels, change)).collect(),
        difference: differing(&labels, &index, &stations),
        stations,
        leaving_before: difference.leaving_before,
        leaving_after: difference.leaving_after,
        lost: pairs(&difference.lost),
        gained: pairs(&difference.gained),
        findings_gone: gone.take(N_FINDINGS).map(|row| finding(&labels, row)).collect(),
        findings_new: new.take(N_FINDINGS).map(|row| finding(&labels, row)).collect(),
        routes: difference.routes.iter().map(|row| route(&labels, row)).collect(),
    })
}

/// Rows that differ, and whose stations fare differently.
fn differing(
    labels: &Labels<'_>,
    after: &NetworkIndex<'_>,
    stations: &[StationChange],
) -> DifferenceView {
    let mut rows = states_differ(&labels.index, after);
    for row in stations {
        rows.actors.entry(row.actor.id.clone()).or_insert(RowChange::Altered);
    }
    difference_view(labels, after, rows)
}

/// Rows that differ, by name; `labels` know those of the state before.
pub(super) fn difference_view(
    labels: &Labels<'_>,
    after: &NetworkIndex<'_>,
    rows: StateDifference,
) -> DifferenceView {
    let relation = |(id, change): (&RelationId, &RowChange)| {
        let row = labels.index.relation(id).or_else(|| after.relation(id))?;
        Some(RelationDifference {
            id: id.clone(),
            kind: row.kind,
            from: labels.actor(&row.from),
            to: labels.actor(&row.to),
            change: *change,
        })
    };
    DifferenceView {
        actors: rows.actors.iter().map(|(id, change)| (labels.actor(id), *change)).collect(),
        relations: rows.relations.iter().filter_map(relation).collect(),
    }
}

pub(super) fn read(changes: &str) -> Result<Vec<Change>, ApiError> {
    let texts: Vec<&str> = changes.split_whitespace().collect();
    if let Some(first_too_many) = texts.get(MAX_CHANGES) {
        return Err(invalid(ParameterName::Change, first_too_many));
    }
    let change = |text: &&str| text.parse().map_err(|_reason| invalid(ParameterName::Change, text));
    texts.iter().map(change).collect()
}

/// Says what the refused change is about by name.
pub(super) fn refused(labels: &Labels<'_>, error: ScenarioError) -> ApiError {
    let subject = match &error {
        ScenarioError::UnknownActor(id)
        | ScenarioError::SelfReferral(id)
        | ScenarioError::NoPosts(id)
        | ScenarioError::NothingToScale(id) => labels.actor(id).name,
        ScenarioError::UnknownService(id)
        | ScenarioError::NoCapacity(id)
        | ScenarioError::CapacityNotAboveZero(id)
        | ScenarioError::ForeignService { service: id, .. } => service(labels, id),
        ScenarioError::UnknownRelation(id) => id.to_string(),
        ScenarioError::Negative(value) => value.to_string(),
        ScenarioError::TooLarge => String::new(),
    };
    ApiError::Scenario { error, subject }
}

fn standing_questions(loaded: &LoadedNetwork) -> Vec<RouteQuery> {
    let mut regions: Vec<_> = loaded.network().municipalities().collect();
    regions.sort_by(|a, b| (b.population, &a.id).cmp(&(a.population, &b.id)));
    let Some(home) = regions.first() else { return Vec::new() };
    let goals = STANDING_GOALS.iter().filter_map(|code| code.parse().ok());
    goals
        .map(|field| RouteQuery {
            k: 1,
            ..RouteQuery::new(home.id.clone(), RouteGoal::Field(field))
        })
        .collect()
}

fn line(labels: &Labels<'_>, change: &Change) -> ChangeLine {
    let (subject, receiver) = match change {
        Change::CloseActor { actor } | Change::AddPost { actor, .. } => {
            (labels.actor(actor).name, None)
        }
        Change::CloseService { service: id }
        | Change::AddCapacity { service: id, .. }
        | Change::SetArrivals { service: id, .. }
        | Change::SetWait { subject: WaitSubject::Service(id), .. } => (service(labels, id), None),
        Change::AddRelation { from, service: id, .. } => {
            (labels.actor(from).name, Some(service(labels, id)))
        }
        Change::SetWait { subject: WaitSubject::Relation(id), .. } => ends(labels, id),
    };
    ChangeLine { change: change.clone(), subject, receiver }
}

fn ends(labels: &Labels<'_>, id: &RelationId) -> (String, Option<String>) {
    match labels.index.relation(id) {
        Some(row) => (labels.actor(&row.from).name, Some(labels.actor(&row.to).name)),
        None => (id.to_string(), None),
    }
}

/// `None` where nothing that is shown differs.
fn station(labels: &Labels<'_>, row: &StationDifference) -> Option<StationChange> {
    let actor = row.before.as_ref().or(row.after.as_ref())?.actor.clone();
    let (before, after) = (row.before.as_ref().map(figures), row.after.as_ref().map(figures));
    (before != after).then(|| StationChange {
        service: service(labels, &row.service),
        actor: labels.actor(&actor),
        before,
        after,
    })
}

fn figures(station: &StationQueue) -> StationFigures {
    let (wait, growth_per_month) = match &station.state {
        QueueState::Steady { mean_wait, .. } => (Some(*mean_wait), None),
        QueueState::Growing { growth_per_month, .. } => (None, Some(*growth_per_month)),
        QueueState::Unknown(_) | QueueState::NoCapacityStated => (None, None),
    };
    StationFigures {
        arrivals_per_month: station.arrivals_per_month,
        utilisation_permille: station.utilisation_permille,
        wait,
        growth_per_month,
    }
}

fn route(labels: &Labels<'_>, row: &RouteDifference) -> RouteChange {
    let days = |time: &Option<RouteTime>| -> Option<(u64, u8)> {
        time.as_ref().map(|time| (time.total_known.whole_days(), time.unknown_legs))
    };
    let goal = match &row.query.goal {
        RouteGoal::Field(code) => labels.code(CodeListKind::FieldOfAction, code.as_str()),
        RouteGoal::Actor(id) => labels.actor(id).name,
    };
    RouteChange {
        municipality: labels.region(&row.query.region),
        goal,
        before: days(&row.before),
        after: days(&row.after),
    }
}
