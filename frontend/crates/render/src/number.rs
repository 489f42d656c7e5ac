//! From coordinates to pixels: the casts, in one place.

/// The whole number below; saturates, and is 0 for what is no number.
#[expect(clippy::cast_possible_truncation, reason = "saturates: far outside is outside")]
pub(crate) fn floor(value: f64) -> i32 {
    value.floor() as i32
}

/// The whole number above; saturates, and is 0 for what is no number.
#[expect(clippy::cast_possible_truncation, reason = "saturates: far outside is outside")]
pub(crate) fn ceil(value: f64) -> i32 {
    value.ceil() as i32
}

/// The position `at`, which is not negative.
#[expect(clippy::cast_sign_loss, reason = "whoever calls has clipped at 0")]
pub(crate) fn idx(at: i32) -> usize {
    debug_assert!(at >= 0, "{at} lies outside");
    at as usize
}

/// A number of pixels as the platform counts them.
pub(crate) fn as_i32(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, reason = "a GPU counts so; pixels are far below 2^24")]
pub(crate) fn as_f32(value: f64) -> f32 {
    value as f32
}

/// A share from 0 to 1 as 0 to 256.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range first"
)]
pub(crate) fn share_256(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 256.0 + 0.5) as u32
}

/// How many device pixels a length has, at least one and at most what canvases can be.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range first"
)]
pub(crate) fn device_px(length_px: f64, pixel_ratio: f64) -> usize {
    (length_px * pixel_ratio).round().clamp(1.0, 16_384.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_does_no_harm() {
        assert_eq!((floor(f64::NAN), ceil(f64::INFINITY)), (0, i32::MAX));
        assert_eq!((share_256(f64::NAN), share_256(2.0), share_256(0.5)), (0, 256, 128));
        assert_eq!((device_px(f64::NAN, 1.0), device_px(100.0, 1.5)), (0, 150));
    }
}
