//! A program of the GPU, with where its vertices come from.

use web_sys::{
    WebGl2RenderingContext as Gl, WebGlProgram, WebGlShader, WebGlUniformLocation,
    WebGlVertexArrayObject,
};

pub(super) struct Program {
    program: WebGlProgram,
    vertices: WebGlVertexArrayObject,
}

impl Program {
    /// Nothing when it does not compile, as after the loss of the context.
    pub(super) fn new(gl: &Gl, vertices: &str, colors: &str) -> Option<Self> {
        let program = gl.create_program()?;
        for (kind, source) in [(Gl::VERTEX_SHADER, vertices), (Gl::FRAGMENT_SHADER, colors)] {
            gl.attach_shader(&program, &shader(gl, kind, source)?);
        }
        gl.link_program(&program);
        let is_linked = gl.get_program_parameter(&program, Gl::LINK_STATUS).is_truthy();
        let vertices = gl.create_vertex_array()?;
        is_linked.then_some(Self { program, vertices })
    }

    pub(super) fn uniform(&self, gl: &Gl, name: &str) -> Option<WebGlUniformLocation> {
        gl.get_uniform_location(&self.program, name)
    }

    /// Is the one that draws from now on.
    pub(super) fn bind(&self, gl: &Gl) {
        gl.use_program(Some(&self.program));
        gl.bind_vertex_array(Some(&self.vertices));
    }
}

fn shader(gl: &Gl, kind: u32, source: &str) -> Option<WebGlShader> {
    let shader = gl.create_shader(kind)?;
    gl.shader_source(&shader, source);
    gl.compile_shader(&shader);
    gl.get_shader_parameter(&shader, Gl::COMPILE_STATUS).is_truthy().then_some(shader)
}
