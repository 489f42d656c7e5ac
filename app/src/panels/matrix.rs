//! The network as a matrix: rows refer, columns receive, communities stand together.

mod content;
mod drawing;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use model::{ActorId, Layer};

use super::legend::least_volume;
use crate::api::{ApiError, GraphView, MatrixOrderView};
use crate::components::{ExampleBadge, Problem, Waiting};
use crate::pages::Url;
use crate::state::{MatrixShade, use_lang};
use crate::text::{sentences, use_texts};
use content::{Content, VOLUME_LIMITS, WAIT_LIMITS};
use drawing::{Axis, Drawn, Grid, PITCH_PX, scene_length};

/// The order of the matrix; `None` while another view is shown.
pub(crate) type MatrixOrder = Resource<Option<Result<MatrixOrderView, ApiError>>>;

/// Waits for the order of the matrix.
#[component]
pub(crate) fn MatrixPanel(
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    order: MatrixOrder,
    url: Url,
) -> impl IntoView {
    // Outlives the matrix, which is made anew for another order.
    let looked_at = StoredValue::new(None::<(ActorId, ActorId)>);
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match order.await {
                    Some(Ok(order)) => view! { <Matrix graph=graph visible=visible order=order url=url looked_at=looked_at /> }.into_any(),
                    Some(Err(error)) => view! { <Problem error=error /> }.into_any(),
                    None => ().into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// What all parts of a matrix share.
#[derive(Clone, Copy)]
struct Shared {
    graph: Signal<GraphView>,
    order: StoredValue<MatrixOrderView>,
    content: Memo<Content>,
    shade: Memo<MatrixShade>,
    /// Row and column that are looked at.
    place: RwSignal<Option<(usize, usize)>>,
    url: Url,
}

impl Shared {
    fn drawn(self, draw: impl FnOnce(Drawn<'_>) -> String) -> String {
        let (texts, lang) = (use_texts(), use_lang());
        self.content.with(|content| {
            self.graph.with(|graph| {
                self.order.with_value(|order| draw(Drawn { content, graph, order, texts, lang }))
            })
        })
    }

    fn id(self, node_idx: usize) -> Option<ActorId> {
        let id = |graph: &GraphView| graph.nodes.get(node_idx).map(|node| node.id.clone());
        self.graph.with_untracked(id)
    }

    /// The cell that is looked at stays that of the same two actors.
    fn keep_place(self, looked_at: StoredValue<Option<(ActorId, ActorId)>>) {
        Effect::new(move |_| {
            let row_of = |id: &ActorId| {
                let node = self
                    .graph
                    .with_untracked(|graph| graph.nodes.iter().position(|node| node.id == *id));
                self.content.with(|content| content.row_of(node?))
            };
            let ends = looked_at.get_value();
            let place = ends.and_then(|(from, to)| Some((row_of(&from)?, row_of(&to)?)));
            self.content.track();
            if self.place.get_untracked() != place {
                self.place.set(place);
            }
        });
        Effect::new(move |_| {
            let ends = self.place.get().and_then(|(row, column)| {
                let node =
                    |at| self.content.with_untracked(|content| content.nodes.get(at).copied());
                Some((self.id(node(row)?)?, self.id(node(column)?)?))
            });
            looked_at.set_value(ends);
        });
    }

    /// The page with the actor of a node chosen; the rest as it is when the matrix is drawn.
    fn link(self, node_idx: usize) -> String {
        let id = self.id(node_idx);
        untrack(|| self.url.with(|query| query.choose(id)))
    }

    fn choose(self, node_idx: usize) {
        let id = self.id(node_idx);
        self.url.change(|query| query.choose(id));
    }

    fn size(self) -> usize {
        self.content.with(|content| Grid(content).size())
    }

    /// Where a row begins, for attributes.
    fn start(self, row: usize) -> usize {
        self.content.with(|content| Grid(content).start(row))
    }
}

/// The matrix with its names, its legend, and what stands in the cell that is looked at.
///
/// # On the server   the whole drawing; names and cells are links.
/// # Keyboard        one tab stop: up and down go through the rows, left and right from cell to
///                   cell, Enter opens who refers. The table of actors says the same.
#[component]
fn Matrix(
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    order: MatrixOrderView,
    url: Url,
    looked_at: StoredValue<Option<(ActorId, ActorId)>>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let order = StoredValue::new(order);
    let layers = Memo::new(move |_| url.query.with(|query| query.layers.clone()));
    let content = Memo::new(move |_| {
        graph.with(|graph| {
            let least = url.query.with(|query| least_volume(graph, query));
            let relations = (&layers.get(), least);
            order.with_value(|order| Content::new(graph, order, &visible.get(), relations))
        })
    });
    let shade = Memo::new(move |_| url.query.with(|query| query.shade));
    let shared = Shared { graph, order, content, shade, place: RwSignal::new(None), url };
    shared.keep_place(looked_at);
    let frame = NodeRef::<Div>::new();
    let label = move || {
        content.with(|content| {
            sentences::matrix::label(lang, content.nodes.len(), content.n_relations())
        })
    };
    let said = move || {
        // The graph outlives this matrix, and may change when its place is gone.
        let (row, column) = shared.place.try_get()??;
        let edges = content.with(|content| Some(content.cell(row, column)?.edge_idxs.clone()));
        graph.with(|graph| {
            if let Some(edges) = edges {
                return Some(sentences::matrix::cell(lang, graph, &edges));
            }
            let node = |at| content.with(|content| content.nodes.get(at).copied());
            let [from, to] = [node(row)?, node(column)?].map(|idx| graph.nodes.get(idx));
            Some(sentences::matrix::empty_cell(lang, from?, to?))
        })
    };
    view! {
        <div class="matrix-view">
            <MatrixLegend shared=shared />
            <div
                class="matrix-frame"
                node_ref=frame
                tabindex="0"
                role="application"
                aria-label=label
                aria-describedby="matrix-tasten"
                on:click=move |event| on_click(&event, shared)
                on:pointerleave=move |_| shared.place.set(None)
                on:keydown=move |event| on_key(&event, shared, frame)
            >
                <p class="matrix-corner" aria-hidden="true">{texts.matrix_axes}</p>
                <Names shared=shared axis=Axis::Columns />
                <Names shared=shared axis=Axis::Rows />
                <Cells shared=shared />
            </div>
            <p class="matrix-said" role="status">
                {move || said().unwrap_or_else(|| texts.matrix_hint.to_owned())}
            </p>
            <p id="matrix-tasten" class="visually-hidden">{texts.matrix_keys}</p>
        </div>
    }
    .into_any()
}

/// Names along one side; they stay in sight when the matrix is moved.
#[component]
fn Names(shared: Shared, axis: Axis) -> impl IntoView {
    let names = move || shared.drawn(|drawn| drawn.names(axis, |idx| shared.link(idx)));
    let length = move || shared.size().to_string();
    let (class, width, height) = match axis {
        Axis::Rows => ("matrix-rows", None, Some(length)),
        Axis::Columns => ("matrix-columns", Some(length), None),
    };
    let band = move || {
        let (row, column) = shared.place.get()?;
        Some(match axis {
            Axis::Rows => {
                view! { <rect class="band" x="0" y=shared.start(row) width="100%" height=PITCH_PX /> }.into_any()
            }
            Axis::Columns => {
                view! { <rect class="band" x=shared.start(column) y="0" width=PITCH_PX height="100%" /> }.into_any()
            }
        })
    };
    let chosen = move || {
        let start = shared.start(chosen_row(shared)?);
        Some(match axis {
            Axis::Rows => {
                view! { <rect class="chosen" x="0" y=start width="100%" height=PITCH_PX /> }
                    .into_any()
            }
            Axis::Columns => {
                view! { <rect class="chosen" x=start y="0" width=PITCH_PX height="100%" /> }
                    .into_any()
            }
        })
    };
    // Columns are written upwards from the lower side, wherever that is.
    let view_box = move || match axis {
        Axis::Rows => None,
        Axis::Columns => Some(format!("0 -160 {} 160", shared.size())),
    };
    let offset = (axis == Axis::Columns).then_some("translate(0 -160)");
    view! {
        <div class=class aria-hidden="true">
            <svg width=width height=height viewBox=view_box preserveAspectRatio="xMinYMax slice">
                <g transform=offset>{band} {chosen}</g>
                <g inner_html=names></g>
            </svg>
        </div>
    }
    .into_any()
}

/// The row of the actor in the URL.
fn chosen_row(shared: Shared) -> Option<usize> {
    let actor = shared.url.query.with(|query| query.actor.clone())?;
    let node = shared.graph.with(|graph| graph.nodes.iter().position(|node| node.id == actor))?;
    shared.content.with(|content| content.row_of(node))
}

#[component]
fn Cells(shared: Shared) -> impl IntoView {
    let body = NodeRef::<Div>::new();
    let cells = move || {
        let shade = shared.shade.get();
        shared.drawn(|drawn| drawn.cells(shade, |idx| shared.link(idx)))
    };
    let cross = move |class: &'static str, row: usize, column: usize| {
        let (x, y) = (shared.start(column), shared.start(row));
        view! {
            <rect class=class x="0" y=y width="100%" height=PITCH_PX />
            <rect class=class x=x y="0" width=PITCH_PX height="100%" />
        }
    };
    let chosen = move || chosen_row(shared).map(|row| cross("chosen", row, row));
    let band = move || shared.place.get().map(|(row, column)| cross("band", row, column));
    let on_move = move |event: ev::PointerEvent| {
        let Some(body) = body.get_untracked() else { return };
        let corner = body.get_bounding_client_rect();
        let (x, y) = (
            f64::from(event.client_x()) - corner.left(),
            f64::from(event.client_y()) - corner.top(),
        );
        let place = shared.content.with_untracked(|content| {
            let grid = Grid(content);
            grid.row_at(y).zip(grid.row_at(x))
        });
        if shared.place.get_untracked() != place {
            shared.place.set(place);
        }
    };
    view! {
        <div class="matrix-cells" aria-hidden="true" node_ref=body on:pointermove=on_move>
            <svg width=move || shared.size() height=move || shared.size()>
                {chosen}
                {band}
                <g inner_html=cells></g>
            </svg>
        </div>
    }
    .into_any()
}

/// A name or a cell chooses the actor it stands for.
fn on_click(event: &ev::MouseEvent, shared: Shared) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let target: leptos::web_sys::Element = event_target(event);
    let node = target.closest("[data-node]").ok().flatten();
    let node_idx = node.and_then(|node| node.get_attribute("data-node"));
    if let Some(node_idx) = node_idx.and_then(|idx| idx.parse().ok()) {
        event.prevent_default();
        shared.choose(node_idx);
    }
}

fn on_key(event: &ev::KeyboardEvent, shared: Shared, frame: NodeRef<Div>) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let n_rows = shared.content.with_untracked(|content| content.nodes.len());
    let here = shared.place.get_untracked();
    let (row, column) = here.unwrap_or((0, 0));
    let beside =
        |is_on| shared.content.with_untracked(|content| content.beside((row, column), is_on));
    let next = match (event.key().as_str(), here) {
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", None) => (0, 0),
        ("ArrowUp", _) => (row.saturating_sub(1), column),
        ("ArrowDown", _) => ((row + 1).min(n_rows.saturating_sub(1)), column),
        ("ArrowLeft", _) => (row, beside(false).unwrap_or(column)),
        ("ArrowRight", _) => (row, beside(true).unwrap_or(column)),
        ("Enter", Some(_)) => {
            let node = shared.content.with_untracked(|content| content.nodes.get(row).copied());
            if let Some(node_idx) = node {
                shared.choose(node_idx);
            }
            (row, column)
        }
        ("Escape", _) => {
            shared.place.set(None);
            shared.url.change(|query| query.choose(None));
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if n_rows > 0 {
        shared.place.set(Some(next));
        scroll_to(next, shared, frame);
    }
}

/// Brings a cell to the middle of the frame.
#[expect(clippy::cast_possible_truncation, reason = "pixels of one matrix")]
fn scroll_to((row, column): (usize, usize), shared: Shared, frame: NodeRef<Div>) {
    let Some(frame) = frame.get_untracked() else { return };
    let rect = frame.get_bounding_client_rect();
    let start = |row| scene_length(untrack(|| shared.start(row)));
    frame.set_scroll_top((start(row) - rect.height() / 3.0) as i32);
    frame.set_scroll_left((start(column) - rect.width() / 3.0) as i32);
}

/// What a cell means, and by what it gets dark.
#[component]
fn MatrixLegend(shared: Shared) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let switch = MatrixShade::CODES.map(|(_, shade)| {
        let name = match shade {
            MatrixShade::Volume => texts.matrix_by_volume,
            MatrixShade::Wait => texts.matrix_by_wait,
        };
        let (href, go) = shared.url.link(move |query| query.shade = shade);
        let is_current = move || (shared.shade.get() == shade).then_some("true");
        view! { <a href=href on:click=go aria-current=is_current>{name}</a> }
    });
    let steps = move || {
        let (limits, unit) = match shared.shade.get() {
            MatrixShade::Volume => (VOLUME_LIMITS, texts.matrix_cases_unit),
            MatrixShade::Wait => (WAIT_LIMITS, texts.matrix_days_unit),
        };
        let step = |step| {
            let text = sentences::matrix::shade(lang, step, limits, unit);
            view! { <li><Sample class=format!("cell l-flow s{step}") /> {text}</li> }
        };
        (0..=limits.len()).map(step).collect_view()
    };
    let has_examples = move || shared.graph.with(|graph| graph.has_example_volumes);
    // Hears of the address only while this legend is there: what stands in the effect below goes
    // with it, and the address goes on.
    let shows_referrals =
        Memo::new(move |_| shared.url.query.with(|query| query.layers.contains(&Layer::Flow)));
    view! {
        <div class="matrix-head">
            <nav class="switch" aria-label=texts.matrix_shade>{switch.into_iter().collect_view()}</nav>
            <ul class="plain matrix-legend" aria-label=texts.matrix_legend>
                {move || shows_referrals.get().then(|| view! {
                    {steps}
                    <li><Sample class="cell l-flow unknown".to_owned() /> {texts.matrix_unknown}</li>
                })}
                <li><Sample class="cell l-flow paper".to_owned() /> {texts.matrix_paper}</li>
                {move || has_examples().then(|| view! { <li><ExampleBadge /></li> })}
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn Sample(class: String) -> impl IntoView {
    view! {
        <svg class="matrix-sample" width="15" height="15" aria-hidden="true">
            <path class=class d="M1,1h13v13h-13z" />
        </svg>
    }
}
