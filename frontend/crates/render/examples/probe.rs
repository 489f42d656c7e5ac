//! The renderer as a WebAssembly module of its own: `cargo xtask bench render` measures it beside
//! others, on the same graphs and camera paths.

#[path = "shared/graph.rs"]
mod graph;

use graph::Graph;
use render::{Backend, Detail, Palette, Progress, Renderer, Rgb, Wish, draw_on};
use scene::pick::Picked;
use scene::picture::{Picture, Token};
use scene::{Camera, Point, Viewport};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

const PADDING_PX: f64 = 24.0;
const PICK_TOLERANCE_PX: f64 = 4.0;

/// A graph with places, for whoever draws it.
#[wasm_bindgen]
pub struct Network(Graph);

#[wasm_bindgen]
impl Network {
    #[wasm_bindgen(constructor)]
    pub fn new(n_nodes: u32, n_edges: u32, seed: u32) -> Self {
        Self(Graph::new(n_nodes, n_edges, seed.into()))
    }

    /// x and y of each node, in world units.
    pub fn places(&self) -> Vec<f64> {
        self.0.places_world.iter().flat_map(|place| [place.x, place.y]).collect()
    }

    /// Radius of each node, in world units.
    pub fn radii(&self) -> Vec<f64> {
        self.0.picture().nodes.iter().map(|node| node.radius_world).collect()
    }

    /// Start and end of each line.
    pub fn ends(&self) -> Vec<u32> {
        self.0.edges.iter().flat_map(|(from, to)| [*from, *to]).collect()
    }
}

/// A renderer at work.
#[wasm_bindgen]
pub struct Stage {
    renderer: Renderer,
    viewport: Viewport,
    pixel_ratio: f64,
    camera: Camera,
}

#[wasm_bindgen]
impl Stage {
    /// # Errors   when the canvas gives no context.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: &HtmlCanvasElement, wish: &str) -> Result<Stage, JsValue> {
        let wish = match wish {
            "WebGL2" => Wish::WebGl2,
            "Canvas2D" => Wish::Canvas2d,
            _ => Wish::Best,
        };
        let renderer = Renderer::new(canvas, wish).map_err(|error| error.to_string())?;
        let viewport = Viewport { width_px: 1280.0, height_px: 800.0 };
        Ok(Self { renderer, viewport, pixel_ratio: 1.0, camera: Camera::default() })
    }

    pub fn backend(&self) -> String {
        let name = match self.renderer.backend() {
            Backend::WebGl2 => "WebGL2",
            Backend::Canvas2d => "Canvas2D",
        };
        name.to_owned()
    }

    pub fn resize(&mut self, width_px: f64, height_px: f64, pixel_ratio: f64) {
        self.viewport = Viewport { width_px, height_px };
        self.pixel_ratio = pixel_ratio;
    }

    pub fn set_dark(&mut self, is_dark: bool) {
        self.renderer.set_palette(palette(is_dark));
    }

    pub fn load(&mut self, network: &Network) {
        self.show(network.0.picture());
    }

    /// A few marks of each kind, with areas.
    pub fn load_sampler(&mut self) {
        self.show(graph::sampler());
    }

    /// Sees everything.
    pub fn fit(&mut self) {
        let bounds_world = self.renderer.picture().bounds_world();
        self.look(Camera::fit(bounds_world, self.viewport, PADDING_PX));
    }

    /// Moved from the camera that sees everything, in pixels, and closer by a factor.
    pub fn fly(&mut self, x_px: f64, y_px: f64, factor: f64) {
        let middle = self.viewport.centre_screen();
        let camera = self.camera.zoom_at(middle, factor, self.viewport).pan(Point::new(x_px, y_px));
        self.renderer.set_view(camera, self.viewport, self.pixel_ratio);
    }

    /// True when all stands on the canvas.
    pub fn draw(&mut self, is_moving: bool) -> bool {
        let detail = if is_moving { Detail::Moving } else { Detail::Complete };
        self.renderer.draw(detail) == Progress::Done
    }

    /// What lies at a place, as `n7` or `e7`.
    pub fn pick(&self, x_px: f64, y_px: f64) -> String {
        match self.renderer.pick(Point::new(x_px, y_px), PICK_TOLERANCE_PX) {
            Some(Picked::Node(node_idx)) => format!("n{node_idx}"),
            Some(Picked::Edge(edge_idx)) => format!("e{edge_idx}"),
            None => String::new(),
        }
    }

    /// Looks at a node and its neighbours; at nothing in particular for one that is not there.
    pub fn select(&mut self, node_idx: u32) {
        let (nodes, edges) = graph::emphasis(self.renderer.picture(), node_idx);
        self.renderer.set_emphasis(&nodes, &edges);
    }

    /// Moves all nodes to and fro.
    pub fn sway(&mut self, by_world: f64) {
        let nodes = &self.renderer.picture().nodes;
        let places: Vec<Point> =
            nodes.iter().map(|node| node.center_world + Point::new(by_world, 0.0)).collect();
        self.renderer.set_places(&places);
    }

    /// So many tokens, all at the same share of their lines.
    pub fn send_tokens(&mut self, n_tokens: u32, progress: f32) {
        let edges = &self.renderer.picture().edges;
        let tokens: Vec<Token> = (0..n_tokens)
            .zip(edges)
            .map(|(edge_idx, edge)| Token { edge_idx, progress, color: edge.color })
            .collect();
        self.renderer.set_tokens(&tokens);
    }

    pub fn lose(&mut self) {
        self.renderer.on_context_lost();
    }

    pub fn restore(&mut self) {
        self.renderer.on_context_restored();
    }

    /// Draws the picture once, as for a file, with what the camera of [`Stage::fit`] sees.
    ///
    /// # Errors   when there is no memory for it.
    pub fn export(&self, context: &CanvasRenderingContext2d, is_dark: bool) -> Result<(), JsValue> {
        let palette = palette(is_dark);
        let picture = self.renderer.picture();
        draw_on(context, picture, self.camera, self.viewport, self.pixel_ratio, &palette)
    }
}

impl Stage {
    fn show(&mut self, picture: Picture) {
        self.renderer.set_picture(picture);
        self.fit();
    }

    fn look(&mut self, camera: Camera) {
        self.camera = camera;
        self.renderer.set_view(camera, self.viewport, self.pixel_ratio);
    }
}

/// The colours of the pages.
fn palette(is_dark: bool) -> Palette {
    let hex = |light: u32, dark: u32| {
        let [_, red, green, blue] = if is_dark { dark } else { light }.to_be_bytes();
        Rgb(red, green, blue)
    };
    let own = [
        (0x0000_69a8, 0x005f_b4ee),
        (0x00c9_4f00, 0x00ff_8f4d),
        (0x0000_805c, 0x0035_c79c),
        (0x00b8_568f, 0x00ea_9fcb),
        (0x00d9_9400, 0x00f2_bd4b),
        (0x0069_707a, 0x00a8_b0bb),
        (0x006f_3f9e, 0x00bb_92e6),
        (0x006f_7d12, 0x00b9_c54a),
        (0x0041_586a, 0x009d_b4c6),
    ];
    Palette {
        surface: hex(0x00ff_ffff, 0x001c_2024),
        ink: hex(0x001b_2023, 0x00ec_eeef),
        ink_muted: hex(0x0054_5c60, 0x00a9_b1b8),
        accent: hex(0x000b_5563, 0x007f_d0e0),
        alarm: hex(0x00a3_122b, 0x00ff_9a9f),
        area_fill: hex(0x00f1_f2ee, 0x0010_1316),
        area_line: hex(0x00d9_dcd5, 0x0034_3a40),
        own: own.map(|(light, dark)| hex(light, dark)).to_vec(),
        font_family: "\"Atkinson Hyperlegible Next\", system-ui, sans-serif".to_owned(),
    }
}
