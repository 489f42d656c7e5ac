//! Bottlenecks with names.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{Bottleneck, BottleneckCause, Dependence, ServiceLoad, UnknownLoad};
use model::{CodeListKind, Lang};

use super::evidence::by_id;
use super::labels::Labels;
use crate::api::{DependenceLine, LoadLine, StrainEntry, StrainView, UnknownLoadLine};
use crate::ssr::state::LoadedNetwork;

pub(crate) fn strain(loaded: &LoadedNetwork, lang: Lang) -> StrainView {
    let labels = Labels::new(loaded, lang);
    let report = loaded.loads();
    StrainView {
        ranked: loaded.bottlenecks().iter().map(|row| entry(&labels, row)).collect(),
        loads: report.services.iter().map(|row| load(&labels, row)).collect(),
        unknown: report.unknown.iter().map(|row| unknown(&labels, row)).collect(),
    }
}

pub(super) fn entry(labels: &Labels<'_>, row: &Bottleneck) -> StrainEntry {
    match &row.cause {
        BottleneckCause::Overload(row) | BottleneckCause::Tight(row) => {
            StrainEntry::Load(load(labels, row))
        }
        BottleneckCause::Dependence(row) => StrainEntry::Dependence(dependence(labels, row)),
    }
}

fn load(labels: &Labels<'_>, row: &ServiceLoad) -> LoadLine {
    LoadLine {
        actor: labels.actor(&row.actor),
        service: labels.service(&row.service).unwrap_or_else(|| row.service.to_string()),
        arrivals_per_month: row.arrivals_per_month,
        basis: row.basis,
        capacity_per_month: row.capacity_per_month,
        utilisation_permille: row.utilisation_permille,
        level: row.level,
        backlog_growth_per_month: row.backlog_growth_per_month,
        wait: row.waiting.as_ref().and_then(|wait| by_id(labels, &wait.observation)),
        is_example: row.uses_example_data,
    }
}

fn unknown(labels: &Labels<'_>, row: &UnknownLoad) -> UnknownLoadLine {
    UnknownLoadLine {
        actor: labels.actor(&row.actor),
        service: labels.service(&row.service).unwrap_or_else(|| row.service.to_string()),
        missing: row.missing.clone(),
    }
}

fn dependence(labels: &Labels<'_>, row: &Dependence) -> DependenceLine {
    let mut n_kommunen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut regions = BTreeSet::new();
    for (region, field) in &row.lost {
        *n_kommunen.entry(field.as_str()).or_default() += 1;
        regions.insert(region);
    }
    let mut fields: Vec<(String, usize)> = n_kommunen
        .into_iter()
        .map(|(field, n)| (labels.code(CodeListKind::FieldOfAction, field), n))
        .collect();
    fields.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    DependenceLine {
        actor: labels.actor(&row.actor),
        fields,
        n_pairs_lost: row.lost.len(),
        n_pairs_total: row.n_pairs_total,
        n_municipalities: regions.len(),
        n_municipalities_total: labels.index.network.municipalities().count(),
        affected_population: row.affected_population,
        is_sole_provider: row.cut_off == 0,
    }
}
