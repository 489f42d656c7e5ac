//! The layers of the drawing, from back to front.

use leptos::prelude::*;
use model::{ActorId, RelationStatus};
use scene::curve::{Arrow, ArrowStyle, Circle, arrow};
use scene::labels::{LabelBox, choose};
use scene::{Bounds, Camera, Point, Viewport};

use super::camera::CameraControl;
use super::drawing::{Drawing, line_width, radius};
use crate::api::{AreaTitle, AreaView, EdgeView, GraphView, NodeView};
use crate::components::shape_path;
use crate::text::{Texts, use_texts};

fn place(node: &NodeView) -> Point {
    Point::new(f64::from(node.x), f64::from(node.y))
}

fn edge_arrow(graph: &GraphView, edge: &EdgeView, head: f64) -> Option<Arrow> {
    let circle = |idx: u16| {
        let node = graph.nodes.get(usize::from(idx))?;
        Some(Circle { center: place(node), radius: radius(node) + 0.03 })
    };
    let style = ArrowStyle { head_length: head, head_width: head * 0.8, rank: 0 };
    arrow(circle(edge.from_idx)?, circle(edge.to_idx)?, style)
}

fn curve_path(arrow: &Arrow) -> String {
    let (start, control, end) = (arrow.start, arrow.control, arrow.end);
    format!(
        "M{:.2},{:.2}Q{:.2},{:.2} {:.2},{:.2}",
        start.x, start.y, control.x, control.y, end.x, end.y
    )
}

fn head_path(arrow: &Arrow) -> String {
    let [tip, left, right] = arrow.head;
    format!("M{:.2},{:.2}L{:.2},{:.2}L{:.2},{:.2}Z", tip.x, tip.y, left.x, left.y, right.x, right.y)
}

fn edge_class(edge: &EdgeView) -> String {
    let on_paper = matches!(
        edge.status,
        RelationStatus::Planned | RelationStatus::Broken | RelationStatus::Discontinued
    );
    let layer = edge.kind.layer();
    let dashed = on_paper || layer == model::Layer::Expected;
    format!("edge l-{}{}", layer.code(), if dashed { " on-paper" } else { "" })
}

/// One relation: a curve and, for directed ones, its head.
fn edge_view(graph: &GraphView, edge: &EdgeView, head: f64) -> Option<AnyView> {
    let arrow = edge_arrow(graph, edge, head)?;
    let head = edge.kind.is_directed().then(|| view! { <path class="head" d=head_path(&arrow) /> });
    Some(
        view! {
            <g class=edge_class(edge)>
                <path class="line" d=curve_path(&arrow) stroke-width=format!("{:.3}", line_width(edge)) />
                {head}
            </g>
        }
        .into_any(),
    )
}

fn node_shape(node: &NodeView, scale: f64) -> AnyView {
    let at = place(node);
    let transform =
        format!("translate({:.2} {:.2}) scale({:.3})", at.x, at.y, radius(node) * scale);
    view! { <path class=format!("node g-{}", node.kind.group().code()) d=shape_path(node.sector) transform=transform /> }
        .into_any()
}

fn area_title(texts: &'static Texts, area: &AreaView) -> String {
    match &area.title {
        AreaTitle::Named(name) => name.clone(),
        AreaTitle::Alone => texts.area_alone.to_owned(),
        AreaTitle::Elsewhere => texts.area_elsewhere.to_owned(),
    }
}

/// Size of the name of an area.
const AREA_NAME_PX: f64 = 13.0;
/// Mean width of its letters, which are half bold.
const AREA_LETTER_PX: f64 = 7.2;

/// What lies behind the actors: lanes, towns, communities.
#[component]
pub(super) fn AreaLayer(graph: StoredValue<GraphView>, control: CameraControl) -> impl IntoView {
    let texts = use_texts();
    if graph.with_value(|graph| graph.areas.is_empty()) {
        return ().into_any();
    }
    let outlines = graph.with_value(|graph| {
        let outlines = graph.areas.iter().filter(|area| !area.outline.is_empty());
        outlines.map(|area| view! { <path class="area" d=area.outline.clone() /> }).collect_view()
    });
    let names = move || {
        let (camera, viewport) = control.view();
        let px = 1.0 / camera.scale_screen_per_world;
        let names = graph.with_value(|graph| {
            let name = |area: &AreaView| {
                let (x, y) = (f64::from(area.x), f64::from(area.y));
                // Into the corner of a lane; above a disc or a column.
                let (dx, dy, anchor) =
                    if area.is_left { (8.0, 18.0, "start") } else { (0.0, -6.0, "middle") };
                view! {
                    <text
                        class="area-name"
                        x=format!("{:.3}", x + dx * px)
                        y=format!("{:.3}", y + dy * px)
                        text-anchor=anchor
                    >
                        {area_title(texts, area)}
                    </text>
                }
            };
            let written = written_areas(graph, camera, viewport).into_iter();
            written.filter_map(|(idx, _)| graph.areas.get(idx)).map(name).collect_view()
        });
        view! {
            <g font-size=format!("{:.4}", AREA_NAME_PX * px) stroke-width=format!("{:.4}", 3.0 * px)>
                {names}
            </g>
        }
    };
    view! { <g class="areas">{outlines} {names}</g> }.into_any()
}

/// All relations and actors that the filters show.
#[component]
pub(super) fn BaseLayer(
    graph: StoredValue<GraphView>,
    drawing: Signal<Drawing>,
    focus: Memo<Option<usize>>,
    hover: RwSignal<Option<usize>>,
    link: Callback<ActorId, String>,
    on_select: Callback<Option<ActorId>>,
    control: CameraControl,
) -> impl IntoView {
    let is_dimmed = move || focus.get().is_some() || drawing.with(|d| d.overlay.is_some());
    // Selection does not redraw: only what the filters change does. It is read where it is used,
    // because a memo that is only tracked is never computed, and so never changes.
    let shown = Memo::new(move |_| drawing.with(|d| (d.visible.clone(), d.layers.clone())));
    let edges = move || {
        shown.with(|_| ());
        drawing.with_untracked(|drawing| {
            graph.with_value(|graph| {
                let shown = graph.edges.iter().filter(|edge| drawing.shows_edge(edge));
                shown.filter_map(|edge| edge_view(graph, edge, 0.14)).collect_view()
            })
        })
    };
    let nodes = move || {
        shown.with(|_| ());
        drawing.with_untracked(|drawing| {
            graph.with_value(|graph| {
                let shown =
                    graph.nodes.iter().enumerate().filter(|(idx, _)| drawing.shows_node(*idx));
                shown
                    .map(|(idx, node)| node_link(node, idx, hover, link, on_select, control))
                    .collect_view()
            })
        })
    };
    view! {
        <g class="base" class:dimmed=is_dimmed>
            <g class="edges">{edges}</g>
            <g class="nodes">{nodes}</g>
        </g>
    }
}

/// An actor as a link: without JavaScript it loads the page with the panel open.
fn node_link(
    node: &NodeView,
    node_idx: usize,
    hover: RwSignal<Option<usize>>,
    link: Callback<ActorId, String>,
    on_select: Callback<Option<ActorId>>,
    control: CameraControl,
) -> AnyView {
    let id = node.id.clone();
    let title = node.name.clone();
    // In a group, so that the browser makes an SVG link of it: an HTML one would hide its shape.
    view! {
        <g>
            <a
                href=link.run(node.id.clone())
                tabindex="-1"
                data-actor=node.id.to_string()
                on:click=move |event| {
                    event.prevent_default();
                    if !control.was_dragged() {
                        on_select.run(Some(id.clone()));
                    }
                }
                on:dragstart=|event| event.prevent_default()
                on:pointerenter=move |_| hover.set(Some(node_idx))
                on:pointerleave=move |_| hover.set(None)
            >
                <title>{title}</title>
                {node_shape(node, 1.0)}
            </a>
        </g>
    }
    .into_any()
}

/// The actor in focus with its neighbours, drawn over the dimmed rest.
#[component]
pub(super) fn FocusLayer(
    graph: StoredValue<GraphView>,
    drawing: Signal<Drawing>,
    focus: Memo<Option<usize>>,
) -> impl IntoView {
    move || {
        let focus_idx = focus.get()?;
        drawing.with(|drawing| {
            graph.with_value(|graph| {
                let centre = graph.nodes.get(focus_idx)?;
                let touches = |edge: &&EdgeView| {
                    usize::from(edge.from_idx) == focus_idx || usize::from(edge.to_idx) == focus_idx
                };
                let edges: Vec<&EdgeView> = graph
                    .edges
                    .iter()
                    .filter(touches)
                    .filter(|edge| drawing.shows_edge(edge))
                    .collect();
                let neighbours = neighbours(&edges, focus_idx);
                let edges =
                    edges.into_iter().filter_map(|edge| edge_view(graph, edge, 0.2)).collect_view();
                let nodes = neighbours
                    .iter()
                    .filter_map(|idx| graph.nodes.get(*idx))
                    .map(|node| node_shape(node, 1.0))
                    .collect_view();
                let at = place(centre);
                Some(view! {
                    <g class="focus">
                        <g class="edges">{edges}</g>
                        <circle class="halo" cx=at.x cy=at.y r=radius(centre) * 1.7 />
                        {nodes}
                        {node_shape(centre, 1.15)}
                    </g>
                })
            })
        })
    }
}

fn neighbours(edges: &[&EdgeView], of: usize) -> Vec<usize> {
    let mut found: Vec<usize> = edges
        .iter()
        .flat_map(|edge| [usize::from(edge.from_idx), usize::from(edge.to_idx)])
        .filter(|idx| *idx != of)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A referral route with numbered stations, or a narrow place with its rings.
#[component]
pub(super) fn OverlayLayer(
    graph: StoredValue<GraphView>,
    drawing: Signal<Drawing>,
) -> impl IntoView {
    move || {
        let overlay = drawing.with(|drawing| drawing.overlay.clone())?;
        Some(graph.with_value(|graph| {
            let legs = graph.edges.iter().filter(|edge| overlay.relations.contains(&edge.id));
            let legs = legs.filter_map(|edge| edge_view(graph, edge, 0.3)).collect_view();
            let rings = overlay.ringed.iter().filter_map(|idx| {
                let node = graph.nodes.get(*idx)?;
                let (at, radius) = (place(node), radius(node) * 1.35 + 0.16);
                Some(view! {
                    {node_shape(node, 1.35)}
                    <circle class="ring" cx=at.x cy=at.y r=format!("{radius:.3}") />
                })
            });
            let stations = overlay.numbered.iter().enumerate().filter_map(|(position, idx)| {
                let node = graph.nodes.get(*idx)?;
                let at = place(node);
                Some(view! {
                    {node_shape(node, 1.35)}
                    <text class="station-number" x=at.x y=at.y font-size="0.3" dy="0.1">{position + 1}</text>
                })
            });
            view! {
                <g class="route">
                    <g class="edges">{legs}</g>
                    {rings.collect_view()}
                    {stations.collect_view()}
                </g>
            }
        }))
    }
}

/// Size of a name in the picture.
const LABEL_PX: f64 = 12.0;
/// Mean width of a letter at that size; names are not measured.
const LETTER_PX: f64 = 6.1;
/// Longer names are cut; the panel and the title have them whole.
const MAX_LETTERS: usize = 26;

struct Label {
    text: String,
    at: Point,
    is_important: bool,
}

/// Names without overlap: those in focus and marked first, then by number of referrals.
#[component]
pub(super) fn LabelLayer(
    graph: StoredValue<GraphView>,
    drawing: Signal<Drawing>,
    focus: Memo<Option<usize>>,
    control: CameraControl,
) -> impl IntoView {
    move || {
        let (camera, viewport) = control.view();
        let scale = camera.scale_screen_per_world;
        let focus_idx = focus.get();
        let labels = drawing.with(|drawing| {
            graph.with_value(|graph| labels(graph, drawing, focus_idx, camera, viewport))
        });
        let views = labels.into_iter().map(|label| {
            let class = if label.is_important { "label important" } else { "label" };
            view! { <text class=class x=format!("{:.3}", label.at.x) y=format!("{:.3}", label.at.y)>{label.text}</text> }
        });
        view! {
            <g class="labels" font-size=format!("{:.4}", LABEL_PX / scale) stroke-width=format!("{:.4}", 3.0 / scale)>
                {views.collect_view()}
            </g>
        }
    }
}

fn labels(
    graph: &GraphView,
    drawing: &Drawing,
    focus_idx: Option<usize>,
    camera: Camera,
    viewport: Viewport,
) -> Vec<Label> {
    let near = focus_idx.map(|focus_idx| {
        let touching: Vec<&EdgeView> = graph
            .edges
            .iter()
            .filter(|e| usize::from(e.from_idx) == focus_idx || usize::from(e.to_idx) == focus_idx)
            .filter(|edge| drawing.shows_edge(edge))
            .collect();
        neighbours(&touching, focus_idx)
    });
    let overlay = drawing.overlay.as_ref();
    let is_marked = |idx: usize| overlay.is_some_and(|overlay| overlay.marks(idx));
    let is_near = |idx: usize| near.as_ref().is_some_and(|near| near.binary_search(&idx).is_ok());
    let mut wishes = Vec::new();
    let mut of_wish = Vec::new();
    for (idx, node) in graph.nodes.iter().enumerate().filter(|(idx, _)| drawing.shows_node(*idx)) {
        let is_first = focus_idx == Some(idx) || is_marked(idx);
        // Beside a focus or an overlay, the names of the dimmed rest would only distract.
        if (near.is_some() || overlay.is_some()) && !is_first && !is_near(idx) {
            continue;
        }
        let text = shortened(node.display_name());
        let degree = u32::from(node.n_incoming) + u32::from(node.n_outgoing);
        let radius_px = radius(node) * camera.scale_screen_per_world;
        #[expect(clippy::cast_precision_loss, reason = "at most 26 letters")]
        let width_px = text.chars().count() as f64 * LETTER_PX;
        wishes.push(LabelBox {
            anchor_screen: camera.screen_from_world(place(node), viewport),
            width_px,
            height_px: LABEL_PX + 2.0,
            gap_px: radius_px * if is_first { 1.4 } else { 1.05 } + 3.0,
            priority: degree + if is_first { 10_000 } else { 0 },
        });
        of_wish.push((text, is_first));
    }
    let frame = Bounds {
        min: Point::new(0.0, 0.0),
        max: Point::new(viewport.width_px, viewport.height_px),
    };
    let areas = written_areas(graph, camera, viewport);
    choose(&wishes, frame)
        .into_iter()
        .filter(|placed| !areas.iter().any(|(_, name)| overlap(*name, placed.bounds_screen)))
        .take(drawing.max_labels)
        .map(|placed| {
            let (text, is_important) = of_wish[placed.label_idx].clone();
            let bounds = placed.bounds_screen;
            // The baseline lies about a fifth of the size above the lower edge of the box.
            let corner = Point::new(bounds.min.x, bounds.max.y - LABEL_PX * 0.24);
            Label { text, at: camera.world_from_screen(corner, viewport), is_important }
        })
        .collect()
}

/// The areas whose names are written, with the room these take: of two that overlap the earlier one.
/// Names of actors are not written over them.
fn written_areas(graph: &GraphView, camera: Camera, viewport: Viewport) -> Vec<(usize, Bounds)> {
    let mut written: Vec<(usize, Bounds)> = Vec::new();
    for (idx, area) in graph.areas.iter().enumerate() {
        let name = area_name_box(area, camera, viewport);
        if !written.iter().any(|(_, other)| overlap(name, *other)) {
            written.push((idx, name));
        }
    }
    written
}

/// Where the name of an area stands on the screen.
fn area_name_box(area: &AreaView, camera: Camera, viewport: Viewport) -> Bounds {
    let at = camera.screen_from_world(Point::new(f64::from(area.x), f64::from(area.y)), viewport);
    let n_letters = match &area.title {
        AreaTitle::Named(name) => name.chars().count(),
        // About as long in both languages.
        AreaTitle::Alone | AreaTitle::Elsewhere => 18,
    };
    #[expect(clippy::cast_precision_loss, reason = "a name of a few words")]
    let width = n_letters as f64 * AREA_LETTER_PX;
    let (left, baseline) =
        if area.is_left { (at.x + 8.0, at.y + 18.0) } else { (at.x - width / 2.0, at.y - 6.0) };
    Bounds {
        min: Point::new(left, baseline - AREA_NAME_PX),
        max: Point::new(left + width, baseline + 4.0),
    }
}

fn overlap(one: Bounds, other: Bounds) -> bool {
    one.min.x < other.max.x
        && other.min.x < one.max.x
        && one.min.y < other.max.y
        && other.min.y < one.max.y
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= MAX_LETTERS {
        return name.to_owned();
    }
    let head: String = name.chars().take(MAX_LETTERS - 1).collect();
    format!("{}…", head.trim_end())
}
