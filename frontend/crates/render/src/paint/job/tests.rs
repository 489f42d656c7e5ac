use scene::picture::{Color, EdgeMark, NodeMark, Picture, Shape};
use scene::{Camera, Point, Viewport};

use super::*;
use crate::letters::NoLetters;
use crate::paint::Tools;
use crate::palette::{Palette, Rgb};
use crate::raster::Pixels;

const VIEW: View = View {
    camera: Camera { center_world: Point::ORIGIN, scale_screen_per_world: 40.0 },
    viewport: Viewport { width_px: 400.0, height_px: 300.0 },
    pixel_ratio: 1.0,
};

fn node(x: f64, y: f64, shape: Shape) -> NodeMark {
    NodeMark {
        center_world: Point::new(x, y),
        radius_world: 0.3,
        shape,
        color: Color::Own(0),
        fill_level: None,
        badge: None,
        ring: None,
        is_pinned: false,
        emphasis: Emphasis::Plain,
    }
}

fn edge(from_idx: u32, to_idx: u32, width_world: f64) -> EdgeMark {
    EdgeMark {
        from_idx,
        to_idx,
        width_world,
        color: Color::Ink,
        is_dashed: false,
        has_head: true,
        rank: 0,
        n_bundled: 1,
        strength: 1.0,
        emphasis: Emphasis::Plain,
    }
}

fn picture() -> Picture {
    let nodes: Vec<NodeMark> = (0..90)
        .map(|n| {
            let shape = Shape::ALL[usize::try_from(n).unwrap() % 7];
            node(f64::from(n % 10) - 4.5, f64::from(n / 10) - 4.0, shape)
        })
        .collect();
    let edges = (0..200u32).map(|n| edge(n % 90, (n * 7 + 3) % 90, 0.03)).collect();
    Picture { nodes, edges, ..Picture::default() }
}

fn palette() -> Palette {
    Palette { own: vec![Rgb(200, 0, 0)], ..Palette::default() }
}

/// Paints with a clock that is over after every so-and-so-many-th look.
fn painted(picture: &Picture, extent: Extent, looks: usize) -> (Pixels, usize) {
    let mut pixels = Pixels::default();
    let mut job = Job::new(VIEW, extent);
    let (palette, mut tools) = (palette(), Tools::default());
    let mut n_slices = 0;
    loop {
        n_slices += 1;
        let mut painter = Painter {
            picture,
            palette: &palette,
            view: VIEW,
            pixels: &mut pixels,
            tools: &mut tools,
            letters: &mut NoLetters,
        };
        let mut left = looks;
        let is_done = job.advance(&mut painter, &mut || {
            left -= 1;
            left == 0
        });
        if is_done {
            return (pixels, n_slices);
        }
    }
}

#[test]
fn slices_give_the_same_picture_as_one_go() {
    let (whole, one) = painted(&picture(), Extent::All, 1_000);
    let (sliced, many) = painted(&picture(), Extent::All, 1);
    assert!(one == 1 && many > 8);
    assert_eq!(whole, sliced);
}

#[test]
fn nodes_lie_in_front_of_lines_and_show_their_colour() {
    let nodes = vec![node(0.0, 0.0, Shape::Circle), node(2.0, 0.0, Shape::Square)];
    let picture = Picture { nodes, edges: vec![edge(0, 1, 0.1)], ..Picture::default() };
    let (pixels, _) = painted(&picture, Extent::All, 1_000);
    assert_eq!(pixels.at(200, 150), Rgb(200, 0, 0));
    assert_eq!(pixels.at(280, 150), Rgb(200, 0, 0));
    let middle = (130..150).map(|y| pixels.at(240, y)).find(|pixel| *pixel != Rgb(255, 255, 255));
    assert!(middle.is_some(), "no line between them");
    assert_eq!(pixels.at(100, 50), Rgb(255, 255, 255));
}

#[test]
fn what_is_hidden_is_not_painted() {
    let mut picture = picture();
    for node in &mut picture.nodes {
        node.emphasis = Emphasis::Hidden;
    }
    let (pixels, _) = painted(&picture, Extent::All, 1_000);
    assert!(pixels.ink_px().abs() < 1e-9);
}

#[test]
fn a_draft_has_the_widest_lines() {
    let mut picture = picture();
    picture.edges[17].width_world = 0.2;
    picture.edges[18].emphasis = Emphasis::Near;
    let extent = Extent::widest(&picture, 21);
    let n_drawn = (0..)
        .zip(&picture.edges)
        .filter(|(edge_idx, edge)| extent.includes(*edge_idx, edge))
        .count();
    assert!((18..=23).contains(&n_drawn), "{n_drawn}");
    assert!(extent.includes(17, &picture.edges[17]) && extent.includes(18, &picture.edges[18]));
    assert_eq!(Extent::widest(&picture, 200), Extent::All);
    assert!(Extent::widest(&picture, 0).includes(17, &picture.edges[17]));
}
