//! How a network is built, with names.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{
    Brokerage, CommunityReport, FlowConcentration, Grouping, LayerMeasures, TeamComparison,
    brokerage, community_report, constraints, flow_concentration, layer_measures, main_regimes,
};
use model::{ActorId, Lang, Layer, RegionId};

use super::evidence::by_id;
use super::labels::Labels;
use crate::api::{
    BrokerGroups, BrokerLine, BrokersView, CarrierLine, CommunitiesView, CommunityLine,
    ConcentrationView, ConnectorsView, ConstraintLine, LayerLine, StructureView, TeamTable,
};
use crate::ssr::state::LoadedNetwork;

/// How many actors each table lists.
const N_LISTED: usize = 12;
/// With fewer contacts nobody stands between groups.
const LEAST_CONTACTS: u32 = 3;
/// Which of equally good partitions is found; the same every time.
const SEED: u64 = 1;

/// How many of the numbers behind the shares are shown.
const N_EVIDENCE: usize = 4;

pub(crate) fn structure(loaded: &LoadedNetwork, groups: BrokerGroups, lang: Lang) -> StructureView {
    let labels = Labels::new(loaded, lang);
    let index = &labels.index;
    let layers = layer_measures(index);
    let is_example =
        |of: &[Layer]| layers.iter().any(|row| of.contains(&row.layer) && row.uses_example_data);
    let tied = is_example(&[Layer::Flow, Layer::Cooperation]);
    StructureView {
        concentration: concentration(&labels, &flow_concentration(index)),
        brokers: BrokersView { is_example: is_example(&[Layer::Flow]), ..brokers(&labels, groups) },
        communities: CommunitiesView {
            is_example: tied,
            ..communities(&labels, &community_report(index, SEED))
        },
        connectors: ConnectorsView { is_example: tied, ..connectors(&labels) },
        layers: layers.into_iter().map(layer).collect(),
    }
}

fn brokers(labels: &Labels<'_>, groups: BrokerGroups) -> BrokersView {
    let grouping = match groups {
        BrokerGroups::Sector => Grouping::Sector,
        BrokerGroups::Regime => Grouping::Given(main_regimes(&labels.index)),
    };
    let report = brokerage(&labels.index, &grouping);
    BrokersView {
        lines: report.actors.iter().take(N_LISTED).map(|row| broker(labels, row)).collect(),
        n_more: report.actors.len().saturating_sub(N_LISTED),
        n_ungrouped: report.n_ungrouped,
        is_aborted: report.aborted_after_steps.is_some(),
        is_example: false,
    }
}

fn connectors(labels: &Labels<'_>) -> ConnectorsView {
    let mut rows = constraints(&labels.index);
    rows.retain(|row| row.n_contacts >= LEAST_CONTACTS);
    let lines = rows.iter().take(N_LISTED).map(|row| ConstraintLine {
        actor: labels.actor(&row.actor),
        permille: row.permille,
        n_contacts: row.n_contacts,
    });
    ConnectorsView {
        lines: lines.collect(),
        n_more: rows.len().saturating_sub(N_LISTED),
        is_example: false,
    }
}

fn layer(row: LayerMeasures) -> LayerLine {
    LayerLine {
        layer: row.layer,
        n_actors: row.n_actors,
        n_tied: row.n_tied,
        n_relations: row.n_relations,
        density_millionths: row.density_millionths,
        reciprocity_permille: row.reciprocity_permille,
        centralisation_permille: row.centralisation.map(|of| of.all_permille),
        main_core: row.main_core,
        n_in_main_core: row.n_in_main_core,
        is_example: row.uses_example_data,
    }
}

fn concentration(labels: &Labels<'_>, report: &FlowConcentration) -> ConcentrationView {
    let without_seat: BTreeSet<&ActorId> = report.without_seat.iter().collect();
    let carriers = report.actors.iter().take(N_LISTED).map(|row| CarrierLine {
        actor: labels.actor(&row.actor),
        sent_per_month: row.sent_per_month,
        received_per_month: row.received_per_month,
        share_permille: row.share_permille,
        passing_permille: row.passing_permille,
        n_seats: row.n_seats,
        n_seats_above: row.n_seats_above,
        is_without_seat: without_seat.contains(&row.actor),
    });
    let evidence = report.evidence.iter().take(N_EVIDENCE);
    ConcentrationView {
        carriers: carriers.collect(),
        n_more: report.actors.len().saturating_sub(N_LISTED),
        top_three_permille: report.top_three_permille,
        per_month: report.volume.per_month,
        n_counted: report.volume.n_counted,
        n_uncounted: report.volume.n_uncounted,
        evidence: evidence.filter_map(|id| by_id(labels, id)).collect(),
        n_more_evidence: report.evidence.len().saturating_sub(N_EVIDENCE),
        is_example: report.uses_example_data,
    }
}

fn communities(labels: &Labels<'_>, report: &CommunityReport) -> CommunitiesView {
    let lines =
        report.communities.iter().zip(&report.centres).map(|(members, centre)| CommunityLine {
            centre: labels.short_name(centre),
            actors: members.iter().map(|id| labels.actor(id)).collect(),
        });
    let n_communities = report.communities.len();
    CommunitiesView {
        lines: lines.collect(),
        teams: report.comparison.as_ref().map(|row| teams(labels, row, n_communities)),
        is_example: false,
    }
}

fn teams(labels: &Labels<'_>, comparison: &TeamComparison, n_communities: usize) -> TeamTable {
    let teams: BTreeSet<&RegionId> = comparison.placements.iter().map(|row| &row.team).collect();
    let columns: BTreeMap<&RegionId, usize> =
        teams.iter().enumerate().map(|(column, team)| (*team, column)).collect();
    let mut counts = vec![vec![0_u32; teams.len()]; n_communities];
    for row in &comparison.placements {
        let community = usize::try_from(row.community).ok();
        let cells = community.and_then(|community| counts.get_mut(community));
        let cell = cells.zip(columns.get(&row.team)).and_then(|(cells, at)| cells.get_mut(*at));
        if let Some(cell) = cell {
            *cell = cell.saturating_add(1);
        }
    }
    TeamTable {
        basis: comparison.basis,
        adjusted_rand_permille: comparison.adjusted_rand_permille,
        teams: teams.iter().map(|team| labels.region(team)).collect(),
        counts,
    }
}

fn broker(labels: &Labels<'_>, row: &Brokerage) -> BrokerLine {
    BrokerLine {
        actor: labels.actor(&row.actor),
        total: row.total(),
        roles: [row.coordinator, row.itinerant, row.gatekeeper, row.representative, row.liaison],
    }
}
