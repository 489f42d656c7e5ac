//! Parts that several pages share.

mod badge;
mod evidence;
mod frame;
mod map_bar;
mod palette;
pub(crate) mod picture;
mod popover;
mod problem;
mod room_bar;
mod scatter;
mod search_box;
mod selection;
mod shape;
mod share;
mod shortcuts;
mod swimlane;
mod table;

pub(crate) use badge::{ConfidenceBadge, ExampleBadge};
pub(crate) use evidence::{EvidenceList, EvidenceText};
pub(crate) use frame::Frame;
pub(crate) use map_bar::MapBar;
pub(crate) use palette::{CommandPalette, PaletteEntry};
#[cfg(feature = "ssr")]
pub(crate) use picture::still;
pub(crate) use picture::{
    ALL_LABELS, Desk, Drawing, Earlier, Ego, EmbeddedPicture, Overlay, Picture, Rest, Ties,
    next_frame, now_ms,
};
pub(crate) use problem::{Ignored, Problem, Waiting};
pub(crate) use scatter::{Scatter, ScatterPoint};
pub(crate) use search_box::{SearchBox, folded, match_rank, words};
pub(crate) use selection::Selection;
pub(crate) use shape::Swatch;
pub(crate) use share::{CopyField, PageLink, Share};
pub(crate) use shortcuts::{give_focus, on_key_outside_fields};
pub(crate) use swimlane::{Swimlane, SwimlaneLegend};
pub(crate) use table::DataTable;
