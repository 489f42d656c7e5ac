//! A canvas with WebGL2: shifts and scales what is painted, and writes names over it.
//!
//! One program draws both kinds of rectangles: images, and masks in two colours.

mod program;
mod sprites;

use std::collections::BTreeMap;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    HtmlCanvasElement, WebGl2RenderingContext as Gl, WebGlContextAttributes, WebGlPowerPreference,
    WebGlTexture, WebGlUniformLocation,
};

use super::{Frame, Slot};
use crate::number::{as_f32, as_f64, as_i32};
use crate::overlay::Place;
use crate::palette::Rgb;
use crate::raster::Pixels;
use program::Program;
use sprites::Sprites;

pub(crate) struct WebGl {
    gl: Gl,
    program: Program,
    place: Option<WebGlUniformLocation>,
    images: BTreeMap<Slot, Image>,
    sprites: Sprites,
}

/// How fast it has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speed {
    /// Not emulated.
    OfAGpu,
    Any,
}

struct Image {
    texture: WebGlTexture,
    width: i32,
    height: i32,
}

/// Draws one image; input: the place in clip space, as lower left corner and size.
const IMAGE_VERTICES: &str = "#version 300 es
uniform vec4 place_clip;
out vec2 at_texture;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    at_texture = vec2(corner.x, 1.0 - corner.y);
    gl_Position = vec4(place_clip.xy + corner * place_clip.zw, 0.0, 1.0);
}";

const IMAGE_COLORS: &str = "#version 300 es
precision highp float;
uniform sampler2D image;
in vec2 at_texture;
out vec4 color;
void main() {
    color = texture(image, at_texture);
}";

/// In what names itself when a processor does the work of a GPU.
const EMULATORS: [&str; 5] = ["swiftshader", "llvmpipe", "softpipe", "basic render", "software"];
/// `UNMASKED_RENDERER_WEBGL`, which the bindings leave out.
const UNMASKED_RENDERER: u32 = 0x9246;

/// Whether WebGL2 is there, and a GPU's; asked of a canvas that nobody sees, since one that has
/// given a context gives no other.
pub(super) fn has_gpu() -> bool {
    let context = || {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        context_of(&canvas, Speed::OfAGpu)
    };
    let Some(gl) = context() else { return false };
    // Browsers that do not tell it so name the GPU here in general terms.
    let is_told = gl.get_extension("WEBGL_debug_renderer_info").is_ok_and(|told| told.is_some());
    let parameter = if is_told { UNMASKED_RENDERER } else { Gl::RENDERER };
    let renderer = gl.get_parameter(parameter).ok().and_then(|name| name.as_string());
    let renderer = renderer.unwrap_or_default().to_lowercase();
    !EMULATORS.iter().any(|emulator| renderer.contains(emulator))
}

fn context_of(canvas: &HtmlCanvasElement, speed: Speed) -> Option<Gl> {
    let wish = WebGlContextAttributes::new();
    wish.set_fail_if_major_performance_caveat(speed == Speed::OfAGpu);
    // Edges are soft when they come here; blending with the page costs a pass.
    wish.set_alpha(false);
    wish.set_antialias(false);
    wish.set_depth(false);
    wish.set_stencil(false);
    wish.set_preserve_drawing_buffer(false);
    wish.set_power_preference(WebGlPowerPreference::LowPower);
    canvas.get_context_with_context_options("webgl2", &wish).ok()??.dyn_into().ok()
}

impl WebGl {
    /// Nothing where there is no WebGL2, or none as fast.
    pub(crate) fn new(canvas: &HtmlCanvasElement, speed: Speed) -> Option<Self> {
        let gl = context_of(canvas, speed)?;
        let program = Program::new(&gl, IMAGE_VERTICES, IMAGE_COLORS)?;
        let place = program.uniform(&gl, "place_clip");
        let sprites = Sprites::new(&gl)?;
        Some(Self { gl, program, place, images: BTreeMap::new(), sprites })
    }

    pub(crate) fn upload(&mut self, slot: Slot, pixels: &Pixels) -> Result<(), JsValue> {
        let gl = &self.gl;
        let (width, height) = (pixels.width(), pixels.height());
        let is_kept = self
            .images
            .get(&slot)
            .is_some_and(|image| (image.width, image.height) == (width, height));
        if !is_kept {
            if let Some(old) = self.images.remove(&slot) {
                gl.delete_texture(Some(&old.texture));
            }
            let texture = new_texture(gl, Gl::RGBA8, width, height).ok_or("no texture")?;
            self.images.insert(slot, Image { texture, width, height });
        }
        let image = self.images.get(&slot).ok_or("no texture")?;
        gl.bind_texture(Gl::TEXTURE_2D, Some(&image.texture));
        gl.tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_opt_u8_array(
            Gl::TEXTURE_2D,
            0,
            0,
            0,
            width,
            height,
            Gl::RGBA,
            Gl::UNSIGNED_BYTE,
            Some(pixels.bytes()),
        )
    }

    pub(crate) fn show(&mut self, frame: &Frame) -> Result<(), JsValue> {
        let gl = &self.gl;
        let (width, height) = (as_f64(frame.width), as_f64(frame.height));
        gl.viewport(0, 0, as_i32(frame.width), as_i32(frame.height));
        gl.disable(Gl::BLEND);
        if !frame.images.iter().any(|(_, place)| place.covers(width, height)) {
            let Rgb(red, green, blue) = frame.surface;
            let share = |byte: u8| f32::from(byte) / 255.0;
            gl.clear_color(share(red), share(green), share(blue), 1.0);
            gl.clear(Gl::COLOR_BUFFER_BIT);
        }
        self.program.bind(gl);
        for (slot, place) in frame.images {
            if let Some(image) = self.images.get(slot) {
                self.draw(image, *place, width, height);
            }
        }
        self.sprites.draw(&self.gl, frame)
    }

    /// `place` and the size of the canvas are in device pixels.
    fn draw(&self, image: &Image, place: Place, width: f64, height: f64) {
        let gl = &self.gl;
        gl.bind_texture(Gl::TEXTURE_2D, Some(&image.texture));
        let is_scaled = (place.width - f64::from(image.width)).abs() > 1e-3;
        let is_between = (place.left - place.left.round()).abs() > 1e-3
            || (place.top - place.top.round()).abs() > 1e-3;
        let filter = if is_scaled || is_between { Gl::LINEAR } else { Gl::NEAREST };
        set_filter(gl, filter);
        gl.uniform4f(
            self.place.as_ref(),
            as_f32(place.left / width * 2.0 - 1.0),
            as_f32(1.0 - (place.top + place.height) / height * 2.0),
            as_f32(place.width / width * 2.0),
            as_f32(place.height / height * 2.0),
        );
        gl.draw_arrays(Gl::TRIANGLE_STRIP, 0, 4);
    }
}

#[expect(clippy::cast_possible_wrap, reason = "GL's constants are small, its parameters signed")]
fn set_filter(gl: &Gl, filter: u32) {
    for parameter in [Gl::TEXTURE_MIN_FILTER, Gl::TEXTURE_MAG_FILTER] {
        gl.tex_parameteri(Gl::TEXTURE_2D, parameter, filter as i32);
    }
}

#[expect(clippy::cast_possible_wrap, reason = "GL's constants are small, its parameters signed")]
fn new_texture(gl: &Gl, format: u32, width: i32, height: i32) -> Option<WebGlTexture> {
    let texture = gl.create_texture()?;
    gl.bind_texture(Gl::TEXTURE_2D, Some(&texture));
    gl.tex_storage_2d(Gl::TEXTURE_2D, 1, format, width, height);
    set_filter(gl, Gl::NEAREST);
    for parameter in [Gl::TEXTURE_WRAP_S, Gl::TEXTURE_WRAP_T] {
        gl.tex_parameteri(Gl::TEXTURE_2D, parameter, Gl::CLAMP_TO_EDGE as i32);
    }
    Some(texture)
}
