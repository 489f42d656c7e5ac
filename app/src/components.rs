//! Parts that several pages share.

mod badge;
mod evidence;
mod frame;
mod picture;
mod problem;
mod scatter;
mod search_box;
mod selection;
mod shape;
mod swimlane;
mod table;

pub(crate) use badge::{ConfidenceBadge, ExampleBadge};
pub(crate) use evidence::{EvidenceList, EvidenceText};
pub(crate) use frame::Frame;
pub(crate) use picture::{ALL_LABELS, Drawing, EmbeddedPicture, Overlay, Picture};
pub(crate) use problem::{Ignored, Problem, Waiting};
pub(crate) use scatter::{Scatter, ScatterPoint};
pub(crate) use search_box::{SearchBox, folded, match_rank, words};
pub(crate) use selection::Selection;
pub(crate) use shape::{Swatch, shape_path};
pub(crate) use swimlane::{Swimlane, SwimlaneLegend};
pub(crate) use table::DataTable;
