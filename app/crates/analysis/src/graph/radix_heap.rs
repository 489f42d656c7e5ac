//! A queue for costs that never fall below what was taken out last.

/// Monotone priority queue (Ahuja, Mehlhorn, Orlin, Tarjan 1990).
///
/// An entry lies in the bucket of the highest bit in which its cost differs from the last cost
/// taken out, so it moves only downwards, at most once per bit.
pub(super) struct RadixHeap {
    last: u64,
    buckets: [Vec<(u64, u32)>; 65],
    /// A bit for each bucket above the first that is not empty.
    filled: u64,
    /// Memory for a bucket that is being distributed.
    moving: Vec<(u64, u32)>,
}

impl RadixHeap {
    pub(super) fn new() -> Self {
        let buckets = std::array::from_fn(|_| Vec::new());
        Self { last: 0, buckets, filled: 0, moving: Vec::new() }
    }

    /// Begins anew with costs from 0; the heap must be empty.
    pub(super) fn restart(&mut self) {
        self.last = 0;
    }

    /// Costs below the last one taken out count as that one.
    pub(super) fn push(&mut self, cost: u64, node: u32) {
        let bucket = 64 - (cost.max(self.last) ^ self.last).leading_zeros();
        if bucket > 0 {
            self.filled |= 1 << (bucket - 1);
        }
        self.buckets[bucket as usize].push((cost, node));
    }

    /// Takes out an entry of the least cost.
    pub(super) fn pop(&mut self) -> Option<(u64, u32)> {
        if self.buckets[0].is_empty() {
            self.distribute()?;
        }
        self.buckets[0].pop()
    }

    /// Moves the entries of the lowest bucket further down, at least one of them into the first.
    fn distribute(&mut self) -> Option<()> {
        if self.filled == 0 {
            return None;
        }
        let bucket = self.filled.trailing_zeros() as usize + 1;
        self.filled &= self.filled - 1;
        std::mem::swap(&mut self.buckets[bucket], &mut self.moving);
        let mut moving = std::mem::take(&mut self.moving);
        self.last = moving.iter().map(|&(cost, _)| cost).min()?;
        for (cost, node) in moving.drain(..) {
            self.push(cost, node);
        }
        self.moving = moving;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::random::Random;

    #[test]
    fn entries_come_out_in_the_order_of_their_costs() {
        let mut random = Random::new(11);
        let mut heap = RadixHeap::new();
        let (mut pushed, mut popped) = (vec![0_u64], Vec::new());
        heap.push(0, 0);
        while let Some((cost, _)) = heap.pop() {
            popped.push(cost);
            for _ in 0..if pushed.len() < 2000 { random.below(4) + 1 } else { 0 } {
                let more = cost + (u64::from(random.below(1 << 20)) << random.below(20));
                pushed.push(more);
                heap.push(more, 0);
            }
        }
        pushed.sort_unstable();
        assert_eq!(popped, pushed);
    }

    #[test]
    fn the_largest_cost_has_a_bucket() {
        let mut heap = RadixHeap::new();
        heap.push(u64::MAX, 7);
        heap.push(0, 3);
        assert_eq!((heap.pop(), heap.pop(), heap.pop()), (Some((0, 3)), Some((u64::MAX, 7)), None));
    }
}
