//! What lies under the pointer.

/// A node or a line of the picture, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    Node(usize),
    Line(usize),
}

impl From<scene::pick::Picked> for Picked {
    fn from(picked: scene::pick::Picked) -> Self {
        let wide = |idx: u32| usize::try_from(idx).unwrap_or(usize::MAX);
        match picked {
            scene::pick::Picked::Node(idx) => Self::Node(wide(idx)),
            scene::pick::Picked::Edge(idx) => Self::Line(wide(idx)),
        }
    }
}
