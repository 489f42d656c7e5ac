//! Coverage: who is there for which Kommune in which Handlungsfeld.

use analysis::{CompetenceGround, CompetenceProblemKind, CoverageState};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Confidence, FieldCode, RegionId, ServiceStatus};
use serde::{Deserialize, Serialize};

use super::{ApiError, Evidence, Named};

/// One Kommune in one Handlungsfeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CoverageCellView {
    pub(crate) state: CoverageState,
    /// Active or not, reachable or not.
    pub(crate) n_services: usize,
    pub(crate) n_reachable: u32,
    /// The shortest known wait at an active service; `None` is unknown.
    pub(crate) shortest_wait_days: Option<u64>,
}

/// The area of a Kommune on the schematic map, in units of [`MapView`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MapArea {
    /// Position in [`CoverageView::municipalities`].
    pub(crate) municipality_idx: usize,
    /// An SVG path.
    pub(crate) outline: String,
    pub(crate) x: i32,
    pub(crate) y: i32,
}

/// A schematic map: the centres of the Kommunen are true, the borders between them are not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MapView {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) areas: Vec<MapArea>,
}

/// Two services that do the same for the same people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OverlapLine {
    pub(crate) actors: [Named<ActorId>; 2],
    pub(crate) services: [String; 2],
    /// Label of the kind both are of.
    pub(crate) kind: Option<String>,
    pub(crate) fields: Vec<String>,
    pub(crate) n_municipalities: usize,
    /// Common pairs of field and Kommune, of those that at least one has.
    pub(crate) overlap_permille: u32,
    /// Common Kommunen, of those that at least one is there for.
    pub(crate) common_regions_permille: u32,
    pub(crate) uses_example_data: bool,
}

/// The strongest overlaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OverlapsView {
    /// How many there are, listed or not.
    pub(crate) n_found: u32,
    pub(crate) listed: Vec<OverlapLine>,
    /// Set when there were too many pairs to compare all.
    pub(crate) aborted_after_pairs: Option<u32>,
}

/// A Rechtskreis that several hold in some Kommunen, or nobody: all Kommunen of one kind together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompetenceProblemLine {
    pub(crate) kind: CompetenceProblemKind,
    pub(crate) regime: String,
    /// By name.
    pub(crate) places: Vec<CompetentOffices>,
    pub(crate) uses_example_data: bool,
}

/// Who is competent by law in one Kommune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompetentOffices {
    pub(crate) municipality: String,
    pub(crate) actors: Vec<Named<ActorId>>,
}

/// Who is there for whom, and where nobody or more than one is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CoverageView {
    /// Labels of the people asked for.
    pub(crate) target_group: Option<String>,
    pub(crate) status: Option<String>,
    /// The rows.
    pub(crate) fields: Vec<Named<FieldCode>>,
    /// The columns, by name.
    pub(crate) municipalities: Vec<Named<RegionId>>,
    /// Row by row, one per column.
    pub(crate) cells: Vec<CoverageCellView>,
    pub(crate) uses_example_data: bool,
    /// `None` when no Kommune has a place.
    pub(crate) map: Option<MapView>,
    pub(crate) overlaps: OverlapsView,
    pub(crate) problems: Vec<CompetenceProblemLine>,
}

impl CoverageView {
    /// One Handlungsfeld: a cell per Kommune.
    pub(crate) fn row(&self, field_idx: usize) -> &[CoverageCellView] {
        let n_columns = self.municipalities.len();
        let start = field_idx.saturating_mul(n_columns);
        self.cells.get(start..start.saturating_add(n_columns)).unwrap_or_default()
    }
}

/// A service whose actor is there for the Kommune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompetentLine {
    pub(crate) service: String,
    pub(crate) actor: Named<ActorId>,
    pub(crate) ground: CompetenceGround,
    pub(crate) status: ServiceStatus,
    pub(crate) is_reachable: bool,
    pub(crate) wait: Option<Evidence>,
    pub(crate) confidence: Confidence,
}

/// One cell of the matrix with everybody in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CoverageDetail {
    pub(crate) municipality: String,
    pub(crate) field: String,
    pub(crate) state: CoverageState,
    pub(crate) n_reachable: u32,
    /// Reachable first, then by ground.
    pub(crate) services: Vec<CompetentLine>,
}

/// The matrix of Kommune and Handlungsfeld, overlaps and problems of competence; an empty text
/// means not asked.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, target group or status,
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "coverage", input = GetUrl)]
pub(crate) async fn load_coverage(
    ags: String,
    target_group: String,
    status: String,
) -> Result<CoverageView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let work = move || crate::ssr::views::coverage(&network, [&target_group, &status], lang);
        crate::ssr::off_thread(work).await
    })
    .await
}

/// One cell of the matrix: who is there for this Kommune in this Handlungsfeld.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, target group, status, Kommune or
///                  Handlungsfeld, [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "coverage-detail", input = GetUrl)]
pub(crate) async fn load_coverage_detail(
    ags: String,
    target_group: String,
    status: String,
    municipality: String,
    field: String,
) -> Result<CoverageDetail, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let work = move || {
            let people = [target_group.as_str(), status.as_str()];
            crate::ssr::views::coverage_detail(&network, people, &municipality, &field, lang)
        };
        crate::ssr::off_thread(work).await
    })
    .await
}
