//! Larger parts of pages: the actor panel, the filter legend, the tables, the routes.

mod actor;
mod actor_table;
mod chain;
mod coverage;
mod findings;
mod help;
mod legend;
mod loads;
mod route_form;
mod route_results;
mod scenario;
mod simulation;
mod transitions;

pub(crate) use actor::ActorPanel;
pub(crate) use actor_table::ActorTable;
pub(crate) use chain::{Comparison, Gantt, StepTable, TransitionFindings, UncoveredFindings};
pub(crate) use coverage::{Competences, CoverageMap, Detail, MapContent, Matrix, Overlaps};
pub(crate) use findings::{FindingItem, Findings};
pub(crate) use help::{Help, Problems};
pub(crate) use legend::{LegendFilter, visible_nodes};
pub(crate) use loads::{LoadTable, UnknownLoads};
pub(crate) use route_form::RouteForm;
pub(crate) use route_results::{AnswerHead, BestSection, FoundRoutes, RouteDetails, RouteList};
pub(crate) use scenario::{Changes, ScenarioForms, ScenarioResult};
pub(crate) use simulation::Replay;
pub(crate) use transitions::Transitions;
