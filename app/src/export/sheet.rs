//! The sheet around the picture: title, legend, source.

use scene::figure::{Drawn, Element, Figure, Line, Path, Text};
use scene::lettering::width_em;
use scene::picture::{Color, Shape};
use scene::{Bounds, Point};

const MARGIN_PX: f64 = 24.0;
const TITLE_PX: f64 = 20.0;
const TEXT_PX: f64 = 12.0;
const SMALL_PX: f64 = 10.5;
/// From the upper edge to the baseline of the title, from line to line, and to the picture.
const FIRST_PX: f64 = 32.0;
const TITLE_LINE_PX: f64 = 25.0;
const TEXT_LINE_PX: f64 = 16.0;
const BELOW_HEAD_PX: f64 = 12.0;
/// Bold letters are wider.
const BOLD: f64 = 1.07;
const ROW_PX: f64 = 19.0;
/// Room for the sample before its text.
const SAMPLE_PX: f64 = 26.0;
const COLUMN_GAP_PX: f64 = 20.0;
/// Size of the sample of a mark.
const MARK_PX: f64 = 6.0;

/// What a sheet says beside its picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SheetText {
    pub(crate) title: String,
    /// What is shown, and when.
    pub(crate) subtitle: String,
    pub(crate) legend: Vec<LegendItem>,
    /// Where it comes from.
    pub(crate) source: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LegendItem {
    pub(crate) sample: Sample,
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sample {
    Mark(Shape, Color),
    Line {
        color: Color,
        is_dashed: bool,
    },
    /// A line over which time has gone.
    Faded(Color),
    /// Thin and thick.
    Widths(Color),
    /// Small and large.
    Sizes,
    /// An arc of the fill level.
    Arc,
}

/// Puts the picture on its sheet.
pub(crate) fn sheet(picture: Figure, text: &SheetText) -> Figure {
    let width = picture.width_px + 2.0 * MARGIN_PX;
    let head = Head::of(text, picture.width_px);
    let columns = columns(&text.legend, picture.width_px);
    let n_rows = text.legend.len().div_ceil(columns.n.max(1));
    let legend_top = head.height_px + picture.height_px + MARGIN_PX / 2.0;
    let source_top = legend_top + rows_px(n_rows);
    let source = wrapped(&text.source, SMALL_PX, picture.width_px);
    let height = source_top + MARGIN_PX + TEXT_LINE_PX * whole(source.len());
    let corner = Point::new(MARGIN_PX, head.height_px);
    let (picture_width, picture_height) = (picture.width_px, picture.height_px);
    let mut sheet = picture;
    sheet.shift(corner);
    sheet.elements.insert(0, plain_box(Point::ORIGIN, width, height));
    // The picture ends at its frame: what reaches beyond is covered.
    let below = head.height_px + picture_height;
    for (at, width, height) in [
        (Point::ORIGIN, width, head.height_px),
        (Point::new(0.0, below), width, height - below),
        (Point::new(0.0, head.height_px), MARGIN_PX, picture_height),
        (Point::new(MARGIN_PX + picture_width, head.height_px), MARGIN_PX, picture_height),
    ] {
        sheet.elements.push(plain_box(at, width, height));
    }
    sheet.elements.push(frame(corner, picture_width, picture_height));
    sheet.elements.extend(head.lines);
    for (position, item) in text.legend.iter().enumerate() {
        // Down the columns, as one reads a legend.
        let (column, row) = (position / n_rows.max(1), position % n_rows.max(1));
        let at = Point::new(
            MARGIN_PX + columns.width_px * whole(column),
            legend_top + ROW_PX * whole(row) + ROW_PX / 2.0,
        );
        legend_item(&mut sheet, item, at);
    }
    for (position, part) in source.iter().enumerate() {
        let y = source_top + MARGIN_PX / 2.0 + SMALL_PX + TEXT_LINE_PX * whole(position);
        sheet.elements.push(line(Point::new(MARGIN_PX, y), part, SMALL_PX, Color::InkMuted));
    }
    sheet.width_px = width;
    sheet.height_px = height;
    sheet
}

/// Title and subtitle.
struct Head {
    lines: Vec<Element>,
    height_px: f64,
}

impl Head {
    fn of(text: &SheetText, width_px: f64) -> Self {
        let (mut lines, mut baseline) = (Vec::new(), FIRST_PX - TITLE_LINE_PX);
        for part in wrapped(&text.title, TITLE_PX * BOLD, width_px) {
            baseline += TITLE_LINE_PX;
            lines.push(line(Point::new(MARGIN_PX, baseline), &part, TITLE_PX, Color::Ink));
        }
        baseline += TITLE_LINE_PX - TEXT_LINE_PX - 4.0;
        for part in wrapped(&text.subtitle, TEXT_PX, width_px) {
            baseline += TEXT_LINE_PX;
            lines.push(line(Point::new(MARGIN_PX, baseline), &part, TEXT_PX, Color::InkMuted));
        }
        Self { lines, height_px: baseline + BELOW_HEAD_PX }
    }
}

/// The text in lines no wider than this, broken between words; a longer word has its own line.
fn wrapped(text: &str, size_px: f64, width_px: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(last) if width_em(&format!("{last} {word}")) * size_px <= width_px => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

struct Columns {
    n: usize,
    width_px: f64,
}

fn columns(legend: &[LegendItem], width_px: f64) -> Columns {
    let widest = legend.iter().map(|item| width_em(&item.text) * TEXT_PX).fold(0.0, f64::max);
    let column = SAMPLE_PX + widest + COLUMN_GAP_PX;
    let n = (1..=legend.len()).take_while(|n| whole(*n) * column <= width_px).last();
    Columns { n: n.unwrap_or(1), width_px: column }
}

fn rows_px(n_rows: usize) -> f64 {
    whole(n_rows) * ROW_PX
}

#[expect(clippy::cast_precision_loss, reason = "a legend has some dozen entries")]
fn whole(n: usize) -> f64 {
    n as f64
}

fn corners(at: Point, width: f64, height: f64) -> [Point; 4] {
    let Bounds { min, max } = Bounds { min: at, max: at + Point::new(width, height) };
    [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
}

fn plain_box(at: Point, width: f64, height: f64) -> Element {
    shape(Path::polygon(corners(at, width, height)), Some(Color::Surface), None)
}

fn frame(at: Point, width: f64, height: f64) -> Element {
    let line = Line { color: Color::AreaLine, width_px: 1.0, dash_px: None };
    shape(Path::polygon(corners(at, width, height)), None, Some(line))
}

fn shape(path: Path, fill: Option<Color>, line: Option<Line>) -> Element {
    Element::Shape(Drawn { path, fill, line, opacity: 1.0, node_idx: None })
}

fn line(at: Point, text: &str, size_px: f64, color: Color) -> Element {
    Element::Text(Text {
        at,
        is_centred: false,
        text: text.to_owned(),
        size_px,
        is_bold: size_px >= TITLE_PX,
        color,
        halo: None,
    })
}

fn legend_item(sheet: &mut Figure, item: &LegendItem, at: Point) {
    let middle = at + Point::new(SAMPLE_PX / 2.0 - 4.0, 0.0);
    let along = |color: Color, width_px: f64, dash_px: Option<(f64, f64)>| {
        Some(Line { color, width_px, dash_px })
    };
    let circle = scene::curve::Circle { center: middle, radius: MARK_PX };
    let reach = Point::new(9.0, 0.0);
    let beside = |y: f64| Point::new(0.0, y);
    let disc = |x: f64, radius: f64| {
        let center = middle + Point::new(x, 0.0);
        let path = Path::circle(scene::curve::Circle { center, radius });
        shape(path, Some(Color::InkMuted), None)
    };
    sheet.elements.extend(match item.sample {
        Sample::Mark(Shape::Circle, color) => vec![shape(Path::circle(circle), Some(color), None)],
        Sample::Mark(mark, color) => {
            let corners = mark.corners().iter().map(|&(x, y)| middle + Point::new(x, y) * MARK_PX);
            vec![shape(Path::polygon(corners), Some(color), None)]
        }
        Sample::Line { color, is_dashed } => {
            let path = Path::line(middle - reach, middle + reach);
            vec![shape(path, None, along(color, 2.5, is_dashed.then_some((4.0, 3.0))))]
        }
        Sample::Faded(color) => {
            let path = Path::line(middle - reach, middle + reach);
            let line = along(color, 2.5, None);
            vec![Element::Shape(Drawn { path, fill: None, line, opacity: 0.3, node_idx: None })]
        }
        Sample::Widths(color) => [(-3.5, 1.0), (2.5, 4.0)]
            .map(|(y, width_px)| {
                let path = Path::line(middle - reach + beside(y), middle + reach + beside(y));
                shape(path, None, along(color, width_px, None))
            })
            .to_vec(),
        Sample::Sizes => vec![disc(-7.0, 2.5), disc(3.0, MARK_PX)],
        Sample::Arc => vec![shape(Path::arc(circle, 0.7), None, along(Color::InkMuted, 2.0, None))],
    });
    let text_at = at + Point::new(SAMPLE_PX, TEXT_PX * 0.36);
    sheet.elements.push(line(text_at, &item.text, TEXT_PX, Color::Ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_wider_than_a_narrow_sheet() {
        let text = SheetText {
            title: "Kreis Paderborn: Netz der Integrationsarbeit".to_owned(),
            subtitle: "Überblick · 120 von 120 Akteuren · 27.11.2026".to_owned(),
            legend: Vec::new(),
            source: "Netzlotse, Angaben der Stellen selbst; Zahlen sind Beispieldaten".to_owned(),
        };
        let picture = Figure { width_px: 240.0, height_px: 200.0, elements: Vec::new() };
        let sheet = sheet(picture, &text);
        let mut texts = sheet.elements.iter().filter_map(|element| match element {
            Element::Text(text) => Some(text),
            Element::Shape(_) => None,
        });
        assert!(texts.clone().count() > 5);
        assert!(texts.all(|text| {
            text.at.x + width_em(&text.text) * text.size_px <= sheet.width_px
                && text.at.y < sheet.height_px
        }));
    }

    #[test]
    fn a_sheet_holds_its_picture_its_legend_and_its_source() {
        let item = |text: &str| LegendItem {
            sample: Sample::Mark(Shape::Square, Color::Own(1)),
            text: text.to_owned(),
        };
        let text = SheetText {
            title: "Kreis Lippe".to_owned(),
            subtitle: "120 Akteure".to_owned(),
            legend: ["Kommune", "Träger", "Land", "Bund"].map(item).to_vec(),
            source: "Netzlotse".to_owned(),
        };
        let picture = Figure { width_px: 300.0, height_px: 200.0, elements: Vec::new() };
        let sheet = sheet(picture, &text);
        let texts: Vec<(&str, Point)> = sheet
            .elements
            .iter()
            .filter_map(|element| match element {
                Element::Text(text) => Some((text.text.as_str(), text.at)),
                Element::Shape(_) => None,
            })
            .collect();
        assert_eq!(texts.len(), 7);
        let frame = Bounds { min: Point::ORIGIN, max: Point::new(sheet.width_px, sheet.height_px) };
        for (position, (text, at)) in texts.iter().enumerate() {
            assert!(frame.contains(*at), "{text}");
            assert!(texts[..position].iter().all(|(_, other)| other != at), "{text}");
        }
    }
}
