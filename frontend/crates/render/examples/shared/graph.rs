//! Seeded graphs with communities and hubs, and pictures of them.

use scene::layout::{OverviewOptions, overview};
use scene::picture::{
    AreaMark, Badge, Change, Color, EdgeMark, Emphasis, NodeLabel, NodeMark, Outline, Picture,
    Shape, TitlePlace,
};
use scene::{Bounds, Point};

pub(crate) struct Graph {
    pub(crate) places_world: Vec<Point>,
    pub(crate) edges: Vec<(u32, u32)>,
}

/// Larger graphs are not laid out, but placed by their communities.
const MAX_LAID_OUT: u32 = 200;
/// Nodes of a community, about.
const COMMUNITY: u32 = 60;
/// Colours there are for nodes, and the one of lines.
const N_COLORS: u8 = 8;
const LINE_COLOR: Color = Color::Own(N_COLORS);

/// A small seeded generator (Steele, Lea and Flood 2014, `SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound.max(1))).unwrap_or(0)
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        f64::from(self.below(1 << 24)) / f64::from(1 << 24)
    }
}

impl Graph {
    /// Three lines in four stay within a community, and one end in four is one of its few hubs.
    pub(crate) fn new(n_nodes: u32, n_edges: u32, seed: u64) -> Self {
        let mut random = Random(seed);
        let n_communities = (n_nodes / COMMUNITY).max(2);
        let end = |random: &mut Random, community: u32| {
            let n_members = (n_nodes - community).div_ceil(n_communities);
            let is_hub = random.below(4) == 0;
            let member = random.below(if is_hub { (n_members / 12).max(1) } else { n_members });
            community + member * n_communities
        };
        let edges: Vec<(u32, u32)> = (0..n_edges)
            .map(|_| {
                let community = random.below(n_communities);
                let is_local = random.below(4) > 0;
                let other = if is_local { community } else { random.below(n_communities) };
                (end(&mut random, community), end(&mut random, other))
            })
            .collect();
        let places_world = if n_nodes <= MAX_LAID_OUT {
            let n_nodes = usize::try_from(n_nodes).unwrap_or(0);
            overview(n_nodes, &edges, None, OverviewOptions::default())
        } else {
            placed(&mut random, n_nodes, n_communities)
        };
        Self { places_world, edges }
    }

    pub(crate) fn picture(&self) -> Picture {
        let mut degrees = vec![0_u32; self.places_world.len()];
        for end in self.edges.iter().flat_map(|(from, to)| [*from, *to]) {
            degrees[usize::try_from(end).unwrap_or(0)] += 1;
        }
        let marks = self.places_world.iter().zip(&degrees).zip(0u32..);
        let nodes = marks.map(|((place, degree), node_idx)| node(*place, *degree, node_idx));
        let labels = degrees.iter().zip(0u32..).map(|(degree, node_idx)| NodeLabel {
            node_idx,
            title: name(node_idx),
            brief: None,
            priority: *degree,
        });
        let edges = self.edges.iter().zip(0u32..).map(|((from_idx, to_idx), edge_idx)| EdgeMark {
            width_world: 0.02 + 0.012 * f64::from(edge_idx % 5),
            is_dashed: edge_idx % 9 == 0,
            ..edge(*from_idx, *to_idx)
        });
        Picture {
            areas: Vec::new(),
            edges: edges.collect(),
            nodes: nodes.collect(),
            labels: labels.collect(),
        }
    }
}

/// Communities as clouds around places on a sunflower, hubs in their middle.
fn placed(random: &mut Random, n_nodes: u32, n_communities: u32) -> Vec<Point> {
    (0..n_nodes)
        .map(|node_idx| {
            let (community, member) = (node_idx % n_communities, node_idx / n_communities);
            let center = sunflower(community, 9.0);
            let spread = 0.75 + 0.5 * random.unit();
            center + sunflower(member, 0.62 * spread)
        })
        .collect()
}

fn sunflower(position: u32, spacing: f64) -> Point {
    let position = f64::from(position) + 0.5;
    let (sin, cos) = (position * 2.399_963_2).sin_cos();
    Point::new(cos, sin) * (position.sqrt() * spacing * 0.56)
}

fn name(node_idx: u32) -> String {
    const FIRST: [&str; 8] = [
        "Beratungsstelle",
        "Jugendamt",
        "Sprachkurs",
        "Klinik",
        "Verein",
        "Wohnheim",
        "Schule",
        "Begleitung",
    ];
    const LAST: [&str; 7] = ["Nord", "Süd", "Mitte", "am Markt", "Oberstadt", "Seefeld", "Weiher"];
    let at = usize::try_from(node_idx).unwrap_or(0);
    format!("{} {}", FIRST[at % FIRST.len()], LAST[at / FIRST.len() % LAST.len()])
}

fn node(center_world: Point, degree: u32, node_idx: u32) -> NodeMark {
    let kind = u8::try_from(node_idx % u32::from(N_COLORS)).unwrap_or(0);
    NodeMark {
        center_world,
        radius_world: (0.15 + 0.026 * f64::from(degree).sqrt()).min(0.5),
        shape: Shape::ALL[usize::from(kind) % Shape::ALL.len()],
        color: Color::Own(kind),
        fill_level: None,
        badge: None,
        ring: None,
        is_pinned: false,
        emphasis: Emphasis::Plain,
    }
}

fn edge(from_idx: u32, to_idx: u32) -> EdgeMark {
    EdgeMark {
        from_idx,
        to_idx,
        width_world: 0.04,
        color: LINE_COLOR,
        is_dashed: false,
        has_head: true,
        rank: 0,
        n_bundled: 1,
        strength: 1.0,
        emphasis: Emphasis::Plain,
    }
}

/// What stands out when a node is looked at: it, its neighbours and the lines between.
pub(crate) fn emphasis(picture: &Picture, node_idx: u32) -> (Vec<Emphasis>, Vec<Emphasis>) {
    let position = usize::try_from(node_idx).unwrap_or(usize::MAX);
    if position >= picture.nodes.len() {
        let nodes = vec![Emphasis::Plain; picture.nodes.len()];
        return (nodes, vec![Emphasis::Plain; picture.edges.len()]);
    }
    let mut nodes = vec![Emphasis::Dimmed; picture.nodes.len()];
    let mut edges = vec![Emphasis::Dimmed; picture.edges.len()];
    for (mark, emphasis) in picture.edges.iter().zip(&mut edges) {
        if [mark.from_idx, mark.to_idx].contains(&node_idx) {
            *emphasis = Emphasis::Near;
            for end in [mark.from_idx, mark.to_idx] {
                nodes[usize::try_from(end).unwrap_or(0)] = Emphasis::Near;
            }
        }
    }
    nodes[position] = Emphasis::Focus;
    (nodes, edges)
}

/// Every kind of mark once, on two areas.
pub(crate) fn sampler() -> Picture {
    let places = (0..14).map(|n| Point::new(f64::from(n % 7) * 1.6, f64::from(n / 7) * 2.4));
    let mut nodes: Vec<NodeMark> =
        places.zip(0u32..).map(|(place, node_idx)| node(place, 9 * node_idx, node_idx)).collect();
    nodes[1].fill_level = Some(0.4);
    nodes[2].fill_level = Some(0.9);
    nodes[3].fill_level = Some(1.3);
    nodes[4].badge = Some(Badge::Number(1));
    nodes[5].badge = Some(Badge::Change(Change::Altered));
    nodes[6].ring = Some(Color::Alarm);
    nodes[8].is_pinned = true;
    nodes[9].emphasis = Emphasis::Focus;
    nodes[10].emphasis = Emphasis::Near;
    nodes[11].emphasis = Emphasis::Dimmed;
    let mut edges: Vec<EdgeMark> = (0..13).map(|from_idx| edge(from_idx, from_idx + 1)).collect();
    edges.extend([edge(1, 0), edge(3, 3), edge(0, 7), edge(2, 12)]);
    edges.push(EdgeMark { rank: 1, ..edge(0, 7) });
    edges.push(EdgeMark { rank: 2, width_world: 0.12, ..edge(0, 7) });
    edges.push(EdgeMark { is_dashed: true, ..edge(5, 13) });
    let bundle = EdgeMark { n_bundled: 7, width_world: 0.1, ..edge(9, 13) };
    edges.push(EdgeMark { emphasis: Emphasis::Near, ..bundle });
    edges.push(EdgeMark { emphasis: Emphasis::Focus, color: Color::Accent, ..edge(9, 4) });
    let lane = |top: f64, title: &str| AreaMark {
        outline: Outline::Box(Bounds {
            min: Point::new(-1.0, top),
            max: Point::new(10.6, top + 2.2),
        }),
        title: title.to_owned(),
        brief: None,
        title_world: Point::new(-1.0, top),
        title_place: TitlePlace::Corner,
    };
    let labels = (0u32..14).map(|node_idx| NodeLabel {
        node_idx,
        title: name(node_idx),
        brief: None,
        priority: node_idx,
    });
    Picture {
        areas: vec![lane(-1.1, "Landkreis"), lane(1.3, "Gemeinde")],
        edges,
        nodes,
        labels: labels.collect(),
    }
}
