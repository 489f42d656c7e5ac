//! The picture of a shared map, for other websites: the sheet that a browser would save.

use http::StatusCode;
use leptos_router::params::ParamsMap;
use model::{Lang, MapToken, SharedMap};
use scene::Viewport;
use store::StoreError;

use crate::api::GraphView;
use crate::components::still;
use crate::export::{Colors, Seen, svg_sheet};
use crate::panels::{drawing_of, sheet_text, visible_nodes};
use crate::ssr::exchange::id_and_day;
use crate::ssr::state::{AppState, today};
use crate::ssr::{off_thread, views};
use crate::state::NetworkQuery;
use crate::text::texts;

/// The picture without what stands around it.
const SIZE: Viewport = Viewport { width_px: 1200.0, height_px: 800.0 };
/// On the page of somebody else nobody has chosen a language.
const LANG: Lang = Lang::De;

/// The picture of a map as an SVG file, with what everybody may see.
///
/// # Errors
/// 404 where no other website may show it, whatever the reason; 503 when the database does not answer.
pub async fn map_picture(state: &AppState, token: &str) -> Result<String, StatusCode> {
    let token: MapToken = token.parse().map_err(|_invalid| StatusCode::NOT_FOUND)?;
    let map = state.store().shared_map(&token).await.map_err(|error| status(&error))?;
    if !map.shows_picture(today()) {
        return Err(StatusCode::NOT_FOUND);
    }
    let path = state.page_of(&map).await.map_err(|error| status(&error))?;
    drawn(state, &map, &path).await.map_err(|error| status(&error))
}

fn status(error: &StoreError) -> StatusCode {
    if matches!(error, StoreError::NotFound(_)) {
        return StatusCode::NOT_FOUND;
    }
    tracing::error!(%error, "picture of a shared map not made");
    StatusCode::SERVICE_UNAVAILABLE
}

async fn drawn(state: &AppState, map: &SharedMap, path: &str) -> Result<String, StoreError> {
    // Everybody sees it, whatever the map says.
    let viewer = access::Viewer::public();
    let (way, query) = path.split_once('?').unwrap_or((path, ""));
    let mut parts = way.split('/').skip(2);
    let day = parts.next().and_then(id_and_day).and_then(|(_, day)| day);
    let network = match day {
        Some(day) => state.past_network(&map.network, viewer, day).await?,
        None => state.network(&map.network, viewer).await?,
    };
    // What the address of another page says means something else.
    let query = if parts.next() == Some("netz") { read(query) } else { NetworkQuery::default() };
    let arrangement = query.arrangement;
    let arranged = state.arranged(&network, arrangement).await?;
    let label = map.label.as_str().to_owned();
    let file = move || svg(&views::graph(&network, &arranged, LANG), &query, &label);
    Ok(off_thread(file).await)
}

/// What an address says of the picture.
fn read(query: &str) -> NetworkQuery {
    let mut params = ParamsMap::new();
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        params.insert(key.to_owned(), value.to_owned());
    }
    NetworkQuery::read(&params)
}

fn svg(graph: &GraphView, query: &NetworkQuery, label: &str) -> String {
    let texts = texts(LANG);
    let drawing = drawing_of(graph, query, visible_nodes(graph, query));
    let (picture, camera) = still(graph, &drawing, SIZE, texts);
    let seen = Seen { picture, camera, viewport: SIZE };
    let text = sheet_text(graph, query, texts, LANG);
    svg_sheet(&seen, &text, &Colors::light(), label)
}
