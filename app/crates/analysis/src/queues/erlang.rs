//! Erlang's formulas (Erlang 1917) for a queue with c servers, Poisson arrivals and exponential
//! service times (M/M/c). Only + - * /, so native and WASM agree to the last bit.

/// More servers than this are computed as this many, faster by so much that the rate stays.
/// Fewer and faster servers never shorten the wait of M/M/c, so the result errs upwards.
pub(crate) const MAX_SERVERS: u32 = 100_000;

/// The probability that somebody who arrives has to wait (Erlang C).
///
/// `load` is offered load: arrivals / rate of one server. Below `servers`, or the answer is 1.
/// The probability of blocking B (Erlang B) has 1/B = sum over k of c! / ((c-k)! load^k): only
/// positive terms, so nothing cancels, and they fall from k = c - load on. From B follows
/// C = B / (1 - load/c (1 - B)).
///
/// # Complexity O(√servers) where it is near 1, O(servers) at worst.
pub(crate) fn probability_of_waiting(servers: u32, load: f64) -> f64 {
    let count = f64::from(servers.min(MAX_SERVERS));
    if load <= 0.0 || servers == 0 {
        return 0.0;
    }
    if load >= count {
        return 1.0;
    }
    let blocked = 1.0 / inverse_blocking(count, load);
    let per_server = load / count;
    blocked / (1.0 - per_server * (1.0 - blocked))
}

fn inverse_blocking(servers: f64, load: f64) -> f64 {
    /// Below this share of the sum further (falling) terms change nothing.
    const NEGLIGIBLE: f64 = 1e-18;
    /// Above this nobody waits within the precision of any result.
    const NEVER: f64 = 1e200;
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut left = servers;
    while left >= 1.0 {
        term *= left / load;
        sum += term;
        left -= 1.0;
        if sum > NEVER || (left < load && term < sum * NEGLIGIBLE) {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The usual recurrence B(k) = load B(k-1) / (k + load B(k-1)).
    fn by_recurrence(servers: u32, load: f64) -> f64 {
        let blocked = (1..=servers).fold(1.0, |b, k| load * b / (f64::from(k) + load * b));
        let per_server = load / f64::from(servers);
        blocked / (1.0 - per_server * (1.0 - blocked))
    }

    #[test]
    fn one_server_waits_as_often_as_it_is_busy() {
        for permille in 1..1000 {
            let load = f64::from(permille) / 1000.0;
            assert!((probability_of_waiting(1, load) - load).abs() < 1e-15);
        }
    }

    #[test]
    fn two_servers_follow_their_closed_form() {
        // C(2, a) = a² / (2 + a).
        for permille in 1..2000 {
            let load = f64::from(permille) / 1000.0;
            let closed = load * load / (2.0 + load);
            assert!((probability_of_waiting(2, load) - closed).abs() < 1e-14);
        }
    }

    #[test]
    fn values_of_published_tables() {
        // Rounded as printed in common Erlang C tables.
        for (servers, load, expected) in
            [(5, 4.0, 0.5541), (10, 8.0, 0.4092), (11, 10.0, 0.6821), (20, 15.0, 0.1604)]
        {
            let found = probability_of_waiting(servers, load);
            assert!((found - expected).abs() < 5e-5, "C({servers}, {load}) = {found}");
        }
    }

    #[test]
    fn agrees_with_the_recurrence_up_to_the_most_servers() {
        for servers in [3, 17, 100, 999, 10_000, MAX_SERVERS] {
            for permille in [1, 100, 500, 800, 950, 990, 999] {
                let load = f64::from(servers) * f64::from(permille) / 1000.0;
                let (ours, theirs) =
                    (probability_of_waiting(servers, load), by_recurrence(servers, load));
                let close = (ours - theirs).abs() <= 1e-9 * theirs || theirs < 1e-190;
                assert!(close, "{servers} {permille}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn limits_are_sure() {
        assert!(probability_of_waiting(4, 0.0).abs() < f64::EPSILON);
        assert!(probability_of_waiting(0, 1.0).abs() < f64::EPSILON);
        assert!((probability_of_waiting(4, 4.0) - 1.0).abs() < f64::EPSILON);
        assert!((probability_of_waiting(u32::MAX, 1e9) - 1.0).abs() < f64::EPSILON);
        assert!(probability_of_waiting(4, f64::MIN_POSITIVE) < 1e-199);
    }
}
