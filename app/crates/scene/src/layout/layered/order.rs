//! The order of the nodes in each layer.

use crate::geometry::as_f64;

/// Sweeps, to the right and to the left by turns (as Gansner et al. 1993).
const N_SWEEPS: u32 = 24;
/// Rounds of exchanging neighbours after each sweep; usually a few are enough.
const MAX_EXCHANGES: u32 = 10;

/// Layers with their items in order. The first items are the nodes, the others are the places
/// where longer edges pass a layer, so that every segment leads to the next layer.
pub(super) struct Rows {
    /// By row, in order.
    items: Vec<Vec<usize>>,
    row_of: Vec<usize>,
    /// Place in the row.
    place: Vec<usize>,
    /// Items tied to in the row before and in the row after.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    n_nodes: usize,
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

impl Rows {
    pub(super) fn new(layers: &[usize]) -> Self {
        let n_rows = layers.iter().map(|layer| layer + 1).max().unwrap_or(0);
        let n_nodes = layers.len();
        let mut rows = Self {
            items: vec![Vec::new(); n_rows],
            row_of: Vec::new(),
            place: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            n_nodes,
        };
        for &layer in layers {
            rows.add(layer);
        }
        rows
    }

    fn add(&mut self, row: usize) -> usize {
        let item = self.row_of.len();
        self.row_of.push(row);
        self.place.push(self.items[row].len());
        self.items[row].push(item);
        self.before.push(Vec::new());
        self.after.push(Vec::new());
        item
    }

    /// Ties two nodes through the rows between them; returns the items on the way.
    pub(super) fn join(&mut self, from: usize, to: usize, layers: &[usize]) -> Vec<usize> {
        let way: Vec<usize> = (layers[from] + 1..layers[to]).map(|row| self.add(row)).collect();
        let mut last = from;
        for &next in way.iter().chain([&to]) {
            self.after[last].push(next);
            self.before[next].push(last);
            last = next;
        }
        way
    }

    pub(super) fn rows(&self) -> &[Vec<usize>] {
        &self.items
    }

    pub(super) fn row_of(&self, item: usize) -> usize {
        self.row_of[item]
    }

    pub(super) fn n_items(&self) -> usize {
        self.row_of.len()
    }

    pub(super) fn is_node(&self, item: usize) -> bool {
        item < self.n_nodes
    }

    pub(super) fn before(&self, item: usize) -> &[usize] {
        &self.before[item]
    }

    pub(super) fn after(&self, item: usize) -> &[usize] {
        &self.after[item]
    }

    fn side(&self, item: usize, side: Side) -> &[usize] {
        match side {
            Side::Before => &self.before[item],
            Side::After => &self.after[item],
        }
    }

    /// Orders the rows so that few segments cross.
    ///
    /// From the order of first visits in depth, sweeps by weighted medians, each followed by
    /// exchanges of neighbours; the best order counts.
    pub(super) fn untangle(&mut self) {
        let mut best = (self.n_crossings(), self.items.clone());
        self.visit_in_depth();
        for sweep in 0..N_SWEEPS {
            self.exchange_neighbours();
            let n_crossings = self.n_crossings();
            if n_crossings < best.0 {
                best = (n_crossings, self.items.clone());
            }
            if best.0 == 0 {
                break;
            }
            let n_rows = self.items.len();
            for turn in 1..n_rows {
                if sweep % 2 == 0 {
                    self.sort_by_median(turn, Side::Before);
                } else {
                    self.sort_by_median(n_rows - 1 - turn, Side::After);
                }
            }
        }
        self.items = best.1;
        (0..self.items.len()).for_each(|row| self.number(row));
    }

    fn number(&mut self, row: usize) {
        for (place, &item) in self.items[row].iter().enumerate() {
            self.place[item] = place;
        }
    }

    /// Fills the rows anew, in the order in which items are reached from the left.
    fn visit_in_depth(&mut self) {
        let starts: Vec<usize> = self.items.iter().flatten().copied().collect();
        let mut is_seen = vec![false; self.n_items()];
        self.items.iter_mut().for_each(Vec::clear);
        for start in starts {
            let mut stack = vec![start];
            while let Some(item) = stack.pop() {
                if !is_seen[item] {
                    is_seen[item] = true;
                    self.items[self.row_of[item]].push(item);
                    let next = self.before[item].iter().rev().chain(self.after[item].iter().rev());
                    stack.extend(next.filter(|&&other| !is_seen[other]));
                }
            }
        }
        (0..self.items.len()).for_each(|row| self.number(row));
    }

    /// Items without a tie to that side keep their places, the others are sorted around them.
    fn sort_by_median(&mut self, row: usize, side: Side) {
        let medians: Vec<Option<f64>> =
            self.items[row].iter().map(|&item| self.median(item, side)).collect();
        let mut tied: Vec<(f64, usize)> = self.items[row]
            .iter()
            .zip(&medians)
            .filter_map(|(&item, median)| Some(((*median)?, item)))
            .collect();
        tied.sort_by(|a, b| a.0.total_cmp(&b.0));
        let places = self.items[row].iter_mut().zip(medians).filter(|(_, median)| median.is_some());
        for ((item, _), (_, next)) in places.zip(tied) {
            *item = next;
        }
        self.number(row);
    }

    /// Between the two middle neighbours, nearer to the side where they are denser.
    fn median(&self, item: usize, side: Side) -> Option<f64> {
        let places = self.places(item, side);
        let middle = places.len() / 2;
        let at = |idx: usize| as_f64(places[idx]);
        match places.len() {
            0 => None,
            n if n % 2 == 1 => Some(at(middle)),
            2 => Some(f64::midpoint(at(0), at(1))),
            n => {
                let (left, right) = (at(middle - 1) - at(0), at(n - 1) - at(middle));
                // Both are 0 only if all neighbours are one, which repeated edges could do.
                let share = if left + right > 0.0 { left / (left + right) } else { 0.5 };
                Some(at(middle - 1) + (at(middle) - at(middle - 1)) * share)
            }
        }
    }

    /// Where the neighbours of an item lie in their row, in order.
    fn places(&self, item: usize, side: Side) -> Vec<usize> {
        let mut places: Vec<usize> =
            self.side(item, side).iter().map(|&other| self.place[other]).collect();
        places.sort_unstable();
        places
    }

    /// Exchanges items side by side as long as fewer segments cross then.
    fn exchange_neighbours(&mut self) {
        for _ in 0..MAX_EXCHANGES {
            let mut has_gained = false;
            for row in 0..self.items.len() {
                for right in 1..self.items[row].len() {
                    let (a, b) = (self.items[row][right - 1], self.items[row][right]);
                    if self.gain_of_exchange(a, b) > 0 {
                        self.items[row].swap(right - 1, right);
                        (self.place[a], self.place[b]) = (right, right - 1);
                        has_gained = true;
                    }
                }
            }
            if !has_gained {
                return;
            }
        }
    }

    /// How many crossings fewer there are with `b` before `a`.
    fn gain_of_exchange(&self, a: usize, b: usize) -> i64 {
        let gain = |side: Side| {
            let (of_a, of_b) = (self.places(a, side), self.places(b, side));
            inversions(&of_a, &of_b) - inversions(&of_b, &of_a)
        };
        gain(Side::Before) + gain(Side::After)
    }

    /// # Complexity O(m log m) time for m segments.
    pub(super) fn n_crossings(&self) -> u64 {
        let between = |row: &Vec<usize>| {
            // Segments by their start, then end: a crossing is a pair whose ends are in the other
            // order (Barth, Jünger and Mutzel 2004).
            let ends: Vec<usize> =
                row.iter().flat_map(|&item| self.places(item, Side::After)).collect();
            n_inversions(&ends)
        };
        self.items.iter().map(between).sum()
    }
}

/// Pairs of one of each in which that of `first` is greater; both are sorted.
fn inversions(first: &[usize], second: &[usize]) -> i64 {
    let (mut sum, mut n_smaller) = (0, 0);
    let mut smaller = second.iter().peekable();
    for place in first {
        while smaller.next_if(|other| **other < *place).is_some() {
            n_smaller += 1;
        }
        sum += n_smaller;
    }
    sum
}

/// Pairs in which the earlier number is greater, by merging.
fn n_inversions(numbers: &[usize]) -> u64 {
    let mut sorted = numbers.to_vec();
    let mut spare = Vec::with_capacity(numbers.len());
    let (mut sum, mut width) = (0, 1);
    while width < sorted.len() {
        for chunk in sorted.chunks(2 * width) {
            let (left, right) = chunk.split_at(width.min(chunk.len()));
            let mut n_taken = 0;
            for &number in right {
                while n_taken < left.len() && left[n_taken] <= number {
                    spare.push(left[n_taken]);
                    n_taken += 1;
                }
                sum += u64::try_from(left.len() - n_taken).unwrap_or(0);
                spare.push(number);
            }
            spare.extend_from_slice(&left[n_taken..]);
        }
        std::mem::swap(&mut sorted, &mut spare);
        spare.clear();
        width *= 2;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    /// Rows of 5 to 14 nodes with random edges, some over two rows.
    fn random(seed: u64) -> Rows {
        let mut rng = Pcg32::new(seed);
        let n_rows = 3 + rng.below(4);
        let layers: Vec<usize> = (0..n_rows).flat_map(|row| vec![row; 5 + rng.below(10)]).collect();
        let mut rows = Rows::new(&layers);
        for _ in 0..layers.len() * 5 {
            let (from, to) = (rng.below(layers.len()), rng.below(layers.len()));
            if layers[from] < layers[to] && layers[to] <= layers[from] + 2 {
                rows.join(from, to, &layers);
            }
        }
        rows
    }

    #[test]
    fn crossings_are_counted_as_by_looking_at_all_pairs() {
        for seed in 0..30 {
            let rows = random(seed);
            let segments: Vec<(usize, usize, usize)> = (0..rows.n_items())
                .flat_map(|item| rows.after(item).iter().map(move |&next| (item, next)))
                .map(|(item, next)| (rows.row_of(item), rows.place[item], rows.place[next]))
                .collect();
            let mut count = 0;
            for (idx, a) in segments.iter().enumerate() {
                let crosses = |b: &&(usize, usize, usize)| {
                    a.0 == b.0 && ((a.1 < b.1 && a.2 > b.2) || (a.1 > b.1 && a.2 < b.2))
                };
                count += segments[idx + 1..].iter().filter(crosses).count();
            }
            assert_eq!(rows.n_crossings(), count as u64);
        }
    }

    #[test]
    fn untangling_halves_the_crossings_at_least() {
        let (mut before, mut after) = (0, 0);
        for seed in 0..30 {
            let mut rows = random(seed);
            let n_before = rows.n_crossings();
            rows.untangle();
            assert!(rows.n_crossings() <= n_before);
            before += n_before;
            after += rows.n_crossings();
            let mut items: Vec<usize> = rows.rows().iter().flatten().copied().collect();
            items.sort_unstable();
            assert_eq!(items, (0..rows.n_items()).collect::<Vec<_>>());
        }
        assert!(after * 2 < before, "{before} before, {after} after");
    }

    #[test]
    fn a_tree_has_no_crossings() {
        let layers = [0, 1, 1, 2, 2, 2, 2];
        let mut rows = Rows::new(&layers);
        for (from, to) in [(0, 1), (0, 2), (1, 4), (1, 6), (2, 3), (2, 5)] {
            rows.join(from, to, &layers);
        }
        assert!(rows.n_crossings() > 0);
        rows.untangle();
        assert_eq!(rows.n_crossings(), 0);
    }

    #[test]
    fn inversions_of_lists() {
        assert_eq!(inversions(&[1, 4], &[0, 2, 4]), 3);
        assert_eq!(inversions(&[], &[1]), 0);
        assert_eq!(n_inversions(&[3, 1, 2, 0]), 5);
        assert_eq!(n_inversions(&[]), 0);
    }
}
