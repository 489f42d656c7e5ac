//! Where the points of a scatter chart lie.

/// A value on each axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) x: u32,
    pub(crate) y: u32,
}

/// A point on the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    /// In percent of the width.
    pub(crate) x: f64,
    /// In pixels from the top.
    pub(crate) y: f64,
    /// How far above the dot its number stands, in pixels, so that numbers do not cover each
    /// other.
    pub(crate) lift: f64,
}

/// From the smallest to the largest mark of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    pub(crate) min: u32,
    pub(crate) max: u32,
    step: u32,
}

/// Marks are multiples of these.
const STEPS: [u32; 12] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const MAX_STEPS: u32 = 5;

impl Scale {
    /// The shortest scale with round marks that holds all values and has some length.
    pub(crate) fn around(values: impl Iterator<Item = u32> + Clone) -> Self {
        let low = values.clone().min().unwrap_or(0).min(u32::MAX - 1);
        let high = values.max().unwrap_or(0).max(low.saturating_add(1));
        let fits = |step: &u32| (high.div_ceil(*step) - low / *step) <= MAX_STEPS;
        let step = STEPS.into_iter().find(fits).unwrap_or(high - low);
        let max = high.div_ceil(step).saturating_mul(step);
        Self { min: low / step * step, max, step }
    }

    pub(crate) fn marks(self) -> impl Iterator<Item = u32> {
        (0..=(self.max - self.min) / self.step).map(move |n| self.min + n * self.step)
    }

    /// 0 at the smallest mark, 1 at the largest.
    pub(crate) fn share(self, value: u32) -> f64 {
        let length = f64::from(self.max - self.min);
        f64::from(value.saturating_sub(self.min)) / length
    }
}

/// The drawing area: percent of the width, pixels of the height.
#[derive(Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Area {
    pub(crate) fn x(self, share: f64) -> f64 {
        self.left + share * (self.right - self.left)
    }

    pub(crate) fn y(self, share: f64) -> f64 {
        self.bottom - share * (self.bottom - self.top)
    }
}

/// Numbers nearer than this cover each other: percent of a narrow chart, pixels.
const NEAR_X: f64 = 9.0;
const NEAR_Y: f64 = 26.0;

/// Places points; a number that would cover an earlier one is lifted above it. O(n²).
pub(crate) fn dots(values: &[Value], scale: (Scale, Scale), area: Area) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::with_capacity(values.len());
    for value in values {
        let (x, y) = (area.x(scale.0.share(value.x)), area.y(scale.1.share(value.y)));
        let covers = |lift: f64| {
            dots.iter().any(|other| {
                (other.x - x).abs() < NEAR_X && ((other.y - other.lift) - (y - lift)).abs() < NEAR_Y
            })
        };
        let lifts = (0..8).map(|n| f64::from(n) * NEAR_Y);
        let lift = lifts.into_iter().find(|lift| !covers(*lift)).unwrap_or(0.0);
        dots.push(Dot { x, y, lift });
    }
    dots
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { left: 10.0, right: 90.0, top: 0.0, bottom: 200.0 };

    #[test]
    fn marks_are_round_and_hold_all_values() {
        let scale = Scale::around([43, 81].into_iter());
        assert_eq!((scale.min, scale.max), (40, 90));
        assert_eq!(scale.marks().collect::<Vec<_>>(), [40, 50, 60, 70, 80, 90]);
    }

    #[test]
    fn one_value_or_none_still_has_a_scale() {
        let one = Scale::around([7].into_iter());
        assert!(one.max > one.min && one.share(7) >= 0.0);
        assert!(Scale::around(std::iter::empty()).max > 0);
        assert!(Scale::around([u32::MAX].into_iter()).share(u32::MAX).is_finite());
    }

    #[test]
    fn numbers_do_not_cover_each_other() {
        let scale = (Scale::around([0, 10].into_iter()), Scale::around([0, 10].into_iter()));
        let value = Value { x: 5, y: 5 };
        let placed = dots(&[value, value, Value { x: 10, y: 0 }], scale, AREA);
        assert_eq!((placed[0].x, placed[0].y, placed[0].lift), (50.0, 100.0, 0.0));
        assert!((placed[1].lift - NEAR_Y).abs() < 1e-9);
        assert_eq!((placed[2].x, placed[2].y, placed[2].lift), (90.0, 200.0, 0.0));
    }
}
