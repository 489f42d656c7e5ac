//! Small images in two colours: all in one call, from one texture.

use std::collections::BTreeMap;

use js_sys::Float32Array;
use wasm_bindgen::JsValue;
use web_sys::{WebGl2RenderingContext as Gl, WebGlBuffer, WebGlTexture, WebGlUniformLocation};

use super::new_texture;
use super::program::Program;
use crate::atlas::Shelves;
use crate::letters::Mask;
use crate::number::{as_f32, as_f64, as_i32};
use crate::overlay::Sprite;
use crate::palette::Rgb;
use crate::screen::Frame;

/// Side of the texture: room for some 500 names on a fine screen.
const SIDE: i32 = 2_048;
/// Numbers per sprite: corner and size on the screen, corner in the texture, two colours.
const N_FIELDS: usize = 12;
const FLOAT_BYTES: usize = 4;

/// Input: device pixels, the origin at the upper left.
const VERTICES: &str = "#version 300 es
layout(location = 0) in vec4 place_px;
layout(location = 1) in vec2 at_px;
layout(location = 2) in vec3 ink;
layout(location = 3) in vec3 seam;
uniform vec2 size_px;
flat out vec3 ink_color;
flat out vec3 seam_color;
out vec2 mask_px;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 point_px = place_px.xy + corner * place_px.zw;
    mask_px = at_px + corner * place_px.zw;
    ink_color = ink;
    seam_color = seam;
    vec2 clip = point_px / size_px * 2.0 - 1.0;
    gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}";

const COLORS: &str = "#version 300 es
precision highp float;
uniform sampler2D masks;
in vec2 mask_px;
flat in vec3 ink_color;
flat in vec3 seam_color;
out vec4 color;
void main() {
    vec2 share = texelFetch(masks, ivec2(mask_px), 0).rg;
    float alpha = max(share.r, share.g);
    color = vec4(mix(seam_color, ink_color, share.g) * alpha, alpha);
}";

pub(super) struct Sprites {
    program: Program,
    size: Option<WebGlUniformLocation>,
    buffer: WebGlBuffer,
    texture: WebGlTexture,
    shelves: Shelves,
    /// Where a mask lies in the texture.
    places: BTreeMap<u64, (i32, i32)>,
    fields: Vec<f32>,
}

impl Sprites {
    pub(super) fn new(gl: &Gl) -> Option<Self> {
        let program = Program::new(gl, VERTICES, COLORS)?;
        let size = program.uniform(gl, "size_px");
        let buffer = gl.create_buffer()?;
        program.bind(gl);
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&buffer));
        let mut first = 0;
        for (location, n_numbers) in [(0, 4), (1, 2), (2, 3), (3, 3)] {
            gl.enable_vertex_attrib_array(location);
            let stride = as_i32(N_FIELDS * FLOAT_BYTES);
            let offset = first * as_i32(FLOAT_BYTES);
            gl.vertex_attrib_pointer_with_i32(
                location,
                n_numbers,
                Gl::FLOAT,
                false,
                stride,
                offset,
            );
            gl.vertex_attrib_divisor(location, 1);
            first += n_numbers;
        }
        let texture = new_texture(gl, Gl::RG8, SIDE, SIDE)?;
        let shelves = Shelves::new(SIDE, SIDE);
        let (places, fields) = (BTreeMap::new(), Vec::new());
        Some(Self { program, size, buffer, texture, shelves, places, fields })
    }

    pub(super) fn draw(&mut self, gl: &Gl, frame: &Frame) -> Result<(), JsValue> {
        if frame.sprites.is_empty() {
            return Ok(());
        }
        gl.bind_texture(Gl::TEXTURE_2D, Some(&self.texture));
        self.fields.clear();
        if !self.fill(gl, frame.sprites)? {
            // Full of what nobody needs any more.
            self.shelves.clear();
            self.places.clear();
            self.fields.clear();
            self.fill(gl, frame.sprites)?;
        }
        self.program.bind(gl);
        gl.enable(Gl::BLEND);
        gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
        let (width, height) = (as_f32(as_f64(frame.width)), as_f32(as_f64(frame.height)));
        gl.uniform2f(self.size.as_ref(), width, height);
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&self.buffer));
        let fields = Float32Array::from(self.fields.as_slice());
        gl.buffer_data_with_array_buffer_view(Gl::ARRAY_BUFFER, &fields, Gl::STREAM_DRAW);
        let n_sprites = as_i32(self.fields.len() / N_FIELDS);
        gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 4, n_sprites);
        Ok(())
    }

    /// False when the texture is full; what has found room is in the fields.
    fn fill(&mut self, gl: &Gl, sprites: &[Sprite]) -> Result<bool, JsValue> {
        for sprite in sprites.iter().filter(|sprite| sprite.mask.width > 0) {
            let Some((x, y)) = self.place(gl, &sprite.mask)? else { return Ok(false) };
            let numbers = [sprite.left, sprite.top, sprite.mask.width, sprite.mask.height, x, y];
            self.fields.extend(numbers.map(|number| as_f32(f64::from(number))));
            for Rgb(red, green, blue) in [sprite.ink, sprite.seam] {
                self.fields.extend([red, green, blue].map(|byte| f32::from(byte) / 255.0));
            }
        }
        Ok(true)
    }

    fn place(&mut self, gl: &Gl, mask: &Mask) -> Result<Option<(i32, i32)>, JsValue> {
        if let Some(place) = self.places.get(&mask.id) {
            return Ok(Some(*place));
        }
        let Some((x, y)) = self.shelves.place(mask.width, mask.height) else { return Ok(None) };
        gl.pixel_storei(Gl::UNPACK_ALIGNMENT, 1);
        gl.tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_opt_u8_array(
            Gl::TEXTURE_2D,
            0,
            x,
            y,
            mask.width,
            mask.height,
            Gl::RG,
            Gl::UNSIGNED_BYTE,
            Some(mask.data.as_flattened()),
        )?;
        self.places.insert(mask.id, (x, y));
        Ok(Some((x, y)))
    }
}
