//! Points and boxes, in whichever space their name says.

use std::ops::{Add, Mul, Sub};

use serde::{Deserialize, Serialize};

/// A point or a difference of points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub const ORIGIN: Self = Self { x: 0.0, y: 0.0 };

    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    pub fn distance(self, other: Self) -> f64 {
        (self - other).length()
    }

    /// A quarter turn clockwise as seen (y grows downwards).
    #[must_use]
    pub fn perpendicular(self) -> Self {
        Self { x: -self.y, y: self.x }
    }

    /// The same direction with length 1; `None` when there is no direction.
    pub fn direction(self) -> Option<Self> {
        let length = self.length();
        (length > 0.0 && length.is_finite()).then(|| self * (1.0 / length))
    }

    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }
}

/// A box with `min <= max` in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    pub min: Point,
    pub max: Point,
}

impl Bounds {
    /// The smallest box around all finite points; `None` when there is none.
    pub fn of(points: &[Point]) -> Option<Self> {
        let mut finite = points.iter().filter(|point| point.is_finite());
        let first = *finite.next()?;
        Some(finite.fold(Self { min: first, max: first }, |bounds, point| bounds.with(*point)))
    }

    /// A box of this size around its centre.
    pub fn around(centre: Point, width: f64, height: f64) -> Self {
        let half = Point::new(width / 2.0, height / 2.0);
        Self { min: centre - half, max: centre + half }
    }

    #[must_use]
    pub fn with(self, point: Point) -> Self {
        Self {
            min: Point::new(self.min.x.min(point.x), self.min.y.min(point.y)),
            max: Point::new(self.max.x.max(point.x), self.max.y.max(point.y)),
        }
    }

    /// Moved outwards on all sides.
    #[must_use]
    pub fn grown(self, margin: f64) -> Self {
        let margin = Point::new(margin, margin);
        Self { min: self.min - margin, max: self.max + margin }
    }

    pub fn width(self) -> f64 {
        self.max.x - self.min.x
    }

    pub fn height(self) -> f64 {
        self.max.y - self.min.y
    }

    pub fn centre(self) -> Point {
        (self.min + self.max) * 0.5
    }

    pub fn contains(self, point: Point) -> bool {
        self.min.x <= point.x
            && point.x <= self.max.x
            && self.min.y <= point.y
            && point.y <= self.max.y
    }

    /// Whether the boxes share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of nodes are far below 2^53")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}
