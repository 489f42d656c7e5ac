//! Figures as PDF, one page each.
//!
//! Texts stay texts: they can be found and copied. They are set in Helvetica, which every reader
//! has, so that no font is embedded; letters that its encoding lacks become a question mark.

use std::collections::BTreeMap;

use pdf_writer::types::{LineCapStyle, LineJoinStyle, TextRenderingMode};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{Drawn, Element, Figure, Path, Step, Text, halo_px};
use crate::Point;
use crate::lettering::width_em;
use crate::picture::Color;

/// Points per CSS pixel.
const POINTS: f64 = 0.75;
const REGULAR: Name = Name(b"F1");
const BOLD: Name = Name(b"F2");

/// Red, green and blue from 0 to 255.
pub type Rgb = [u8; 3];

/// Writes a document of one page with the size of the figure.
///
/// # Complexity O(n) time and memory for the length of the file, O(k log k) for k opacities.
pub fn document(
    figure: &Figure,
    color: &dyn Fn(Color) -> Rgb,
    title: &str,
    language: &str,
) -> Vec<u8> {
    let [catalog, pages, page_id, regular, bold, content_id, info] =
        [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages).lang(TextStr(language));
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Netzlotse"));
    pdf.pages(pages).kids([page_id]).count(1);
    let states = states(figure);
    let mut page = pdf.page(page_id);
    let (width, height) = (figure.width_px * POINTS, figure.height_px * POINTS);
    page.media_box(Rect::new(0.0, 0.0, single(width), single(height)));
    page.parent(pages).contents(content_id);
    let mut resources = page.resources();
    resources.fonts().pair(REGULAR, regular).pair(BOLD, bold);
    let mut names = resources.ext_g_states();
    for (percent, id) in &states {
        names.pair(Name(state_name(*percent).as_bytes()), *id);
    }
    names.finish();
    resources.finish();
    page.finish();
    for (percent, id) in &states {
        let alpha = f32::from(*percent) / 100.0;
        pdf.ext_graphics(*id).stroking_alpha(alpha).non_stroking_alpha(alpha);
    }
    for (id, name) in [(regular, "Helvetica"), (bold, "Helvetica-Bold")] {
        let mut font = pdf.type1_font(id);
        font.base_font(Name(name.as_bytes())).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.stream(content_id, &content(figure, color).finish());
    pdf.finish()
}

#[expect(clippy::cast_possible_truncation, reason = "a PDF has single precision")]
fn single(value: f64) -> f32 {
    value as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100 after the clamp"
)]
fn percent(opacity: f64) -> u8 {
    (opacity.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn opacity(element: &Element) -> u8 {
    match element {
        Element::Shape(drawn) => percent(drawn.opacity),
        Element::Text(_) => 100,
    }
}

/// The opacities that occur, each as an object of its own.
fn states(figure: &Figure) -> BTreeMap<u8, Ref> {
    let mut states: BTreeMap<u8, Ref> =
        figure.elements.iter().map(|element| (opacity(element), Ref::new(1))).collect();
    for (id, state) in (8..).zip(states.values_mut()) {
        *state = Ref::new(id);
    }
    states
}

fn state_name(percent: u8) -> String {
    format!("G{percent}")
}

fn content(figure: &Figure, color: &dyn Fn(Color) -> Rgb) -> Content {
    let mut content = Content::new();
    // From pixels that grow downwards to points that grow upwards.
    let height = single(figure.height_px * POINTS);
    content.transform([single(POINTS), 0.0, 0.0, -single(POINTS), 0.0, height]);
    content.set_line_join(LineJoinStyle::RoundJoin);
    let mut state = None;
    for element in &figure.elements {
        let wanted = opacity(element);
        if state != Some(wanted) {
            content.set_parameters(Name(state_name(wanted).as_bytes()));
            state = Some(wanted);
        }
        match element {
            Element::Shape(drawn) => shape(&mut content, drawn, color),
            Element::Text(line) => text(&mut content, line, color),
        }
    }
    content
}

fn shape(content: &mut Content, drawn: &Drawn, color: &dyn Fn(Color) -> Rgb) {
    if let Some(fill) = drawn.fill {
        let [r, g, b] = color(fill).map(|part| f32::from(part) / 255.0);
        content.set_fill_rgb(r, g, b);
    }
    if let Some(line) = drawn.line {
        let [r, g, b] = color(line.color).map(|part| f32::from(part) / 255.0);
        content.set_stroke_rgb(r, g, b).set_line_width(single(line.width_px));
        let dash = line.dash_px.map(|(dash, gap)| [single(dash), single(gap)]);
        content.set_dash_pattern(dash.into_iter().flatten(), 0.0);
        content.set_line_cap(LineCapStyle::ButtCap);
    }
    path(content, &drawn.path);
    match (drawn.fill, drawn.line) {
        (Some(_), Some(_)) => content.fill_nonzero_and_stroke(),
        (Some(_), None) => content.fill_nonzero(),
        (None, Some(_)) => content.stroke(),
        (None, None) => content.end_path(),
    };
}

fn path(content: &mut Content, path: &Path) {
    let mut at = Point::ORIGIN;
    let cubic = |content: &mut Content, first: Point, second: Point, to: Point| {
        content.cubic_to(
            single(first.x),
            single(first.y),
            single(second.x),
            single(second.y),
            single(to.x),
            single(to.y),
        );
    };
    for step in &path.0 {
        match *step {
            Step::Move(to) => {
                content.move_to(single(to.x), single(to.y));
                at = to;
            }
            Step::Line(to) => {
                content.line_to(single(to.x), single(to.y));
                at = to;
            }
            Step::Quadratic(control, to) => {
                // A PDF has cubic curves only; this one is the same curve.
                let towards = |end: Point| end + (control - end) * (2.0 / 3.0);
                cubic(content, towards(at), towards(to), to);
                at = to;
            }
            Step::Cubic(first, second, to) => {
                cubic(content, first, second, to);
                at = to;
            }
            Step::Close => {
                content.close_path();
            }
        }
    }
}

fn text(content: &mut Content, line: &Text, color: &dyn Fn(Color) -> Rgb) {
    let part = |name: Color| color(name).map(|part| f32::from(part) / 255.0);
    if let Some(halo) = line.halo {
        let [r, g, b] = part(halo);
        content.set_stroke_rgb(r, g, b).set_line_width(single(halo_px(line.size_px)));
        content.set_dash_pattern([], 0.0);
        write(content, line, TextRenderingMode::Stroke);
    }
    let [r, g, b] = part(line.color);
    content.set_fill_rgb(r, g, b);
    write(content, line, TextRenderingMode::Fill);
}

fn write(content: &mut Content, line: &Text, mode: TextRenderingMode) {
    let shift = if line.is_centred { width_em(&line.text) * line.size_px / 2.0 } else { 0.0 };
    content.begin_text();
    content.set_font(if line.is_bold { BOLD } else { REGULAR }, single(line.size_px));
    content.set_text_rendering_mode(mode);
    // Upright again: the page is turned over.
    content.set_text_matrix([1.0, 0.0, 0.0, -1.0, single(line.at.x - shift), single(line.at.y)]);
    content.show(Str(&win_ansi(&line.text)));
    content.end_text();
}

/// Text as the encoding of the fonts has it (ISO 32000-1, annex D.2).
fn win_ansi(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            '€' => 0x80,
            '„' => 0x84,
            '…' => 0x85,
            '‚' => 0x82,
            '‘' => 0x91,
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            '•' => 0x95,
            '–' => 0x96,
            '—' => 0x97,
            '−' => b'-',
            '\u{202f}' | '\u{a0}' => b' ',
            ' '..='~' | '¡'..='ÿ' => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
            _ => b'?',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Line;

    fn text_of(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }

    #[test]
    fn a_page_has_the_size_the_paths_and_the_texts_of_the_figure() {
        let path = Path(vec![
            Step::Move(Point::new(1.0, 2.0)),
            Step::Quadratic(Point::new(4.0, 5.0), Point::new(7.0, 2.0)),
        ]);
        let line = Line { color: Color::Ink, width_px: 2.0, dash_px: Some((3.0, 1.0)) };
        let name = Text {
            at: Point::new(10.0, 20.0),
            is_centred: false,
            text: "Übergang (A)".to_owned(),
            size_px: 12.0,
            is_bold: true,
            color: Color::Ink,
            halo: Some(Color::Surface),
        };
        let drawn = Drawn { path, fill: None, line: Some(line), opacity: 0.36, node_idx: None };
        let elements = vec![Element::Shape(drawn), Element::Text(name)];
        let figure = Figure { width_px: 400.0, height_px: 200.0, elements };
        let file = text_of(&document(&figure, &|_| [255, 0, 51], "Netz", "de"));
        assert!(file.starts_with("%PDF-1.7"));
        for part in [
            "/MediaBox [0 0 300 150]",
            "1 0 0.2 RG",
            "1 2 m",
            // The control points lie two thirds of the way to (4, 5).
            "3 4 5 4 7 2 c",
            "[3 1] 0 d",
            "/G36 gs",
            "/CA 0.36",
            "/F2 12 Tf",
            "<DC62657267616E6720284129> Tj",
            "/WinAnsiEncoding",
        ] {
            assert!(file.contains(part), "{part} is missing in {file}");
        }
    }

    #[test]
    fn letters_are_encoded_or_asked_for() {
        assert_eq!(win_ansi("Größe – 5 €"), b"Gr\xf6\xdfe \x96 5 \x80");
        assert_eq!(win_ansi("Łódź"), b"?\xf3d?");
    }
}
