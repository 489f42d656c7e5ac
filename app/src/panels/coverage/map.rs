//! The Kreis as a schematic map, coloured by the state of one Handlungsfeld.

use leptos::prelude::*;
use model::{FieldCode, RegionId};

use super::{cell_link, state_class, state_path};
use crate::api::{CoverageCellView, MapArea, MapView, Named};
use crate::state::CoverageSelection;
use crate::text::use_texts;

/// Lines of a name lie this far apart, in units of the map.
const LINE_HEIGHT: i32 = 13;

/// One Handlungsfeld as the map shows it.
#[derive(Clone)]
pub(crate) struct MapContent {
    pub(crate) field: Named<FieldCode>,
    pub(crate) municipalities: Vec<Named<RegionId>>,
    pub(crate) cells: Vec<CoverageCellView>,
}

/// The map; its table is the row of the matrix, so it is hidden from those who cannot see it.
#[component]
pub(crate) fn CoverageMap(
    ags: String,
    map: MapView,
    content: MapContent,
    selection: Memo<CoverageSelection>,
) -> impl IntoView {
    let texts = use_texts();
    let field = content.field.clone();
    let outlines: Vec<(Option<RegionId>, String)> = map
        .areas
        .iter()
        .map(|area| {
            let place = content.municipalities.get(area.municipality_idx);
            (place.map(|place| place.id.clone()), area.outline.clone())
        })
        .collect();
    // On top, so that no neighbour lies over it.
    let chosen = move || {
        let id = selection.with(|selection| selection.municipality.clone())?;
        let (_, outline) = outlines.iter().find(|(place, _)| place.as_ref() == Some(&id))?;
        Some(view! { <path class="chosen-outline" d=outline.clone() /> })
    };
    let areas = map.areas.into_iter().filter_map(|area| {
        let place = content.municipalities.get(area.municipality_idx)?.clone();
        let cell = *content.cells.get(area.municipality_idx)?;
        let chosen = CoverageSelection {
            field: Some(field.id.clone()),
            municipality: Some(place.id.clone()),
            ..selection.get_untracked()
        };
        let href = cell_link(&ags, &chosen);
        Some(view! { <Area area=area place=place cell=cell href=href /> })
    });
    view! {
        <section class="coverage-map" aria-labelledby="karte">
            <h2 id="karte">{texts.coverage_map} ": " {field.name.clone()}</h2>
            <svg viewBox=format!("-4 -4 {} {}", map.width + 8, map.height + 8) aria-hidden="true">
                {areas.collect_view()}
                {chosen}
            </svg>
            <p class="muted small">{texts.coverage_map_text}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Area(
    area: MapArea,
    place: Named<RegionId>,
    cell: CoverageCellView,
    href: String,
) -> impl IntoView {
    let lines = lines(&place.name);
    let mark = format!("translate({} {})", area.x, area.y - LINE_HEIGHT / 2);
    let names = lines.into_iter().zip(1..).map(|(line, number)| {
        let y = area.y + LINE_HEIGHT * number;
        view! { <text class="label" x=area.x y=y>{line}</text> }
    });
    // In a group, so that the browser makes an SVG link of it: an HTML one would hide its shapes.
    view! {
        <g>
            <a href=href tabindex="-1" class=format!("area {}", state_class(cell.state))>
                <path class="outline" d=area.outline />
                <g class=format!("state-mark {}", state_class(cell.state)) transform=mark>
                    <path d=state_path(cell.state) />
                </g>
                {names.collect_view()}
            </a>
        </g>
    }
    .into_any()
}

/// A name in two lines where it has two words, so that it stays in its area.
fn lines(name: &str) -> Vec<String> {
    match name.split_once([' ', '-']) {
        Some((first, rest)) => {
            let hyphen = if name[first.len()..].starts_with('-') { "-" } else { "" };
            vec![format!("{first}{hyphen}"), rest.to_owned()]
        }
        None => vec![name.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn names_of_two_words_take_two_lines() {
        assert_eq!(lines("Delbrück"), ["Delbrück"]);
        assert_eq!(lines("Bad Wünnenberg"), ["Bad", "Wünnenberg"]);
        assert_eq!(lines("Horn-Bad Meinberg"), ["Horn-", "Bad Meinberg"]);
    }
}
