//! State that is not data: the settings of the reader, and what the URL says.

mod active_filter;
mod chain_selection;
mod chosen_line;
mod coverage_selection;
mod data_query;
mod edit_target;
mod network_query;
mod network_view;
mod route_query;
mod settings;
mod strain_query;
mod structure_query;

pub(crate) use active_filter::ActiveFilter;
pub(crate) use chain_selection::ChainSelection;
pub(crate) use chosen_line::ChosenLine;
pub(crate) use coverage_selection::{CellShows, CoverageSelection};
pub(crate) use data_query::DataQuery;
pub(crate) use edit_target::EditTarget;
pub(crate) use network_query::{ALL_PERCENT, Direction, NetworkQuery, SortColumn};
pub(crate) use network_view::{MatrixShade, NetworkView, StreamEnds};
pub(crate) use route_query::{Goal, RoutesQuery, criterion_code};
pub use settings::Settings;
pub(crate) use settings::{Theme, provide_settings, use_lang, use_settings};
pub(crate) use strain_query::StrainQuery;
pub(crate) use structure_query::StructureQuery;
