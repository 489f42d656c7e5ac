//! The server functions and what they send. Every one checks its caller and works on what the
//! caller may see; none takes an identity, a path, a table name or a query as an argument.

pub(crate) mod chain;
pub(crate) mod comments;
mod coverage;
pub(crate) mod edit;
pub(crate) mod error;
pub(crate) mod exchange;
mod flow;
pub(crate) mod founding;
mod graph;
pub(crate) mod graph_update;
pub(crate) mod maps;
pub(crate) mod matrix;
mod networks;
mod profile;
pub(crate) mod quality;
pub(crate) mod referrals;
pub(crate) mod release;
mod scenario;
pub(crate) mod sessions;
pub(crate) mod simulation;
mod strain;
mod structure;

pub(crate) use chain::{
    ChainCard, ChainChoices, ChainComparison, ChainStepView, ChainTransitionView, ChainView,
    ComparedKommune, LeadTimeView, ProcessingView, ProviderView, StepStaffing, TransitionEnd,
    compare_chain, load_chain, load_chain_choices,
};
pub(crate) use coverage::{
    CompetenceProblemLine, CompetentLine, CompetentOffices, CoverageCellView, CoverageDetail,
    CoverageView, MapArea, MapView, OverlapLine, OverlapsView, load_coverage, load_coverage_detail,
};
pub(crate) use edit::{
    CellMessage, ChangedRow, ConflictView, FormView, LogEntry, LogView, RefusedView, RowChangeKind,
    RowLine, RowsView, SimilarView, StatesView, compare_states, find_similar, load_actor_log,
    load_form, load_log, load_rows, run_command,
};
pub(crate) use error::{ApiError, ParameterName};
pub(crate) use flow::{
    DominanceLine, FlowAmount, FlowAnswer, FlowView, NarrowLine, WeakLine, load_flow,
};
pub(crate) use graph::{
    AreaTitle, AreaView, Arrangement, EdgeView, GraphView, NodeView, WaitBand, load_graph,
};
pub(crate) use graph_update::load_graph_update;
pub(crate) use matrix::{MatrixOrderView, load_matrix_order};
pub(crate) use networks::{
    CompetenceRow, CompetentActor, KeyFigures, NetworkCard, NetworkHead, OverviewView,
    list_networks, load_head, load_overview,
};
pub(crate) use profile::{
    ActorProfile, AreaLine, CommitteeLine, Evidence, PostLine, Reach, RelationLine, ServiceLine,
    SourceLine, load_profile, load_reach,
};
pub(crate) use referrals::{
    BestRoute, Choice, FallbackView, Merit, NearMiss, RoomView, RouteAnswer, RouteChoices,
    RouteQuestion, RouteView, StepView, find_referral_routes, load_route_choices,
};
pub(crate) use scenario::{
    ChangeLine, DifferenceView, RelationDifference, RouteChange, ScenarioChoices, ScenarioView,
    StationChange, StationFigures, compute_scenario, load_scenario_choices,
};
pub(crate) use simulation::{SimulatedStation, SimulationInput, SimulationView, simulate_network};
pub(crate) use strain::{
    FindingText, FindingView, HelpLine, LoadLine, ModelledWait, ProblemLine, StrainView,
    TransitionLine, UnknownLoadLine, load_strain,
};
pub(crate) use structure::{
    BrokerGroups, BrokerLine, BrokersView, CarrierLine, CommunitiesView, CommunityLine,
    ConcentrationView, ConnectorsView, ConstraintLine, LayerLine, StructureView, TeamTable,
    load_structure,
};

use serde::{Deserialize, Serialize};

/// An id with the name to show for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named<Id> {
    pub(crate) id: Id,
    pub(crate) name: String,
}
