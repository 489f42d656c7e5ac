//! Bottlenecks with names, and the numbers behind them.

use std::collections::BTreeMap;

use analysis::{
    Agreement, QueueState, ServiceLoad, StationQueue, TrafficProblem, Transition, UnitValue,
    UnknownLoad,
};
use model::{CodeListKind, Lang, ServiceId};

use super::evidence::by_id;
use super::findings::{finding, service};
use super::labels::Labels;
use crate::api::{
    HelpLine, LoadLine, ModelledWait, Named, ProblemLine, StrainView, TransitionLine,
    UnknownLoadLine,
};
use crate::ssr::state::LoadedNetwork;

/// How many services the question what would help most is answered with.
const N_HELP: usize = 10;

pub(crate) fn strain(loaded: &LoadedNetwork, lang: Lang) -> StrainView {
    let labels = Labels::new(loaded, lang);
    let (report, queues) = (loaded.loads(), loaded.queues());
    let stations: BTreeMap<&ServiceId, &StationQueue> =
        queues.stations.iter().map(|station| (&station.service, station)).collect();
    let helpful = loaded.unit_values().values.iter().filter(|value| is_helpful(value));
    let table = loaded.transitions();
    StrainView {
        findings: loaded.findings().iter().map(|row| finding(&labels, row)).collect(),
        help: helpful.take(N_HELP).map(|row| help(&labels, row)).collect(),
        transitions: table
            .transitions
            .iter()
            .map(|row| {
                let is_longest = table
                    .longest
                    .as_ref()
                    .is_some_and(|(from, to)| (from, to) == (&row.from, &row.to));
                transition(&labels, row, is_longest)
            })
            .collect(),
        loads: report
            .services
            .iter()
            .map(|row| load(&labels, row, stations.get(&row.service).copied()))
            .collect(),
        unknown: report.unknown.iter().map(|row| unknown(&labels, row)).collect(),
        problems: queues.problems.iter().map(|row| problem(&labels, row)).collect(),
    }
}

fn is_helpful(value: &UnitValue) -> bool {
    let is_above = |n: model::Decimal| n.thousandths() > 0;
    is_above(value.growth_avoided_per_month.0) || is_above(value.waiting_saved_per_month)
}

fn help(labels: &Labels<'_>, row: &UnitValue) -> HelpLine {
    HelpLine {
        service: Named { id: row.service.clone(), name: service(labels, &row.service) },
        actor: labels.actor(&row.actor),
        added: row.added,
        unit: row.unit,
        growth_avoided_per_month: row.growth_avoided_per_month,
        waiting_saved_per_month: row.waiting_saved_per_month,
    }
}

fn load(labels: &Labels<'_>, row: &ServiceLoad, station: Option<&StationQueue>) -> LoadLine {
    let modelled = match station.map(|station| &station.state) {
        Some(QueueState::Steady { mean_wait, .. }) => ModelledWait::Steady(*mean_wait),
        Some(QueueState::Growing { .. }) => ModelledWait::Growing,
        Some(QueueState::Unknown(_) | QueueState::NoCapacityStated) | None => ModelledWait::Unknown,
    };
    LoadLine {
        actor: labels.actor(&row.actor),
        service: service(labels, &row.service),
        arrivals_per_month: row.arrivals_per_month,
        basis: row.basis,
        capacity_per_month: row.capacity_per_month,
        utilisation_permille: row.utilisation_permille,
        level: row.level,
        wait: row.waiting.as_ref().and_then(|wait| by_id(labels, &wait.observation)),
        modelled,
        agreement: station.and_then(|station| station.wait_agreement),
        little: station
            .and_then(|station| station.little)
            .filter(|check| check.agreement != Agreement::Agrees),
    }
}

fn unknown(labels: &Labels<'_>, row: &UnknownLoad) -> UnknownLoadLine {
    UnknownLoadLine {
        actor: labels.actor(&row.actor),
        service: service(labels, &row.service),
        missing: row.missing.clone(),
    }
}

fn transition(labels: &Labels<'_>, row: &Transition, is_longest: bool) -> TransitionLine {
    let label = |code: &model::RegimeCode| labels.code(CodeListKind::LegalRegime, code.as_str());
    TransitionLine {
        from: label(&row.from),
        to: label(&row.to),
        n_relations: row.n_relations,
        sent_per_month: (row.volume.n_counted > 0).then_some(row.volume.per_month),
        wait: row.wait,
        n_passable: row.n_passable,
        n_with_agreement: row.n_with_agreement,
        n_feedback_agreed: row.n_feedback_agreed,
        n_feedback_unknown: row.n_feedback_unknown,
        is_longest,
        is_example: row.uses_example_data,
    }
}

fn problem(labels: &Labels<'_>, row: &TrafficProblem) -> ProblemLine {
    let names = match row {
        TrafficProblem::NoSteadyState { actors, .. } => {
            actors.iter().map(|id| labels.actor(id).name).collect()
        }
        TrafficProblem::AbortedAfter { .. } => Vec::new(),
        TrafficProblem::SendsMoreThanArrives { actor, .. }
        | TrafficProblem::SenderWithoutArrivals { actor, .. } => vec![labels.actor(actor).name],
        TrafficProblem::ReferredExceedsArrivals { service: id, .. } => vec![service(labels, id)],
        TrafficProblem::NoReceivingService { relation, .. } => {
            let row = labels.index.relation(relation);
            let ends = row.iter().flat_map(|row| [&row.from, &row.to]);
            ends.map(|id| labels.actor(id).name).collect()
        }
    };
    ProblemLine { problem: row.clone(), names }
}
