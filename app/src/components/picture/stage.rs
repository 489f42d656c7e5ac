//! The state of one picture and what one can do with it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use model::ActorId;
use scene::picture::{Color, EdgeMark, Token};
use scene::{Bounds, Point};

use super::camera::{CameraControl, Content};
use super::desk::Desk;
use super::drawing::{Drawing, Ego};
use super::emphasis::{Gaze, Strengths, strengths};
use super::marks::{LineRole, Marks, line_ends};
use super::marquee::is_inside;
use super::menu::OpenMenu;
use super::motion::Motion;
use super::pick::Picked;
use super::relate::Relating;
use super::surface::{Subject, Surface};
use super::walk::{Walk, WalkStep, start, steps};
use crate::api::GraphView;
use crate::replay::Traveller;
use crate::text::use_texts;

/// How long nodes are on their way from one arrangement to another.
const MOVE_MS: f64 = 450.0;
/// A pointer this near to a mark is on it.
const TOLERANCE_PX: f64 = 4.0;

/// Handle to everything that makes up one picture; copying it copies pointers.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) graph: Signal<GraphView>,
    pub(super) drawing: Signal<Drawing>,
    pub(super) surface: Surface,
    pub(super) subject: Subject,
    /// What lies under the pointer.
    pub(super) hover: RwSignal<Option<Picked>>,
    pub(super) walk: RwSignal<Walk>,
    pub(super) has_minimap: RwSignal<bool>,
    /// The outline with which several are being chosen, on the screen.
    pub(super) marquee: RwSignal<Option<Vec<Point>>>,
    /// Whether dragging draws a lasso.
    pub(super) is_lasso: RwSignal<bool>,
    pub(super) menu: RwSignal<Option<OpenMenu>>,
    /// The relation that is being drawn.
    pub(super) relating: RwSignal<Option<Relating>>,
    /// The node that was under the pointer when it went down.
    pub(super) grasped: StoredValue<Option<usize>>,
    pub(super) on_select: Callback<Option<ActorId>>,
    desk: StoredValue<Option<Desk>>,
    arrival: Motion,
}

/// Marks do not depend on what is selected or filtered: that is a matter of emphasis.
fn use_marks(graph: Signal<GraphView>, drawing: Signal<Drawing>) -> Memo<Marks> {
    let texts = use_texts();
    let made_of = Memo::new(move |_| {
        drawing.with(|drawing| Drawing {
            visible: Vec::new(),
            selected: None,
            line: None,
            chosen: BTreeSet::new(),
            ego: Ego::default(),
            ..drawing.clone()
        })
    });
    Memo::new(move |_| made_of.with(|drawing| graph.with(|graph| Marks::of(graph, drawing, texts))))
}

pub(super) fn use_content(marks: Memo<Marks>, drawing: Signal<Drawing>) -> Memo<Content> {
    Memo::new(move |_| {
        drawing.with(|drawing| Content {
            bounds_world: marks.with(|marks| marks.bounds_world(drawing)),
            is_route: drawing.overlay.as_ref().is_some_and(|overlay| overlay.is_framed),
        })
    })
}

impl Stage {
    pub(super) fn new(
        graph: Signal<GraphView>,
        drawing: Signal<Drawing>,
        control: impl FnOnce(Memo<Content>) -> CameraControl,
        on_select: Callback<Option<ActorId>>,
        desk: Option<Desk>,
    ) -> Self {
        let marks = use_marks(graph, drawing);
        let control = control(use_content(marks, drawing));
        let (hover, walk) = (RwSignal::new(None::<Picked>), RwSignal::new(Walk::default()));
        let gaze = Memo::new(move |_| gaze(graph, drawing, hover, walk));
        let strengths: Memo<Strengths> = Memo::new(move |_| {
            drawing.with(|drawing| {
                marks.with(|marks| {
                    gaze.with(|gaze| graph.with(|graph| strengths(graph, marks, drawing, gaze)))
                })
            })
        });
        let places = RwSignal::new(None);
        let subject = Subject { marks, strengths, places, control };
        let stage = Self {
            graph,
            drawing,
            surface: Surface::new(),
            subject,
            hover,
            walk,
            has_minimap: RwSignal::new(false),
            marquee: RwSignal::new(None),
            is_lasso: RwSignal::new(false),
            menu: RwSignal::new(None),
            relating: RwSignal::new(None),
            grasped: StoredValue::new(None),
            on_select,
            desk: StoredValue::new(desk),
            arrival: Motion::new(),
        };
        stage.keep_positions();
        stage
    }

    /// What is under the pointer, in the hand or on the way is known by its position: when somebody
    /// comes or goes, it is found again, or let go of if it is gone.
    fn keep_positions(self) {
        Effect::new(move |before: Option<Vec<ActorId>>| {
            let ids = |graph: &GraphView| graph.nodes.iter().map(|node| node.id.clone()).collect();
            let ids: Vec<ActorId> = self.graph.with(ids);
            if let Some(before) = before {
                let held = self.held();
                if before != ids {
                    self.move_positions(&before, &ids);
                }
                self.move_places(held.map(|(_, at)| at));
                self.find_step();
                // Lines are made anew.
                if matches!(self.hover.get_untracked(), Some(Picked::Line(_))) {
                    self.hover.set(None);
                }
            }
            ids
        });
    }

    fn move_positions(self, before: &[ActorId], after: &[ActorId]) {
        let positions: BTreeMap<&ActorId, usize> = after.iter().zip(0..).collect();
        let to = |idx: usize| positions.get(before.get(idx)?).copied();
        if let Some(Picked::Node(idx)) = self.hover.get_untracked() {
            self.hover.set(to(idx).map(Picked::Node));
        }
        self.walk
            .update(|walk| walk.behind = walk.behind.iter().filter_map(|idx| to(*idx)).collect());
        self.grasped.update_value(|grasped| *grasped = grasped.and_then(to));
        if let Some(open) = self.menu.get_untracked() {
            match to(open.node_idx) {
                Some(node_idx) => self.menu.set(Some(OpenMenu { node_idx, ..open })),
                None => self.close_menu(),
            }
        }
        self.relating.update(|relating| {
            *relating = relating.and_then(|relating| {
                Some(Relating { from_idx: to(relating.from_idx)?, ..relating })
            });
        });
    }

    /// The node in the hand and where it is held.
    fn held(self) -> Option<(usize, Point)> {
        let idx = self.grasped.get_value()?;
        let at = |places: &Option<Vec<Point>>| places.as_ref()?.get(idx).copied();
        Some((idx, self.subject.places.with_untracked(at)?))
    }

    /// All others go where they are now; nothing is on its way from an earlier picture any more.
    fn move_places(self, held_at: Option<Point>) {
        if self.subject.places.with_untracked(Option::is_none) {
            return;
        }
        self.arrival.stop();
        let held = self.grasped.get_value().zip(held_at);
        let places = held.map(|(idx, at)| {
            let mut places = self.centers();
            if let Some(place) = places.get_mut(idx) {
                *place = at;
            }
            places
        });
        self.subject.places.set(places);
    }

    fn centers(self) -> Vec<Point> {
        self.subject.marks.with_untracked(|marks| {
            marks.picture.nodes.iter().map(|node| node.center_world).collect()
        })
    }

    /// A walk stands at the relation at which it stood, wherever that comes in the order now.
    fn find_step(self) {
        let Some(relation) = self.walk.with_untracked(|walk| walk.relation.clone()) else { return };
        let steps = self.steps();
        let step = self.graph.with_untracked(|graph| {
            let is_it = |step: &WalkStep| {
                graph.edges.get(step.relation).is_some_and(|edge| edge.id == relation)
            };
            steps.iter().position(is_it)
        });
        if self.walk.with_untracked(|walk| walk.step) != step {
            self.walk.update(|walk| walk.step = step);
        }
    }

    /// Who is in the picture, in the order of its nodes; `None` when it is gone.
    pub(super) fn try_actors(self) -> Option<Vec<ActorId>> {
        let ids = |graph: &GraphView| graph.nodes.iter().map(|node| node.id.clone()).collect();
        self.graph.try_with_untracked(ids)
    }

    /// Where an actor stands among the nodes.
    pub(super) fn position(self, id: &ActorId) -> Option<usize> {
        let position = |graph: &GraphView| graph.nodes.iter().position(|node| node.id == *id);
        self.graph.with_untracked(position)
    }

    /// What one may do beyond looking.
    pub(super) fn desk(self) -> Option<Desk> {
        self.desk.get_value()
    }

    pub(super) fn actor(self, node_idx: usize) -> Option<ActorId> {
        let id = |graph: &GraphView| graph.nodes.get(node_idx).map(|node| node.id.clone());
        self.graph.with_untracked(id)
    }

    pub(super) fn selected(self) -> Option<usize> {
        self.drawing.with_untracked(|drawing| drawing.selected)
    }

    pub(super) fn select(self, node_idx: Option<usize>) {
        self.on_select.run(node_idx.and_then(|idx| self.actor(idx)));
    }

    /// The ends of the chosen line.
    pub(super) fn line(self) -> Option<(usize, usize)> {
        self.drawing.with_untracked(|drawing| drawing.line)
    }

    /// The ends of a line of the picture.
    pub(super) fn ends_of(self, line_idx: usize) -> Option<(usize, usize)> {
        self.subject.marks.with_untracked(|marks| {
            let relation = *marks.lines.get(line_idx)?.relations.first()?;
            self.ends_of_relation(relation)
        })
    }

    /// The ends of the line that a relation is drawn as.
    fn ends_of_relation(self, relation: usize) -> Option<(usize, usize)> {
        let ends = |graph: &GraphView| graph.edges.get(relation).map(line_ends);
        let (from, to) = self.graph.with_untracked(ends)?;
        Some((from.into(), to.into()))
    }

    /// Only the workbench has a panel for lines.
    pub(super) fn choose_line(self, ends: Option<(usize, usize)>) {
        let Some(desk) = self.desk() else { return };
        if ends.is_some() || self.line().is_some() {
            let ids = ends.and_then(|(from, to)| Some((self.actor(from)?, self.actor(to)?)));
            desk.on_line.run(ids);
        }
    }

    /// The relation at which a walk is, as the line that is drawn of it.
    pub(super) fn choose_step(self) {
        let step = self.walk.with_untracked(|walk| walk.step);
        let step = step.and_then(|step| self.steps().get(step).copied());
        if let Some(step) = step {
            self.walk.update(Walk::stay);
            self.choose_line(self.ends_of_relation(step.relation));
        }
    }

    /// What lies at a place of the frame.
    pub(super) fn pick(self, at_screen: Point, tolerance_px: f64) -> Option<Picked> {
        let tolerance_px = TOLERANCE_PX + tolerance_px;
        untrack(|| self.surface.pick(self.subject, at_screen, tolerance_px)).map(Picked::from)
    }

    /// Where a node is drawn.
    pub(super) fn place(self, node_idx: usize) -> Option<Point> {
        let moved = self.subject.places.with_untracked(|places| {
            places.as_ref().and_then(|places| places.get(node_idx).copied())
        });
        let node = |marks: &Marks| Some(marks.picture.nodes.get(node_idx)?.center_world);
        moved.or_else(|| self.subject.marks.with_untracked(node))
    }

    /// Brings the selected actor and its surroundings into sight, or everything.
    pub(super) fn fit_selection(self) {
        if self.selected().is_none() && self.line().is_none() {
            return self.subject.control.fit();
        }
        let near = self.subject.strengths.with_untracked(|strengths| {
            let is_near = |idx: &usize| strengths.nodes[*idx] >= scene::picture::Emphasis::Near;
            let mut near: Vec<usize> = (0..strengths.nodes.len()).filter(is_near).collect();
            near.extend(self.selected());
            near
        });
        let places: Vec<Point> = near.into_iter().filter_map(|idx| self.place(idx)).collect();
        self.subject.control.fit_to(Bounds::of(&places));
    }

    pub(super) fn zoom_to(self, node_idx: usize) {
        let place = self.place(node_idx);
        self.subject.control.fit_to(place.and_then(|place| Bounds::of(&[place])));
    }

    /// The steps a walk can take from where one is.
    pub(super) fn steps(self) -> Vec<WalkStep> {
        let Some(at) = self.selected() else { return Vec::new() };
        self.drawing
            .with_untracked(|drawing| self.graph.with_untracked(|graph| steps(graph, drawing, at)))
    }

    /// On to the next relation, or to an actor to begin with.
    pub(super) fn turn(self, is_back: bool) {
        if self.selected().is_none() {
            self.walk.update(Walk::stay);
            let begin = || {
                self.drawing.with_untracked(|drawing| {
                    self.graph.with_untracked(|graph| start(graph, drawing))
                })
            };
            let end = self.line().map(|(from, _)| from);
            return self.select(end.or_else(begin));
        }
        let steps = self.steps();
        self.walk.update(|walk| {
            walk.turn(steps.len(), is_back);
            let step = walk.step.and_then(|step| steps.get(step));
            walk.relation = step.and_then(|step| {
                let id = |graph: &GraphView| Some(graph.edges.get(step.relation)?.id.clone());
                self.graph.with_untracked(id)
            });
        });
    }

    /// Along the relation one is at, or along the chosen line.
    pub(super) fn follow(self) {
        if let Some((from, to)) = self.line() {
            self.walk.update(|walk| walk.follow(from));
            return self.select(Some(to));
        }
        let step = self.walk.with_untracked(|walk| walk.step);
        let Some(step) = step.and_then(|step| self.steps().get(step).copied()) else { return };
        if let Some(at) = self.selected() {
            self.walk.update(|walk| walk.follow(at));
            self.select(Some(step.other));
        }
    }

    /// Back to where one came from, or to where the chosen line does.
    pub(super) fn go_back(self) {
        if let Some((from, _)) = self.line() {
            self.walk.update(Walk::stay);
            return self.select(Some(from));
        }
        let behind = self.walk.try_update(Walk::back).flatten();
        if behind.is_some() {
            self.select(behind);
        }
    }

    /// One step less: the relation one draws, the relation one is at, then what is in the panel,
    /// then what else is chosen.
    pub(super) fn let_go(self) {
        if self.relating.with_untracked(Option::is_some) {
            self.relating.set(None);
        } else if self.walk.with_untracked(|walk| walk.step.is_some() || walk.is_overview) {
            self.walk.update(Walk::stay);
        } else if self.selected().is_some() {
            self.walk.set(Walk::default());
            self.select(None);
        } else if self.line().is_some() {
            self.choose_line(None);
        } else if let Some(desk) = self.desk() {
            self.is_lasso.set(false);
            desk.on_choose.run(BTreeSet::new());
        }
    }

    /// Adds these to what is chosen, or takes them out if all of them are in.
    pub(super) fn toggle_chosen(self, nodes: &[usize]) {
        let Some(desk) = self.desk() else { return };
        let mut chosen = self.drawing.with_untracked(|drawing| drawing.chosen.clone());
        if nodes.iter().all(|idx| chosen.contains(idx)) {
            chosen.retain(|idx| !nodes.contains(idx));
        } else {
            chosen.extend(nodes);
        }
        desk.on_choose.run(chosen.into_iter().filter_map(|idx| self.actor(idx)).collect());
    }

    pub(super) fn choose_all(self) {
        let shown = self.drawing.with_untracked(|drawing| {
            (0..drawing.visible.len()).filter(|idx| drawing.shows_node(*idx)).collect::<Vec<_>>()
        });
        if let Some(desk) = self.desk() {
            desk.on_choose.run(shown.into_iter().filter_map(|idx| self.actor(idx)).collect());
        }
    }

    /// Adds what lies within the outline that has been drawn.
    pub(super) fn choose_within(self) {
        let Some(outline) = self.marquee.try_update(Option::take).flatten() else { return };
        let (camera, viewport) = self.subject.control.view_now();
        let inside = |idx: &usize| {
            self.drawing.with_untracked(|drawing| drawing.shows_node(*idx))
                && self.place(*idx).is_some_and(|place| {
                    is_inside(camera.screen_from_world(place, viewport), &outline)
                })
        };
        let n_nodes = self.graph.with_untracked(|graph| graph.nodes.len());
        let within: Vec<usize> = (0..n_nodes).filter(inside).collect();
        let is_new = self
            .drawing
            .with_untracked(|drawing| within.iter().any(|idx| !drawing.chosen.contains(idx)));
        if is_new {
            self.toggle_chosen(&within);
        }
    }

    pub(super) fn open_menu(self, node_idx: usize) {
        let (camera, viewport) = self.subject.control.view_now();
        if let (Some(place), Some(_)) = (self.place(node_idx), self.desk()) {
            let at_screen = camera.screen_from_world(place, viewport);
            self.hover.set(None);
            self.menu.set(Some(OpenMenu { node_idx, at_screen }));
        }
    }

    /// Leads the focus back to the picture.
    pub(super) fn close_menu(self) {
        self.menu.set(None);
        self.subject.control.focus();
    }

    /// Brings another actor, or the middle of a line, into sight when it is chosen. What others change moves nobody's view.
    pub(super) fn follow_selection(self) {
        // By their ids: positions change when others come and go.
        let selected = Memo::new(move |_| {
            let (first, second) = self.drawing.with(|drawing| match drawing.line {
                Some((from, to)) => (Some(from), Some(to)),
                None => (drawing.selected, None),
            });
            let id =
                |graph: &GraphView, idx: usize| graph.nodes.get(idx).map(|node| node.id.clone());
            self.graph.with(|graph| {
                Some((id(graph, first?)?, second.and_then(|second| id(graph, second))))
            })
        });
        let viewport = self.subject.control.viewport();
        // Whether its panel is about to open, and may lie over it then.
        let is_opening = StoredValue::new(false);
        Effect::new(move |before: Option<Option<(ActorId, Option<ActorId>)>>| {
            let now = selected.get();
            // Who comes by a link sees what it was made for.
            if let Some(before) = before.filter(|before| *before != now) {
                is_opening.set_value(before.is_none() && now.is_some());
                self.show_selection();
            }
            if self.walk.with_untracked(|walk| walk.is_overview) {
                self.walk.update(Walk::stay);
            }
            now
        });
        Effect::new(move |_| {
            viewport.track();
            if is_opening.get_value() {
                is_opening.set_value(false);
                self.show_selection();
            }
        });
    }

    fn show_selection(self) {
        let place = match self.line() {
            Some((from, to)) => self.place(from).zip(self.place(to)).map(|(a, b)| middle(a, b)),
            None => self.selected().and_then(|idx| self.place(idx)),
        };
        if let Some(place) = place {
            self.subject.control.reveal(place);
        }
    }

    /// Holds a node at a place of the world, until it is put down.
    pub(super) fn hold(self, node_idx: usize, at_world: Point) {
        self.subject.places.update(|places| {
            let places = places.get_or_insert_with(|| self.centers());
            if let Some(place) = places.get_mut(node_idx) {
                *place = at_world;
            }
        });
    }

    /// Pins a node where it is held.
    pub(super) fn put_down(self, node_idx: usize) {
        let place = self.place(node_idx);
        if let (Some(desk), Some(actor), Some(place)) = (self.desk(), self.actor(node_idx), place) {
            desk.on_pin.run((actor, Some(place)));
        }
        self.grasped.set_value(None);
        self.subject.places.set(None);
    }

    /// Pins the selected node where it is, or sets it free.
    pub(super) fn toggle_pin(self, node_idx: usize) {
        let is_pinned = self.drawing.with_untracked(|d| d.pinned.contains_key(&node_idx));
        let place = self.place(node_idx).filter(|_| !is_pinned);
        if let (Some(desk), Some(actor)) = (self.desk(), self.actor(node_idx)) {
            desk.on_pin.run((actor, place));
        }
    }

    pub(super) fn may_remove(self) -> bool {
        self.desk().is_some_and(|desk| desk.on_remove.with_untracked(Option::is_some))
    }

    /// Asks whether an actor is to be removed.
    pub(super) fn ask_to_remove(self, node_idx: usize) {
        let on_remove = self.desk().and_then(|desk| desk.on_remove.get_untracked());
        if let (Some(on_remove), Some(actor)) = (on_remove, self.actor(node_idx)) {
            on_remove.run(actor);
        }
    }

    pub(super) fn change_ego(self, change: impl FnOnce(&mut Ego)) {
        if let Some(desk) = self.desk() {
            let mut ego = self.drawing.with_untracked(|drawing| drawing.ego);
            change(&mut ego);
            desk.on_ego.run(ego);
        }
    }

    /// Where travellers are in the picture.
    pub(super) fn tokens(self, travellers: MaybeProp<Vec<Traveller>>) -> Signal<Vec<Token>> {
        let lines = Memo::new(move |_| {
            let ends = |edge: &EdgeMark| (edge.from_idx, edge.to_idx);
            self.subject.marks.with(|marks| {
                let whole = marks.picture.edges.iter().zip(&marks.lines).zip(0u32..);
                whole
                    .filter(|((_, line), _)| line.role != LineRole::Single)
                    .map(|((edge, _), idx)| (ends(edge), idx))
                    .collect::<BTreeMap<(u32, u32), u32>>()
            })
        });
        let positions = Memo::new(move |_| {
            self.graph.with(|graph| {
                let ids = graph.nodes.iter().map(|node| node.id.clone());
                ids.zip(0u32..).collect::<BTreeMap<ActorId, u32>>()
            })
        });
        Signal::derive(move || {
            let travellers = travellers.get().unwrap_or_default();
            lines.with(|lines| {
                positions.with(|positions| {
                    let token = |one: Traveller| {
                        let ends = (*positions.get(&one.from)?, *positions.get(&one.to)?);
                        #[expect(clippy::cast_possible_truncation, reason = "for drawing")]
                        let progress = one.progress as f32;
                        Some(Token { edge_idx: *lines.get(&ends)?, progress, color: Color::Accent })
                    };
                    travellers.into_iter().filter_map(token).collect()
                })
            })
        })
    }

    /// Lets nodes and camera come from where an earlier picture had them.
    pub(super) fn arrive(self) {
        let Some(earlier) = self.desk().map(|desk| desk.earlier) else { return };
        let before = earlier.get_value();
        let here = self.centers();
        if let Some(before) = before
            && self.try_actors().as_ref() == Some(&before.actors)
            && before.places != here
        {
            let places = self.subject.places;
            self.subject.control.arrive_from(before.camera, MOVE_MS);
            self.arrival.run(
                MOVE_MS,
                move |t| places.set(Some(scene::layout::between(&before.places, &here, t))),
                move || places.set(None),
            );
        }
    }
}

fn middle(a: Point, b: Point) -> Point {
    Point::new(f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y))
}

/// What is looked at: the pointer comes before the selection.
fn gaze(
    graph: Signal<GraphView>,
    drawing: Signal<Drawing>,
    hover: RwSignal<Option<Picked>>,
    walk: RwSignal<Walk>,
) -> Gaze {
    drawing.with(|drawing| match hover.get() {
        Some(Picked::Node(idx)) if drawing.selected != Some(idx) => {
            Gaze { centre: Some((idx, Ego::default())), line: None, relations: Vec::new() }
        }
        _ => {
            let step = walk.with(|walk| walk.step);
            let step = drawing.selected.zip(step).and_then(|(at, step)| {
                graph.with(|graph| steps(graph, drawing, at).get(step).copied())
            });
            Gaze {
                centre: drawing.selected.map(|selected| (selected, drawing.ego)),
                line: drawing.line,
                relations: step.map(|step| step.relation).into_iter().collect(),
            }
        }
    })
}
