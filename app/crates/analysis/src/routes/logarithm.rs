//! Logarithms of shares as integers, so that multiplying shares is adding costs.

/// What never succeeds: more than a thousand other shares together, so that ways are compared by
/// how often they fail for certain before anything else. Two hundred of these still add up.
const NEVER: u64 = 1 << 56;
/// Binary digits after the point of a logarithm.
const LOG_DIGITS: u32 = 40;
/// The binary logarithms of 1 to 1000 (at 0 stands 0, unused).
const LOGS: [u64; 1001] = logs();

/// The negative binary logarithm of a share in thousandths, in units of 2^-40.
///
/// Adding these is multiplying shares; the base of the logarithm changes no comparison. No share
/// at all is [`NEVER`].
/// The logarithm of a number is the sum over its prime factors, each cut to 40 digits. So equal
/// products of shares have equal sums, whatever their factors: ties are exact. Different products
/// keep their order as long as they differ by more than 10^-10 per factor.
pub(super) fn neg_log(permille: u16) -> u64 {
    match LOGS.get(usize::from(permille)) {
        Some(log) if permille > 0 => LOGS[1000] - log,
        _ => NEVER,
    }
}

const fn logs() -> [u64; 1001] {
    let mut logs = [0; 1001];
    let mut number = 2;
    while number <= 1000 {
        let factor = smallest_factor(number);
        logs[number] = if factor == number {
            binary_log(number as u128)
        } else {
            logs[factor] + logs[number / factor]
        };
        number += 1;
    }
    logs
}

const fn smallest_factor(number: usize) -> usize {
    let mut factor = 2;
    while factor * factor <= number {
        if number.is_multiple_of(factor) {
            return factor;
        }
        factor += 1;
    }
    number
}

/// Digit by digit: squaring the mantissa doubles its logarithm, and where it passes two, the next
/// digit is one. The mantissa has 63 binary places, so its square fits, and the error of forty
/// squarings stays below the last digit.
const fn binary_log(number: u128) -> u64 {
    let whole = number.ilog2();
    let mut mantissa = number << (63 - whole);
    let mut log = whole as u64;
    let mut digit = 0;
    while digit < LOG_DIGITS {
        mantissa = (mantissa * mantissa) >> 63;
        log <<= 1;
        if mantissa >= 1 << 64 {
            mantissa >>= 1;
            log |= 1;
        }
        digit += 1;
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2^40 times the logarithm, cut, computed elsewhere with fifty digits.
    #[test]
    fn logarithms_of_primes_are_right_to_the_last_digit() {
        for (number, log) in [
            (2, 1_099_511_627_776),
            (3, 1_742_684_699_131),
            (5, 2_552_986_939_188),
            (7, 3_086_719_380_096),
            (499, 9_854_808_376_415),
            (997, 10_952_729_768_496),
        ] {
            assert_eq!(LOGS[number], log, "{number}");
        }
    }

    #[test]
    fn logarithm_grows_and_everything_else_follows() {
        assert_eq!((LOGS[1], neg_log(1000)), (0, 0));
        assert!((1..=1000).all(|number| number == 1 || LOGS[number - 1] < LOGS[number]));
        assert!((1..=1000).all(|permille| neg_log(permille) < neg_log(permille - 1)));
        assert_eq!((neg_log(500), neg_log(125)), (1 << LOG_DIGITS, 3 << LOG_DIGITS));
    }

    #[test]
    fn equal_products_are_exact_ties() {
        for (a, b, c, d) in [(500, 400, 200, 1000), (900, 350, 630, 500), (12, 250, 3, 1000)] {
            assert_eq!(neg_log(a) + neg_log(b), neg_log(c) + neg_log(d));
        }
    }

    #[test]
    fn what_never_succeeds_is_worse_than_any_way() {
        assert!(neg_log(0) > 3 * 1000 * neg_log(1) && neg_log(0).checked_mul(200).is_some());
    }
}
