//! Larger parts of pages: the actor panel, the filter legend, the tables, the routes.

mod actor;
mod actor_table;
mod chain;
mod coverage;
mod legend;
mod loads;
mod route_results;

pub(crate) use actor::ActorPanel;
pub(crate) use actor_table::ActorTable;
pub(crate) use chain::{Comparison, Gantt, StepTable, TransitionFindings, UncoveredFindings};
pub(crate) use coverage::{Competences, CoverageMap, Detail, MapContent, Matrix, Overlaps};
pub(crate) use legend::{LegendFilter, visible_nodes};
pub(crate) use loads::{LoadTable, StrainItem, UnknownLoads};
pub(crate) use route_results::RouteResults;
