//! Larger parts of pages: the actor panel, the filter legend, the tables, the routes.

mod actor;
mod actor_table;
mod boundaries;
mod chain;
mod commands;
mod coverage;
pub(crate) mod editor;
mod event_log;
mod findings;
mod flow;
mod help;
mod import;
mod legend;
mod loads;
mod matrix;
mod player;
mod route_form;
mod route_results;
mod scenario;
mod session;
mod simulation;
mod stream;
mod structure;
mod surroundings;
mod transitions;

pub(crate) use actor::{ActorPanel, PanelClose, PanelSections, ReachOf};
pub(crate) use actor_table::ActorTable;
pub(crate) use boundaries::{BoundaryChoice, OwnBoundaries};
pub(crate) use chain::{Comparison, Gantt, StepTable, TransitionFindings, UncoveredFindings};
pub(crate) use commands::Commands;
pub(crate) use coverage::{Competences, CoverageMap, Detail, MapContent, Matrix, Overlaps};
pub(crate) use editor::{Editor, Outcome, command_id};
pub(crate) use event_log::EventLog;
pub(crate) use findings::{FindingItem, Findings};
pub(crate) use flow::Flow;
pub(crate) use help::{Help, Problems};
pub(crate) use import::{Import, ImportSteps, Incoming};
pub(crate) use legend::{LegendFilter, least_volume, sheet_text, visible_nodes};
pub(crate) use loads::{LoadTable, UnknownLoads};
pub(crate) use matrix::{MatrixOrder, MatrixPanel};
pub(crate) use player::Player;
pub(crate) use route_form::RouteForm;
pub(crate) use route_results::{
    AnswerHead, BesideRoutes, BestSection, FoundRoutes, RouteDetails, RouteList,
};
pub(crate) use scenario::{Changes, DifferencePicture, ScenarioForms, ScenarioResult};
pub(crate) use session::{JoinForm, OpenSession, SessionEnding, SessionMotions, SessionSeats};
pub(crate) use simulation::{ReplaySection, ReplayTable};
pub(crate) use stream::StreamPanel;
pub(crate) use structure::{Brokers, Carriers, Communities, Connectors, Layers};
pub(crate) use surroundings::Surroundings;
pub(crate) use transitions::Transitions;
