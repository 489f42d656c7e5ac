//! The legend of an exported picture: what is in it, and no more.

use std::collections::BTreeSet;

use model::{ActorGroup, Lang, Layer, Sector};
use scene::picture::Shape;

use super::labels::{filter_label, wait_label};
use super::visible_nodes;
use crate::api::{GraphView, NodeView, WaitBand};
use crate::components::picture::colors::{group_color, layer_color, wait_color};
use crate::components::picture::shape;
use crate::export::{LegendItem, Sample, SheetText};
use crate::format;
use crate::state::{ActiveFilter, NetworkQuery};
use crate::text::{Texts, sentences};

/// Title, legend and source of the picture that the URL describes.
pub(crate) fn sheet_text(
    graph: &GraphView,
    query: &NetworkQuery,
    texts: &'static Texts,
    lang: Lang,
) -> SheetText {
    let visible = visible_nodes(graph, query);
    let shown: Vec<&NodeView> =
        graph.nodes.iter().zip(&visible).filter(|(_, visible)| **visible).map(|(n, _)| n).collect();
    let arrangement = query.arrangement.name(texts);
    let day = Some(format::date(lang, graph.day));
    let count = sentences::shown_of(lang, shown.len(), graph.nodes.len());
    let filters = filters(graph, query, texts, lang);
    let parts = [Some(arrangement.to_owned()), Some(count), filters, day];
    SheetText {
        title: sentences::sheet_title(lang, &graph.name),
        subtitle: parts.into_iter().flatten().collect::<Vec<String>>().join(" · "),
        legend: legend(graph, query, &shown, texts, lang),
        source: if graph.has_example_numbers() {
            texts.sheet_source_example.to_owned()
        } else {
            texts.sheet_source.to_owned()
        },
    }
}

/// The filters in their words; waits and kinds of relations stand in the legend.
fn filters(
    graph: &GraphView,
    query: &NetworkQuery,
    texts: &'static Texts,
    lang: Lang,
) -> Option<String> {
    let filters = query.active_filters();
    let told = filters.iter().filter(|filter| !matches!(filter, ActiveFilter::Wait(_)));
    let words: Vec<String> = told.map(|it| filter_label(graph, it, texts, lang)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn legend(
    graph: &GraphView,
    query: &NetworkQuery,
    shown: &[&NodeView],
    texts: &'static Texts,
    lang: Lang,
) -> Vec<LegendItem> {
    let groups: BTreeSet<ActorGroup> = shown.iter().map(|node| node.kind.group()).collect();
    let sectors: BTreeSet<Sector> = shown.iter().map(|node| node.sector).collect();
    let groups = groups
        .into_iter()
        .map(|group| item(Sample::Mark(Shape::Circle, group_color(group)), group.label(lang)));
    let sectors = sectors.into_iter().map(|sector| {
        item(Sample::Mark(shape(sector), scene::picture::Color::InkMuted), sector.label(lang))
    });
    let other = query.layers.iter().filter(|layer| **layer != Layer::Flow);
    let layers = other.map(|layer| {
        let is_dashed = *layer == Layer::Expected;
        item(Sample::Line { color: layer_color(*layer), is_dashed }, layer.label(lang))
    });
    let items = groups.chain(sectors).chain(layers).chain(waits(graph, query, texts));
    let dashed = Sample::Line { color: layer_color(Layer::Flow), is_dashed: true };
    let flow = layer_color(Layer::Flow);
    let notes = [
        item(dashed, texts.legend_paper),
        item(Sample::Faded(flow), texts.legend_faded),
        item(Sample::Widths(flow), texts.legend_width),
        item(Sample::Sizes, texts.legend_size),
        item(Sample::Arc, texts.legend_ring),
    ];
    items.chain(notes).collect()
}

/// The colours of the referrals that are drawn.
fn waits(graph: &GraphView, query: &NetworkQuery, texts: &'static Texts) -> Vec<LegendItem> {
    if !query.layers.contains(&Layer::Flow) {
        return Vec::new();
    }
    let flows = graph.edges.iter().filter(|edge| edge.kind.layer() == Layer::Flow);
    let bands: BTreeSet<WaitBand> = flows.map(|edge| WaitBand::of(edge.wait_days)).collect();
    let drawn = bands.into_iter().filter(|b| query.waits.is_empty() || query.waits.contains(b));
    drawn
        .map(|band| {
            let color = match band {
                WaitBand::Unknown => layer_color(Layer::Flow),
                known => wait_color(known),
            };
            let text = format!("{} {}", texts.sheet_wait, wait_label(texts, band));
            item(Sample::Line { color, is_dashed: false }, &text)
        })
        .collect()
}

fn item(sample: Sample, text: &str) -> LegendItem {
    LegendItem { sample, text: text.to_owned() }
}
