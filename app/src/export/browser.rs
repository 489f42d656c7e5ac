//! Files from the browser: made here, saved by the reader.

use base64::Engine as _;
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::js_sys::{Array, Function, Promise, Uint8Array};
use leptos::web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, Response, Url,
};
use wasm_bindgen_futures::JsFuture;

/// The font of the page, as the stylesheet names it.
const FONT_FILE: &str = "/fonts/atkinson-hyperlegible-next.woff2";

/// Hands a file to the reader.
pub(super) fn save(name: &str, kind: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    save_blob(name, &blob)
}

fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has begun by then, and keeps what it needs.
    Url::revoke_object_url(&url).ok()
}

/// Draws an SVG file on a canvas and saves that.
pub(super) async fn save_as_png(
    name: &str,
    svg: &str,
    (width, height): (f64, f64),
    factor: u8,
) -> Option<()> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&format!("data:image/svg+xml;base64,{}", base64(svg.as_bytes())));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let factor = f64::from(factor);
    canvas.set_width(pixels(width * factor));
    canvas.set_height(pixels(height * factor));
    let context = canvas.get_context("2d").ok().flatten()?;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    let (width, height) = (width * factor, height * factor);
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        .ok()?;
    let blob = JsFuture::from(Promise::new(&mut |done: Function, failed: Function| {
        if canvas.to_blob(&done).is_err() {
            let _told = failed.call0(&leptos::wasm_bindgen::JsValue::NULL);
        }
    }));
    save_blob(name, blob.await.ok()?.dyn_ref()?)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast saturates; a canvas that is too large is refused"
)]
fn pixels(length: f64) -> u32 {
    length.ceil() as u32
}

/// The font as a part of the file.
pub(super) async fn font_style() -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str(FONT_FILE)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    let font = base64(&Uint8Array::new(&buffer).to_vec());
    Some(format!(
        "<style>@font-face{{font-family:'Atkinson Hyperlegible Next';font-weight:200 800;\
         src:url(data:font/woff2;base64,{font}) format('woff2')}}</style>"
    ))
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
