//! Paints what the screen shows, in slices.

use scene::picture::Picture;
use scene::{Camera, Viewport};
use web_sys::Performance;

use super::Detail;
use crate::number::{as_f64, ceil, idx};
use crate::overlay::Place;
use crate::paint::{Extent, Job, Painter, Tools, View};
use crate::palette::Palette;
use crate::raster::Pixels;
use crate::screen::{Screen, Slot, Writer};

/// Time for painting in a frame: while the camera moves sideways, while it comes closer or goes
/// away (to scale the image takes its share), at rest, and when nothing is shown yet.
const MOVING_MS: f64 = 3.0;
const SCALING_MS: f64 = 1.0;
const RESTING_MS: f64 = 20.0;
const FIRST_MS: f64 = 120.0;
/// Time for lines in a frame in which the nodes move.
const DRAFT_MS: f64 = 5.0;
/// What a line takes until it has been measured.
const USUAL_MS_PER_EDGE: f64 = 0.003;
/// Side of the overview, in sides of the view.
const OVERVIEW_SHARE: f64 = 0.6;
/// Free on every side of the overview.
const OVERVIEW_PADDING_PX: f64 = 16.0;

/// Counts the changes of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Revision {
    pub(super) places: u64,
    /// Of any kind.
    pub(super) looks: u64,
}

/// What is painted.
pub(super) struct Subject<'a> {
    pub(super) picture: &'a Picture,
    pub(super) palette: &'a Palette,
    pub(super) view: View,
    pub(super) revision: Revision,
}

/// How far painting has come.
pub(super) struct Painted {
    /// The screen has another image.
    pub(super) has_changed: bool,
    /// The image of the view is complete and of this revision.
    pub(super) is_whole: bool,
    /// So is the overview.
    pub(super) is_all: bool,
}

/// An image the screen has.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shot {
    view: View,
    revision: Revision,
    /// Not a draft, and nothing missing.
    is_whole: bool,
}

/// An image that is being painted.
#[derive(Debug)]
struct Running {
    job: Job,
    slot: Slot,
    revision: Revision,
    spent_ms: f64,
}

#[derive(Debug)]
pub(super) struct Studio {
    canvas: Pixels,
    /// For a look at what is not done yet.
    proof: Pixels,
    tools: Tools,
    running: Option<Running>,
    front: Option<Shot>,
    overview: Option<Shot>,
    ms_per_edge: f64,
}

impl Default for Studio {
    fn default() -> Self {
        Self {
            canvas: Pixels::default(),
            proof: Pixels::default(),
            tools: Tools::default(),
            running: None,
            front: None,
            overview: None,
            ms_per_edge: USUAL_MS_PER_EDGE,
        }
    }
}

/// Everything one call needs, and the moment at which it should be over.
struct Session<'a> {
    subject: &'a Subject<'a>,
    writer: &'a mut Writer,
    screen: &'a mut Screen,
    clock: &'a Performance,
    until_ms: f64,
}

impl Studio {
    /// The screen has no images, or none that are of use.
    pub(super) fn forget(&mut self) {
        self.running = None;
        self.front = None;
        self.overview = None;
    }

    /// Goes on for as long as a frame allows.
    pub(super) fn paint(
        &mut self,
        subject: &Subject,
        writer: &mut Writer,
        screen: &mut Screen,
        clock: &Performance,
        detail: Detail,
    ) -> Painted {
        let time_ms = match detail {
            _ if self.front.is_none() => FIRST_MS,
            Detail::Moving if self.is_scaled(subject) => SCALING_MS,
            Detail::Moving => MOVING_MS,
            Detail::Complete => RESTING_MS,
        };
        let until_ms = clock.now() + time_ms;
        let mut session = Session { subject, writer, screen, clock, until_ms };
        let has_changed = match detail {
            Detail::Moving if self.has_moved(subject) => self.draft(&mut session),
            Detail::Moving | Detail::Complete => self.front(&mut session, detail),
        };
        let is_whole = self.front == Some(wanted(subject));
        let is_all = is_whole && self.has_overview(subject);
        if is_whole && !is_all && detail == Detail::Complete && !has_changed {
            self.paint_overview(&mut session);
        }
        Painted { has_changed, is_whole, is_all }
    }

    /// The images from back to front, where they lie in a view.
    pub(super) fn images(&self, view: &View) -> Vec<(Slot, Place)> {
        let (width, height) = view.size();
        let front = self.front.map(|shot| (Slot::Front, Place::of(&shot.view, view)));
        let covers = front.is_some_and(|(_, place)| place.covers(as_f64(width), as_f64(height)));
        let overview = self.overview.filter(|_| !covers);
        let overview = overview.map(|shot| (Slot::Overview, Place::of(&shot.view, view)));
        overview.into_iter().chain(front).collect()
    }

    fn is_scaled(&self, subject: &Subject) -> bool {
        let scale = |view: &View| view.camera.scale_screen_per_world;
        let now = scale(&subject.view);
        self.front.is_some_and(|shot| (scale(&shot.view) / now - 1.0).abs() > 1e-6)
    }

    /// Whether nodes are elsewhere than in the image.
    fn has_moved(&self, subject: &Subject) -> bool {
        self.front.is_some_and(|shot| shot.revision.places != subject.revision.places)
    }

    /// Paints a few lines and all nodes, at once.
    fn draft(&mut self, session: &mut Session) -> bool {
        self.running = None;
        let subject = session.subject;
        let shot = Shot { is_whole: false, ..wanted(subject) };
        if self.front == Some(shot) {
            return false;
        }
        let n_edges = idx(ceil(DRAFT_MS / self.ms_per_edge).max(0));
        let extent = Extent::widest(subject.picture, n_edges);
        let mut job = Job::new(subject.view, extent);
        self.advance(&mut job, session, &mut || false);
        self.hand_over(session.screen, Slot::Front, shot)
    }

    /// Goes on with the image of the view, or begins it.
    fn front(&mut self, session: &mut Session, detail: Detail) -> bool {
        let subject = session.subject;
        if self.front == Some(wanted(subject)) {
            return false;
        }
        let is_of_use = self.running.as_ref().is_some_and(|running| {
            // While the camera moves, an image from where it was is better than none.
            let is_seen = running.job.view == subject.view || detail == Detail::Moving;
            running.slot == Slot::Front && running.revision == subject.revision && is_seen
        });
        if !is_of_use {
            self.running = Some(running(Slot::Front, subject.view, subject.revision));
        }
        if let Some(shot) = self.go_on(session) {
            return self.hand_over(session.screen, Slot::Front, shot);
        }
        self.front.is_none() && self.show_proof(session)
    }

    fn paint_overview(&mut self, session: &mut Session) {
        let subject = session.subject;
        let is_of_use = self.running.as_ref().is_some_and(|running| {
            running.slot == Slot::Overview && running.revision == subject.revision
        });
        if !is_of_use {
            let view = overview_view(subject);
            self.running = Some(running(Slot::Overview, view, subject.revision));
        }
        if let Some(shot) = self.go_on(session) {
            self.hand_over(session.screen, Slot::Overview, shot);
        }
    }

    fn has_overview(&self, subject: &Subject) -> bool {
        self.overview.is_some_and(|shot| shot.revision.places == subject.revision.places)
    }

    /// Paints until time is over; the finished image, if it is.
    fn go_on(&mut self, session: &mut Session) -> Option<Shot> {
        let mut running = self.running.take()?;
        let (clock, until_ms) = (session.clock, session.until_ms);
        let started_ms = clock.now();
        let is_done = self.advance(&mut running.job, session, &mut || clock.now() >= until_ms);
        running.spent_ms += clock.now() - started_ms;
        if !is_done {
            self.running = Some(running);
            return None;
        }
        if running.slot == Slot::Front {
            let n_edges = as_f64(session.subject.picture.edges.len().max(1));
            self.ms_per_edge = (running.spent_ms / n_edges).max(1e-4);
        }
        Some(Shot { view: running.job.view, revision: running.revision, is_whole: true })
    }

    fn advance(
        &mut self,
        job: &mut Job,
        session: &mut Session,
        is_over: &mut dyn FnMut() -> bool,
    ) -> bool {
        let mut painter = Painter {
            picture: session.subject.picture,
            palette: session.subject.palette,
            view: job.view,
            pixels: &mut self.canvas,
            tools: &mut self.tools,
            letters: session.writer,
        };
        job.advance(&mut painter, is_over)
    }

    /// Shows what there is, with all nodes, and goes on behind it.
    fn show_proof(&mut self, session: &mut Session) -> bool {
        let Some(running) = &self.running else { return false };
        let (view, revision) = (running.job.view, running.revision);
        self.proof.copy_from(&self.canvas);
        let mut painter = Painter {
            picture: session.subject.picture,
            palette: session.subject.palette,
            view,
            pixels: &mut self.proof,
            tools: &mut self.tools,
            letters: session.writer,
        };
        Job::nodes_so_far(&mut painter);
        if session.screen.take(Slot::Front, &mut self.proof).is_err() {
            return false;
        }
        self.front = Some(Shot { view, revision, is_whole: false });
        true
    }

    /// Gives an image to the screen; false when that has lost its memory.
    fn hand_over(&mut self, screen: &mut Screen, slot: Slot, painted: Shot) -> bool {
        if screen.take(slot, &mut self.canvas).is_err() {
            return false;
        }
        match slot {
            Slot::Front => self.front = Some(painted),
            Slot::Overview => self.overview = Some(painted),
        }
        true
    }
}

fn wanted(subject: &Subject) -> Shot {
    Shot { view: subject.view, revision: subject.revision, is_whole: true }
}

fn running(slot: Slot, view: View, revision: Revision) -> Running {
    Running { job: Job::new(view, Extent::All), slot, revision, spent_ms: 0.0 }
}

/// All of the picture, coarser than the view.
fn overview_view(subject: &Subject) -> View {
    let Viewport { width_px, height_px } = subject.view.viewport;
    let viewport =
        Viewport { width_px: width_px * OVERVIEW_SHARE, height_px: height_px * OVERVIEW_SHARE };
    let camera = Camera::fit(subject.picture.bounds_world(), viewport, OVERVIEW_PADDING_PX);
    View { camera, viewport, pixel_ratio: subject.view.pixel_ratio }
}
