//! Figures as SVG.

use std::fmt::Write as _;

use super::{Drawn, Element, Figure, Path, Step, Text, halo_px};
use crate::Point;
use crate::picture::Color;

/// What a page says of colours and nodes.
pub struct Dress<'a> {
    /// A colour as SVG or CSS has it.
    pub color: &'a dyn Fn(Color) -> String,
    /// The opening tag of a link around the marks of a node and the text of its title.
    pub link: &'a dyn Fn(u32) -> Option<Link>,
}

/// Where a node leads to.
pub struct Link {
    pub href: String,
    pub title: String,
    /// For scripts that look for it.
    pub id: String,
}

/// The elements of a figure, without the `svg` around them.
///
/// Texts are escaped; numbers have two digits after the point.
///
/// # Complexity O(n) time and memory for the length of what is written.
pub fn elements(figure: &Figure, dress: &Dress) -> String {
    let mut out = String::with_capacity(figure.elements.len() * 120);
    let mut open: Option<u32> = None;
    for element in &figure.elements {
        let node_idx = match element {
            Element::Shape(drawn) => drawn.node_idx,
            Element::Text(_) => None,
        };
        if node_idx != open {
            close(&mut out, open, dress);
            open = node_idx;
            if let Some(link) = open.and_then(dress.link) {
                let (href, id) = (escaped(&link.href), escaped(&link.id));
                let title = escaped(&link.title);
                push(
                    &mut out,
                    format_args!(
                        "<a href=\"{href}\" tabindex=\"-1\" data-actor=\"{id}\"><title>{title}</title>"
                    ),
                );
            }
        }
        match element {
            Element::Shape(drawn) => shape(&mut out, drawn, dress),
            Element::Text(line) => text(&mut out, line, dress),
        }
    }
    close(&mut out, open, dress);
    out
}

/// A whole file.
pub fn document(figure: &Figure, dress: &Dress, font_family: &str, style: &str) -> String {
    let (width, height) = (figure.width_px, figure.height_px);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"{}\">{style}{}</svg>\n",
        escaped(font_family),
        elements(figure, dress),
    )
}

fn close(out: &mut String, open: Option<u32>, dress: &Dress) {
    if open.and_then(dress.link).is_some() {
        out.push_str("</a>");
    }
}

fn push(out: &mut String, arguments: std::fmt::Arguments) {
    out.write_fmt(arguments).expect("a string takes everything");
}

fn shape(out: &mut String, drawn: &Drawn, dress: &Dress) {
    out.push_str("<path d=\"");
    path(out, &drawn.path);
    out.push('"');
    let fill = drawn.fill.map_or_else(|| "none".to_owned(), dress.color);
    push(out, format_args!(" fill=\"{fill}\""));
    if let Some(line) = drawn.line {
        let color = (dress.color)(line.color);
        push(out, format_args!(" stroke=\"{color}\" stroke-width=\"{:.2}\"", line.width_px));
        if let Some((dash, gap)) = line.dash_px {
            push(out, format_args!(" stroke-dasharray=\"{dash:.2} {gap:.2}\""));
        }
    }
    if drawn.opacity < 1.0 {
        push(out, format_args!(" opacity=\"{:.2}\"", drawn.opacity));
    }
    out.push_str("/>");
}

fn path(out: &mut String, path: &Path) {
    let mut step = |letter: char, points: &[Point]| {
        out.push(letter);
        for (position, point) in points.iter().enumerate() {
            let before = if position > 0 { " " } else { "" };
            push(out, format_args!("{before}{:.2},{:.2}", point.x, point.y));
        }
    };
    for one in &path.0 {
        match *one {
            Step::Move(to) => step('M', &[to]),
            Step::Line(to) => step('L', &[to]),
            Step::Quadratic(control, to) => step('Q', &[control, to]),
            Step::Cubic(first, second, to) => step('C', &[first, second, to]),
            Step::Close => step('Z', &[]),
        }
    }
}

fn text(out: &mut String, line: &Text, dress: &Dress) {
    push(
        out,
        format_args!(
            "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{:.1}\" fill=\"{}\"",
            line.at.x,
            line.at.y,
            line.size_px,
            (dress.color)(line.color),
        ),
    );
    if line.is_centred {
        out.push_str(" text-anchor=\"middle\"");
    }
    if line.is_bold {
        out.push_str(" font-weight=\"700\"");
    }
    if let Some(halo) = line.halo {
        push(
            out,
            format_args!(
                " stroke=\"{}\" stroke-width=\"{:.1}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                (dress.color)(halo),
                halo_px(line.size_px),
            ),
        );
    }
    push(out, format_args!(">{}</text>", escaped(&line.text)));
}

/// Text as XML has it; what XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Line;

    const DRESS: Dress = Dress { color: &|_| "#123456".to_owned(), link: &|_| None };

    fn figure(elements: Vec<Element>) -> Figure {
        Figure { width_px: 100.0, height_px: 50.0, elements }
    }

    #[test]
    fn a_path_is_written_with_its_style() {
        let path = Path(vec![
            Step::Move(Point::new(1.0, 2.0)),
            Step::Quadratic(Point::new(3.0, 4.0), Point::new(5.0, 6.0)),
        ]);
        let line = Line { color: Color::Ink, width_px: 1.5, dash_px: Some((3.0, 2.0)) };
        let drawn = Drawn { path, fill: None, line: Some(line), opacity: 0.5, node_idx: None };
        assert_eq!(
            elements(&figure(vec![Element::Shape(drawn)]), &DRESS),
            "<path d=\"M1.00,2.00Q3.00,4.00 5.00,6.00\" fill=\"none\" stroke=\"#123456\" \
             stroke-width=\"1.50\" stroke-dasharray=\"3.00 2.00\" opacity=\"0.50\"/>"
        );
    }

    #[test]
    fn a_name_cannot_leave_its_text() {
        let line = Text {
            at: Point::ORIGIN,
            is_centred: false,
            text: "<script>\"Ämter\" & 'Co'\u{1}".to_owned(),
            size_px: 12.0,
            is_bold: false,
            color: Color::Ink,
            halo: None,
        };
        let out = document(&figure(vec![Element::Text(line)]), &DRESS, "A \"B\"", "");
        assert!(out.contains(">&lt;script&gt;&quot;Ämter&quot; &amp; &#39;Co&#39;</text>"));
        assert!(out.contains("font-family=\"A &quot;B&quot;\""));
        assert!(!out.contains("<script>"));
    }

    #[test]
    fn the_marks_of_a_node_are_one_link() {
        let mark = |node_idx| {
            let path = Path::line(Point::ORIGIN, Point::ORIGIN);
            Element::Shape(Drawn { path, fill: None, line: None, opacity: 1.0, node_idx })
        };
        let link = |node_idx: u32| {
            let name = format!("<{node_idx}>");
            Some(Link { href: "?a=1&b=2".to_owned(), title: name.clone(), id: name })
        };
        let dress = Dress { link: &link, ..DRESS };
        let out = elements(
            &figure(vec![mark(None), mark(Some(7)), mark(Some(7)), mark(Some(8))]),
            &dress,
        );
        assert_eq!(out.matches("<a ").count(), 2);
        assert_eq!(out.matches("</a>").count(), 2);
        assert!(out.contains("href=\"?a=1&amp;b=2\"") && out.contains("<title>&lt;7&gt;</title>"));
    }
}
