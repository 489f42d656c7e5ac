//! From the visible network to what the pages show. Names and code labels are resolved here, in
//! the caller's language; sentences are made in the pages.

mod actor_log;
mod chain;
mod comments;
mod coverage;
mod edit;
mod evidence;
mod findings;
mod flow;
mod founding;
mod graph;
mod labels;
mod log_targets;
mod maps;
mod matrix;
mod overview;
mod profile;
mod quality;
mod referrals;
mod scenario;
mod sessions;
mod simulation;
mod states;
mod strain;
mod structure;

pub(crate) use actor_log::actor_log;
pub(crate) use chain::{chain, chain_choices, chain_comparison};
pub(crate) use comments::{comment_line, comments};
pub(crate) use coverage::{coverage, coverage_detail};
pub(crate) use edit::{Words, changed_row, form, log, refused, rows, similar};
pub(crate) use flow::flow;
pub(crate) use founding::{founded, founding};
pub(crate) use graph::{graph, graph_update, utilisations};
pub(crate) use log_targets::log_targets;
pub(crate) use maps::{map_line, maps};
pub(crate) use matrix::matrix_order;
pub(crate) use overview::{cards, head, overview};
pub(crate) use profile::profile;
pub(crate) use quality::{quality, round};
pub(crate) use referrals::{route_answer, route_choices};
pub(crate) use scenario::{scenario, scenario_choices};
pub(crate) use sessions::{session, sessions};
pub(crate) use simulation::{simulation, simulation_input};
pub(crate) use states::states;
pub(crate) use strain::strain;
pub(crate) use structure::structure;
