//! Places on a line that keep an order and their distances, as near to the wanted ones as can be.

/// What is wanted of one item of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub(super) place: f64,
    /// How much it counts; above 0.
    pub(super) weight: f64,
    /// Least distance to the item before; the first item's has no effect.
    pub(super) gap: f64,
}

/// Items pressed against each other: they move as one.
struct Pool {
    n_items: usize,
    weight: f64,
    place: f64,
}

/// The places that keep the order and the gaps and have the smallest sum of
/// `weight * (place - wanted)²`.
///
/// Method: pool adjacent violators (Ayer et al. 1955), after the gaps are taken off.
///
/// # Complexity O(n) time.
pub(super) fn in_order(wishes: &[Wish]) -> Vec<f64> {
    let mut pools: Vec<Pool> = Vec::with_capacity(wishes.len());
    let gaps = |idx: usize| if idx == 0 { 0.0 } else { wishes[idx].gap };
    let mut offset = 0.0;
    for (idx, wish) in wishes.iter().enumerate() {
        offset += gaps(idx);
        let mut pool = Pool { n_items: 1, weight: wish.weight, place: wish.place - offset };
        while let Some(last) = pools.pop_if(|last| last.place > pool.place) {
            let weight = last.weight + pool.weight;
            let place = (last.place * last.weight + pool.place * pool.weight) / weight;
            pool = Pool { n_items: last.n_items + pool.n_items, weight, place };
        }
        pools.push(pool);
    }
    let pooled = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.place, pool.n_items));
    let mut offset = 0.0;
    let with_gap = |(idx, place): (usize, f64)| {
        offset += gaps(idx);
        place + offset
    };
    pooled.enumerate().map(with_gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(wanted: &[f64], gap: f64) -> Vec<f64> {
        let wish = |&place: &f64| Wish { place, weight: 1.0, gap };
        in_order(&wanted.iter().map(wish).collect::<Vec<Wish>>())
    }

    #[test]
    fn what_is_in_order_stays() {
        assert_eq!(place(&[], 1.0), []);
        assert_eq!(place(&[3.0], 1.0), [3.0]);
        assert_eq!(place(&[0.0, 1.0, 5.0], 1.0), [0.0, 1.0, 5.0]);
    }

    #[test]
    fn who_is_too_close_meets_around_the_middle() {
        assert_eq!(place(&[2.0, 2.0, 2.0], 1.0), [1.0, 2.0, 3.0]);
        assert_eq!(place(&[4.0, 0.0], 0.0), [2.0, 2.0]);
        assert_eq!(place(&[4.0, 0.0, 9.0], 2.0), [1.0, 3.0, 9.0]);
    }

    #[test]
    fn who_weighs_more_moves_less() {
        let heavy = Wish { place: 0.0, weight: 3.0, gap: 1.0 };
        let light = Wish { place: 0.0, weight: 1.0, gap: 1.0 };
        assert_eq!(in_order(&[heavy, light]), [-0.25, 0.75]);
    }
}
