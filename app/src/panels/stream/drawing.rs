//! The shapes of the streams, in pixels.

use scene::layout::layered::{columns, sankey};

use super::flows::{End, Stream};

/// Where the columns stand.
pub(super) const LEFT_PX: f64 = 250.0;
pub(super) const RIGHT_PX: f64 = 710.0;
pub(super) const WIDTH_PX: f64 = 960.0;
pub(super) const BAR_PX: f64 = 12.0;
/// A node and the gap below it, together 1 unit, hold two lines of text.
const SCALE_PX: f64 = 34.0;
const MARGIN_PX: f64 = 16.0;
/// Heights of a column without its gaps, in world units.
const COLUMN_WORLD: f64 = 10.0;

/// An end in the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) end: End,
    pub(super) is_left: bool,
    pub(super) middle_y: f64,
    pub(super) height: f64,
}

/// A stream in the picture; its way as the `d` of an SVG path of this width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ribbon {
    pub(super) stream: Stream,
    pub(super) path: String,
    pub(super) width: f64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drawing {
    pub(super) bars: Vec<Bar>,
    pub(super) ribbons: Vec<Ribbon>,
    pub(super) height: f64,
}

/// Draws the streams of which something is known. O(n m²) for n ends and m streams.
pub(super) fn drawing(streams: &[Stream]) -> Drawing {
    let streams: Vec<Stream> =
        streams.iter().copied().filter(|row| row.per_month.0.thousandths() > 0).collect();
    let (left, right) = (ends(&streams, |row| row.from), ends(&streams, |row| row.to));
    let place = |ends: &[End], end: End, first: usize| {
        let at = ends.iter().position(|known| *known == end).unwrap_or_default();
        u32::try_from(first + at).unwrap_or(u32::MAX)
    };
    let edge = |row: &Stream| (place(&left, row.from, 0), place(&right, row.to, left.len()));
    let edges: Vec<(u32, u32)> = streams.iter().map(edge).collect();
    let volumes: Vec<f64> = streams.iter().map(|row| row.per_month.per_month()).collect();
    let layered = columns(left.len(), right.len(), &edges, &volumes);
    let picture = sankey(&layered, &edges, &volumes, tallest(&streams, &left, &right));
    let top = picture.points.iter().zip(&picture.heights).map(|(at, height)| at.y - height / 2.0);
    let top = top.fold(0.0, f64::min);
    let down = |y: f64| (y - top) * SCALE_PX + MARGIN_PX;
    let nodes = left.iter().map(|end| (*end, true)).chain(right.iter().map(|end| (*end, false)));
    let bars = nodes.zip(picture.points.iter().zip(&picture.heights)).map(
        |((end, is_left), (at, height))| Bar {
            end,
            is_left,
            middle_y: down(at.y),
            height: height * SCALE_PX,
        },
    );
    let ribbons = streams.iter().zip(&edges).zip(&picture.ribbons);
    let ribbons = ribbons.filter_map(|((stream, (from, to)), ribbon)| {
        let ribbon = ribbon.as_ref()?;
        let at = |node: u32| picture.points.get(usize::try_from(node).ok()?).map(|at| at.y);
        let start = down(at(*from)? + ribbon.from_offset);
        let end = down(at(*to)? + ribbon.to_offset);
        Some(Ribbon { stream: *stream, path: curve(start, end), width: ribbon.width * SCALE_PX })
    });
    let bars: Vec<Bar> = bars.collect();
    let bottom = bars.iter().map(|bar| bar.middle_y + bar.height / 2.0).fold(0.0, f64::max);
    Drawing { ribbons: ribbons.collect(), bars, height: bottom + MARGIN_PX }
}

/// From the right side of a left bar to the left side of a right one.
fn curve(start: f64, end: f64) -> String {
    let (left, right) = (LEFT_PX + BAR_PX, RIGHT_PX - BAR_PX);
    let middle = f64::midpoint(left, right);
    format!("M{left:.0},{start:.1}C{middle:.0},{start:.1} {middle:.0},{end:.1} {right:.0},{end:.1}")
}

fn ends(streams: &[Stream], end: impl Fn(&Stream) -> End) -> Vec<End> {
    let mut ends: Vec<End> = streams.iter().map(end).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// The height of the tallest bar with which a column has its height.
fn tallest(streams: &[Stream], left: &[End], right: &[End]) -> f64 {
    let volume = |row: &&Stream| row.per_month.per_month();
    let given = left
        .iter()
        .map(|end| streams.iter().filter(|row| row.from == *end).map(|r| volume(&r)).sum());
    let taken = right
        .iter()
        .map(|end| streams.iter().filter(|row| row.to == *end).map(|r| volume(&r)).sum());
    let most = given.chain(taken).fold(0.0, f64::max);
    let all: f64 = streams.iter().map(|row| volume(&row)).sum();
    if all > 0.0 { COLUMN_WORLD * most / all } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use model::{ActorGroup, Cases, Decimal};

    use super::*;

    fn stream(from: ActorGroup, to: ActorGroup, per_month: i32) -> Stream {
        Stream {
            from: End::Group(from),
            to: End::Group(to),
            per_month: Cases(Decimal::from_integer(per_month)),
            n_links: 1,
            n_unknown: 0,
        }
    }

    #[test]
    fn widths_are_in_proportion_and_bars_do_not_overlap() {
        let streams = [
            stream(ActorGroup::Steering, ActorGroup::Health, 30),
            stream(ActorGroup::Steering, ActorGroup::Civil, 10),
            stream(ActorGroup::Civil, ActorGroup::Health, 0),
        ];
        let drawn = drawing(&streams);
        assert_eq!((drawn.bars.len(), drawn.ribbons.len()), (3, 2));
        assert!((drawn.ribbons[0].width - 3.0 * drawn.ribbons[1].width).abs() < 1e-9);
        let (a, b) = (&drawn.bars[1], &drawn.bars[2]);
        assert!((a.middle_y - b.middle_y).abs() > f64::midpoint(a.height, b.height));
        assert!(drawn.bars.iter().all(|bar| bar.middle_y + bar.height / 2.0 < drawn.height));
    }

    #[test]
    fn nothing_is_an_empty_picture() {
        assert!(drawing(&[]).bars.is_empty());
    }
}
