//! Taking the picture along: SVG, PDF and PNG with title, legend, date and source.
//!
//! What is exported is what is seen: the same picture under the same camera. Everything happens in
//! the browser; nothing is sent. Only the picture of a shared map, which other websites show, is put
//! on its sheet by the server ([`svg_sheet`]).

mod browser;
mod colors;
mod sheet;

use leptos::prelude::*;
use model::Lang;
use scene::figure::svg::Dress;
use scene::figure::{Figure, pdf, svg};
use scene::picture::{Color, Picture};
use scene::{Camera, Viewport};

pub(crate) use colors::Colors;
pub(crate) use sheet::{LegendItem, Sample, SheetText};

/// The font of the page, and what stands in for it.
const FONT: &str = "'Atkinson Hyperlegible Next', 'Helvetica Neue', Arial, sans-serif";

/// What the picture can be taken along as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExportFormat {
    /// So many pixels per pixel of the screen.
    Png(u8),
    Svg,
    Pdf,
}

impl ExportFormat {
    pub(crate) const ALL: [Self; 5] =
        [Self::Png(1), Self::Png(2), Self::Png(4), Self::Svg, Self::Pdf];

    pub(crate) fn name(self) -> String {
        match self {
            Self::Png(factor) => format!("PNG {factor}×"),
            Self::Svg => "SVG".to_owned(),
            Self::Pdf => "PDF".to_owned(),
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Png(_) => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }
}

/// What is seen.
pub(crate) struct Seen {
    pub(crate) picture: Picture,
    pub(crate) camera: Camera,
    pub(crate) viewport: Viewport,
}

/// Makes the file and hands it to the reader; `false` when the browser refuses.
pub(crate) async fn export(seen: Seen, text: SheetText, format: ExportFormat, lang: Lang) -> bool {
    let colors = Colors::of_page();
    let figure = on_sheet(&seen, &text);
    let name = format!("{}.{}", file_stem(&text.title), format.extension());
    let done = match format {
        ExportFormat::Pdf => {
            let rgb = |color: Color| colors.rgb(color);
            let file = pdf::document(&figure, &rgb, &text.title, lang.tag());
            browser::save(&name, "application/pdf", &file)
        }
        ExportFormat::Svg => {
            let file = svg_file(&figure, &colors).await;
            browser::save(&name, "image/svg+xml", file.as_bytes())
        }
        ExportFormat::Png(factor) => {
            let file = svg_file(&figure, &colors).await;
            let size = (figure.width_px, figure.height_px);
            browser::save_as_png(&name, &file, size, factor).await
        }
    };
    done.is_some()
}

fn on_sheet(seen: &Seen, text: &SheetText) -> Figure {
    sheet::sheet(Figure::of(&seen.picture, seen.camera, seen.viewport), text)
}

/// With the font inside, so that it looks the same everywhere.
async fn svg_file(figure: &Figure, colors: &Colors) -> String {
    let font = browser::font_style().await.unwrap_or_default();
    dressed(figure, colors, &font)
}

fn dressed(figure: &Figure, colors: &Colors, style: &str) -> String {
    let dress = Dress { color: &|color| colors.hex(color), link: &|_| None };
    svg::document(figure, &dress, FONT, style)
}

/// The picture on its sheet as an SVG file with a title for who does not see it. Without the font,
/// which would be most of the file.
#[cfg(feature = "ssr")]
pub(crate) fn svg_sheet(seen: &Seen, text: &SheetText, colors: &Colors, title: &str) -> String {
    let title = format!("<title>{}</title>", svg::escaped(title));
    dressed(&on_sheet(seen, text), colors, &title)
}

/// A title as the name of a file.
fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for letter in crate::components::folded(title).chars() {
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    stem.trim_matches('-').to_owned()
}

/// Says that the browser refused, until the next try.
#[derive(Clone, Copy)]
pub(crate) struct ExportState {
    pub(crate) is_busy: RwSignal<bool>,
    pub(crate) has_failed: RwSignal<bool>,
}

impl ExportState {
    pub(crate) fn new() -> Self {
        Self { is_busy: RwSignal::new(false), has_failed: RwSignal::new(false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        assert_eq!(file_stem("Kreis Höxter: Netz (Überblick)"), "kreis-hoexter-netz-ueberblick");
    }
}
