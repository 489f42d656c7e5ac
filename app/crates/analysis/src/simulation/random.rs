//! Random numbers from a seed, the same on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 (never) to 1 (possibly), in steps of 2^-53.
    #[expect(clippy::cast_precision_loss, reason = "at most 2^53, so exact")]
    pub(super) fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        ((self.next() >> 11) + 1) as f64 * STEP
    }

    /// Exponentially distributed with mean 1, by inversion.
    pub(super) fn exponential(&mut self) -> f64 {
        -ln(self.unit())
    }
}

/// The natural logarithm of a normal positive number, to about 2 units in the last place.
///
/// With x = m 2^e and m from √½ to √2: ln x = e ln 2 + 2 artanh((m-1)/(m+1)), whose series falls
/// by more than 33 per term. Only + - * /, which IEEE 754 defines to the last bit.
fn ln(x: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    const EXPONENT_OF_ONE: u64 = 1023;
    const TERMS: u32 = 12;
    let bits = x.to_bits();
    let exponent = i32::try_from((bits >> 52) & 0x7FF).unwrap_or(0) - 1023;
    let mantissa = f64::from_bits((bits & MANTISSA) | (EXPONENT_OF_ONE << 52));
    let (mantissa, exponent) = if mantissa > std::f64::consts::SQRT_2 {
        (mantissa / 2.0, exponent + 1)
    } else {
        (mantissa, exponent)
    };
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series =
        (0..TERMS).rev().fold(0.0, |sum, term| sum * square + 1.0 / f64::from(2 * term + 1));
    f64::from(exponent) * std::f64::consts::LN_2 + 2.0 * ratio * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithm_is_that_of_the_library() {
        let mut random = Random::new(3);
        for _ in 0..100_000 {
            let x = random.unit();
            assert!((ln(x) - x.ln()).abs() <= 1e-15 * x.ln().abs().max(0.1), "{x}");
        }
        assert!(ln(1.0).abs() < f64::EPSILON);
        let smallest = 1.0 / 9_007_199_254_740_992.0;
        assert!((ln(smallest) - smallest.ln()).abs() < 1e-14);
    }

    #[test]
    fn first_numbers_are_those_of_the_published_code() {
        let mut random = Random::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn exponential_has_mean_and_variance_one() {
        let mut random = Random::new(11);
        let draws: Vec<f64> = (0..200_000).map(|_| random.exponential()).collect();
        let mean = draws.iter().sum::<f64>() / 200_000.0;
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 200_000.0;
        assert!((mean - 1.0).abs() < 0.01 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
        assert!(draws.iter().all(|draw| *draw >= 0.0));
    }
}
