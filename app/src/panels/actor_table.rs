//! The actors as a table that can be ordered by every column: the twin of the picture.

use leptos::prelude::*;

use crate::api::{GraphView, NodeView};
use crate::components::Swatch;
use crate::pages::Url;
use crate::state::{Direction, SortColumn, use_lang};
use crate::text::{Texts, use_texts};
use model::Lang;

fn heading(texts: &'static Texts, column: SortColumn) -> &'static str {
    match column {
        SortColumn::Name => texts.column_name,
        SortColumn::Kind => texts.column_kind,
        SortColumn::Sector => texts.column_sector,
        SortColumn::Place => texts.column_place,
        SortColumn::Services => texts.column_services,
        SortColumn::Incoming => texts.column_incoming,
        SortColumn::Outgoing => texts.column_outgoing,
    }
}

/// What a cell is ordered by; texts before numbers never mix within a column.
fn key(node: &NodeView, column: SortColumn, lang: Lang) -> (String, u16) {
    let text = |text: &str| (crate::components::folded(text), 0);
    match column {
        SortColumn::Name => text(&node.name),
        SortColumn::Kind => text(node.kind.label(lang)),
        SortColumn::Sector => text(node.sector.label(lang)),
        SortColumn::Place => text(node.place.as_deref().unwrap_or("\u{10ffff}")),
        SortColumn::Services => (String::new(), node.n_services),
        SortColumn::Incoming => (String::new(), node.n_incoming),
        SortColumn::Outgoing => (String::new(), node.n_outgoing),
    }
}

fn ordered(
    graph: &GraphView,
    visible: &[bool],
    column: SortColumn,
    direction: Direction,
    lang: Lang,
) -> Vec<usize> {
    let mut rows: Vec<usize> =
        (0..graph.nodes.len()).filter(|idx| visible.get(*idx) == Some(&true)).collect();
    rows.sort_by_cached_key(|idx| {
        let node = &graph.nodes[*idx];
        (key(node, column, lang), crate::components::folded(&node.name))
    });
    if direction == Direction::Descending {
        rows.reverse();
    }
    rows
}

/// # Keyboard   headings and names are links; the table scrolls as a region of its own.
#[component]
pub(crate) fn ActorTable(
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    url: Url,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let order = Memo::new(move |_| url.query.with(|query| (query.sort, query.direction)));
    let rows = move || {
        let (column, direction) = order.get();
        let rows = visible
            .with(|visible| graph.with(|graph| ordered(graph, visible, column, direction, lang)));
        rows.into_iter()
            .filter_map(|idx| graph.with(|graph| graph.nodes.get(idx).cloned()))
            .map(|node| view! { <Row node=node url=url /> })
            .collect_view()
    };
    let headings = SortColumn::ALL.map(|column| view! { <Heading column=column url=url /> });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=texts.table_caption>
            <table class="actors">
                <caption class="visually-hidden">{texts.table_caption}</caption>
                <thead><tr>{headings.into_iter().collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {move || visible.with(|visible| !visible.contains(&true)).then(|| view! { <p class="notice">{texts.picture_empty}</p> })}
        </div>
    }
    .into_any()
}

#[component]
fn Heading(column: SortColumn, url: Url) -> impl IntoView {
    let texts = use_texts();
    let state = move || url.query.with(|query| (query.sort == column).then_some(query.direction));
    let aria_sort = move || match state() {
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
        None => "none",
    };
    let arrow = move || match state() {
        Some(Direction::Ascending) => " ↑",
        Some(Direction::Descending) => " ↓",
        None => "",
    };
    let (href, go) = url.link(move |query| *query = query.sorted_by(column));
    view! {
        <th scope="col" aria-sort=aria_sort>
            <a href=href on:click=go>
                {heading(texts, column)} <span aria-hidden="true">{arrow}</span>
            </a>
        </th>
    }
    .into_any()
}

#[component]
fn Row(node: NodeView, url: Url) -> impl IntoView {
    let lang = use_lang();
    let id = node.id.clone();
    let link = {
        let id = node.id.clone();
        move || url.with(|query| query.choose(Some(id.clone())))
    };
    let is_selected = move || url.query.with(|query| query.actor.as_ref() == Some(&id));
    view! {
        <tr class:selected=is_selected>
            <th scope="row">
                <a href=link><Swatch sector=node.sector group=node.kind.group() /> {node.name}</a>
            </th>
            <td>{node.kind.label(lang)}</td>
            <td>{node.sector.label(lang)}</td>
            <td>{node.place}</td>
            <td class="number">{node.n_services}</td>
            <td class="number">{node.n_incoming}</td>
            <td class="number">{node.n_outgoing}</td>
        </tr>
    }
    .into_any()
}
