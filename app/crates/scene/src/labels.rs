//! Which labels to write, and on which side of their node.
//!
//! Start at [`choose`]. Text is not measured here: the caller estimates its box.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Bounds, Point};

/// Side of a grid cell. About the width of a short label, so that a label meets few cells.
const CELL_PX: f64 = 64.0;
/// Side of the cells in which marks are counted: about two names wide.
const CROWD_PX: f64 = 160.0;
/// Marks that lie to the right by less than this do not turn a name to the left: most people look
/// for it on the right.
const CROWD_LEAN_PX: f64 = 24.0;
/// Larger labels are not placed: nobody writes them, and they would fill the grid.
const MAX_SIDE_PX: f64 = 4096.0;
/// Anchors farther out than this are not placed: they cannot be seen.
const MAX_COORDINATE_PX: f64 = 1e6;

/// A label that would like to be written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabelBox {
    /// Centre of the node it belongs to.
    pub anchor_screen: Point,
    pub width_px: f64,
    pub height_px: f64,
    /// Distance from the anchor to the label: radius of the node and a little air.
    pub gap_px: f64,
    /// Higher is placed first; ties by position in the list.
    pub priority: u32,
    /// It is rather written over so many marks than left out.
    pub covers_at_most: usize,
}

/// On which side of its anchor a label lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    Right,
    Left,
    Below,
    Above,
}

impl Placement {
    /// In the order in which they are tried where nothing speaks for another.
    pub const ALL: [Self; 4] = [Self::Right, Self::Left, Self::Below, Self::Above];

    /// The other way round, for those with their neighbours on the right.
    const LEFT_FIRST: [Self; 4] = [Self::Left, Self::Right, Self::Below, Self::Above];
}

/// A label that is written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacedLabel {
    /// Position in the list of wishes.
    pub label_idx: usize,
    pub placement: Placement,
    pub bounds_screen: Bounds,
}

/// Chooses labels that overlap neither each other nor a mark and that the frame does not cut,
/// important ones first; each rather on the side away from the marks around it.
///
/// Method: greedy point-feature labelling with four positions (compare Christensen, Marks and
/// Shieber 1995), with a grid of cells to look for collisions. Labels that have no free side, no
/// size or no finite place are left out; those that may cover marks stand where they cover the
/// fewest. `marks_screen` are the boxes of what is not to be covered; the gap of a label keeps it off
/// its own. Where something is `written_screen` already, no label lies at all.
///
/// # Order      by priority, then by position in the list.
/// # Complexity O(n log n) time for labels and marks of ordinary size, O(n) memory.
pub fn choose(
    labels: &[LabelBox],
    marks_screen: &[Bounds],
    written_screen: &[Bounds],
    frame_screen: Bounds,
) -> Vec<PlacedLabel> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|&a, &b| labels[b].priority.cmp(&labels[a].priority).then(a.cmp(&b)));
    let (mut marks, mut crowd) = (Taken::default(), Crowd::default());
    for mark in marks_screen.iter().filter(|mark| is_box(**mark)) {
        marks.take(*mark);
        crowd.add(mark.centre());
    }
    let mut taken = Taken::default();
    for written in written_screen.iter().filter(|written| is_box(**written)) {
        taken.take(*written);
    }
    let mut placed = Vec::new();
    for label_idx in order {
        let label = &labels[label_idx];
        if !is_placeable(label) {
            continue;
        }
        let sides = crowd.sides(label.anchor_screen).into_iter().filter_map(|placement| {
            let bounds_screen = bounds_at(label, placement);
            let is_whole = frame_screen.contains(bounds_screen.min)
                && frame_screen.contains(bounds_screen.max);
            (is_whole && taken.is_free(bounds_screen)).then_some((placement, bounds_screen))
        });
        let sides: Vec<(Placement, Bounds)> = sides.collect();
        let free = sides.iter().find(|(_, bounds)| marks.is_free(*bounds)).copied();
        let free = free.or_else(|| {
            let sides = sides.iter().filter(|_| label.covers_at_most > 0);
            let covering = sides.map(|side| (marks.n_met(side.1), *side));
            let (n_covered, side) = covering.min_by_key(|(n_covered, _)| *n_covered)?;
            (n_covered <= label.covers_at_most).then_some(side)
        });
        if let Some((placement, bounds_screen)) = free {
            taken.take(bounds_screen);
            placed.push(PlacedLabel { label_idx, placement, bounds_screen });
        }
    }
    placed
}

fn is_box(mark: Bounds) -> bool {
    [mark.min, mark.max]
        .iter()
        .all(|corner| corner.x.abs() <= MAX_COORDINATE_PX && corner.y.abs() <= MAX_COORDINATE_PX)
        && mark.width() <= MAX_SIDE_PX
        && mark.height() <= MAX_SIDE_PX
}

fn is_placeable(label: &LabelBox) -> bool {
    let has_size = |side: f64| side > 0.0 && side <= MAX_SIDE_PX;
    let is_near = |coordinate: f64| coordinate.abs() <= MAX_COORDINATE_PX;
    has_size(label.width_px)
        && has_size(label.height_px)
        && is_near(label.anchor_screen.x)
        && is_near(label.anchor_screen.y)
        && is_near(label.gap_px)
}

fn bounds_at(label: &LabelBox, placement: Placement) -> Bounds {
    let to_side = label.gap_px + label.width_px / 2.0;
    let to_edge = label.gap_px + label.height_px / 2.0;
    let offset = match placement {
        Placement::Right => Point::new(to_side, 0.0),
        Placement::Left => Point::new(-to_side, 0.0),
        Placement::Below => Point::new(0.0, to_edge),
        Placement::Above => Point::new(0.0, -to_edge),
    };
    Bounds::around(label.anchor_screen + offset, label.width_px, label.height_px)
}

/// The boxes written so far, by the grid cells they touch.
#[derive(Default)]
struct Taken {
    cells: BTreeMap<(i32, i32), Vec<Bounds>>,
}

impl Taken {
    fn is_free(&self, bounds: Bounds) -> bool {
        let mut touched = cells(bounds).filter_map(|cell| self.cells.get(&cell)).flatten();
        !touched.any(|other| other.overlaps(bounds))
    }

    fn n_met(&self, bounds: Bounds) -> usize {
        let met = |at: (i32, i32)| {
            // A box lies in several cells; it counts where what both cover begins.
            let begins_here = move |other: &&Bounds| {
                let begin = (other.min.x.max(bounds.min.x), other.min.y.max(bounds.min.y));
                other.overlaps(bounds) && (cell(begin.0), cell(begin.1)) == at
            };
            self.cells.get(&at).map_or(0, |boxes| boxes.iter().filter(begins_here).count())
        };
        cells(bounds).map(met).sum()
    }

    fn take(&mut self, bounds: Bounds) {
        for cell in cells(bounds) {
            self.cells.entry(cell).or_default().push(bounds);
        }
    }
}

fn cells(bounds: Bounds) -> impl Iterator<Item = (i32, i32)> {
    let (left, right) = (cell(bounds.min.x), cell(bounds.max.x));
    let (top, bottom) = (cell(bounds.min.y), cell(bounds.max.y));
    (top..=bottom).flat_map(move |row| (left..=right).map(move |column| (column, row)))
}

/// Where the marks lie, by coarse cells: how many, and the sum of their places.
#[derive(Default)]
struct Crowd {
    cells: BTreeMap<(i32, i32), (f64, Point)>,
}

impl Crowd {
    fn add(&mut self, at: Point) {
        let (count, sum) = self.cells.entry(Self::cell(at)).or_insert((0.0, Point::ORIGIN));
        (*count, *sum) = (*count + 1.0, *sum + at);
    }

    /// The sides in the order in which they are tried: first away from the marks around.
    fn sides(&self, at: Point) -> [Placement; 4] {
        let (column, row) = Self::cell(at);
        let around = (row - 1..=row + 1)
            .flat_map(|row| (column - 1..=column + 1).map(move |column| (column, row)));
        let (count, sum) = around
            .filter_map(|cell| self.cells.get(&cell))
            .fold((0.0, Point::ORIGIN), |all, cell| (all.0 + cell.0, all.1 + cell.1));
        let is_left_of_them = count > 0.0 && sum.x / count - at.x > CROWD_LEAN_PX;
        if is_left_of_them { Placement::LEFT_FIRST } else { Placement::ALL }
    }

    #[expect(clippy::cast_possible_truncation, reason = "coordinates are bounded")]
    fn cell(at: Point) -> (i32, i32) {
        ((at.x / CROWD_PX).floor() as i32, (at.y / CROWD_PX).floor() as i32)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "coordinates are bounded, and casts saturate")]
fn cell(coordinate: f64) -> i32 {
    (coordinate / CELL_PX).floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    const EVERYWHERE: Bounds =
        Bounds { min: Point { x: -1e7, y: -1e7 }, max: Point { x: 1e7, y: 1e7 } };

    fn label(x: f64, y: f64, priority: u32) -> LabelBox {
        LabelBox {
            anchor_screen: Point::new(x, y),
            width_px: 80.0,
            height_px: 16.0,
            gap_px: 10.0,
            priority,
            covers_at_most: 0,
        }
    }

    fn random_labels(seed: u64, n_labels: u32) -> Vec<LabelBox> {
        let mut rng = Pcg32::new(seed);
        (0..n_labels)
            .map(|_| LabelBox {
                anchor_screen: Point::new(
                    400.0 + 400.0 * rng.signed_unit(),
                    300.0 + 300.0 * rng.signed_unit(),
                ),
                width_px: 80.0 + 75.0 * rng.signed_unit(),
                height_px: 14.0 + 6.0 * rng.signed_unit(),
                gap_px: 8.0 + 8.0 * rng.signed_unit(),
                priority: rng.next_u32() % 10,
                covers_at_most: 0,
            })
            .collect()
    }

    #[test]
    fn labels_never_overlap() {
        for seed in 0..50 {
            let placed = choose(&random_labels(seed, 300), &[], &[], EVERYWHERE);
            assert!(placed.len() > 10);
            for (idx, a) in placed.iter().enumerate() {
                for b in &placed[idx + 1..] {
                    assert!(!a.bounds_screen.overlaps(b.bounds_screen), "seed {seed}");
                }
            }
        }
    }

    #[test]
    fn no_label_is_left_out_without_need() {
        let labels = random_labels(7, 200);
        let placed = choose(&labels, &[], &[], EVERYWHERE);
        for (label_idx, label) in labels.iter().enumerate() {
            let is_written = placed.iter().any(|written| written.label_idx == label_idx);
            let is_blocked = Placement::ALL.into_iter().all(|placement| {
                let bounds = bounds_at(label, placement);
                placed.iter().any(|written| written.bounds_screen.overlaps(bounds))
            });
            assert!(is_written || is_blocked);
        }
    }

    #[test]
    fn a_lonely_label_stands_to_the_right() {
        let placed = choose(&[label(100.0, 100.0, 0)], &[], &[], EVERYWHERE);
        assert_eq!(placed[0].placement, Placement::Right);
        assert_eq!(placed[0].bounds_screen.min, Point::new(110.0, 92.0));
    }

    #[test]
    fn important_labels_come_first() {
        let same_place = [label(0.0, 0.0, 1), label(0.0, 0.0, 9)];
        let placed = choose(&same_place, &[], &[], EVERYWHERE);
        assert_eq!((placed[0].label_idx, placed[0].placement), (1, Placement::Right));
        assert_eq!((placed[1].label_idx, placed[1].placement), (0, Placement::Left));
    }

    #[test]
    fn degenerate_labels_are_left_out() {
        let mut labels = vec![label(f64::NAN, 0.0, 1), label(0.0, f64::INFINITY, 1)];
        labels.push(LabelBox { width_px: 0.0, ..label(0.0, 0.0, 1) });
        labels.push(LabelBox { width_px: 1e300, ..label(0.0, 0.0, 1) });
        labels.push(LabelBox { height_px: f64::NAN, ..label(0.0, 0.0, 1) });
        assert_eq!(choose(&labels, &[], &[], EVERYWHERE), []);
        assert_eq!(choose(&[], &[], &[], EVERYWHERE), []);
    }

    #[test]
    fn labels_cover_no_mark_unless_they_may() {
        let labels = random_labels(3, 200);
        let marks: Vec<Bounds> =
            labels.iter().map(|label| Bounds::around(label.anchor_screen, 12.0, 12.0)).collect();
        let placed = choose(&labels, &marks, &[], EVERYWHERE);
        assert!(placed.len() > 5);
        for written in &placed {
            assert!(!marks.iter().any(|mark| mark.overlaps(written.bounds_screen)));
        }
        let mut insisting = labels;
        insisting[9].covers_at_most = usize::MAX;
        insisting[9].priority = 99;
        let placed = choose(&insisting, &marks, &[], EVERYWHERE);
        assert_eq!(placed[0].label_idx, 9);
    }

    #[test]
    fn a_label_that_covers_marks_covers_as_few_as_can_be() {
        let wide = |x: f64, y: f64| Bounds::around(Point::new(x, y), 4.0, 4.0);
        // Right and left are full, above and below lies one each; the one below is large, so that
        // it lies in many cells.
        let mut marks = vec![wide(20.0, 0.0), wide(60.0, 0.0), wide(-20.0, 0.0), wide(-60.0, 0.0)];
        marks.extend([wide(-30.0, -18.0), wide(30.0, -18.0)]);
        marks.push(Bounds::around(Point::new(0.0, 118.0), 200.0, 200.0));
        let insisting = |n| LabelBox { covers_at_most: n, ..label(0.0, 0.0, 0) };
        let placed = |n| choose(&[insisting(n)], &marks, &[], EVERYWHERE);
        assert_eq!(placed(usize::MAX)[0].placement, Placement::Below);
        assert_eq!(placed(1).len(), 1);
        assert_eq!(placed(0), []);
    }

    #[test]
    fn a_label_stands_away_from_the_crowd() {
        let crowd: Vec<Bounds> = (0..5)
            .map(|n| Bounds::around(Point::new(170.0, 60.0 + 20.0 * f64::from(n)), 10.0, 10.0))
            .collect();
        let side = |x: f64| choose(&[label(x, 140.0, 0)], &crowd, &[], EVERYWHERE)[0].placement;
        assert_eq!(side(100.0), Placement::Left);
        assert_eq!(side(240.0), Placement::Right);
    }

    #[test]
    fn the_frame_cuts_no_label() {
        let frame = Bounds { min: Point::new(0.0, 0.0), max: Point::new(200.0, 100.0) };
        let at_edge = choose(&[label(190.0, 50.0, 0)], &[], &[], frame);
        assert_eq!(at_edge[0].placement, Placement::Left);
        assert_eq!(choose(&[label(400.0, 50.0, 0)], &[], &[], frame), []);
    }
}
