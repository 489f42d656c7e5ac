//! A queue for costs that grow by no more than a known step.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A power of two; so many that few entries share one, so few that all stay in the cache.
const N_BUCKETS: u64 = 4096;

/// Monotone priority queue: a ring of buckets by cost, and a heap for the bucket whose turn it
/// is (after Dial 1969, and Cherkassky, Goldberg, Silverstein 1999).
///
/// Where costs are spread, the heap holds one or two entries; where they are not, it is as quick
/// as a heap.
pub(super) struct BucketQueue {
    /// A bucket spans `2^shift` costs.
    shift: u32,
    /// The number of the bucket whose turn it is, not yet taken modulo.
    now: u64,
    current: BinaryHeap<Reverse<(u64, u32)>>,
    /// By bucket, the place of its last entry in `entries`.
    last: Vec<u32>,
    entries: Vec<Entry>,
    /// A bit for each bucket that is not empty.
    filled: [u64; (N_BUCKETS / 64) as usize],
}

/// An entry in a bucket, and where the one before it in the same bucket stands.
struct Entry {
    cost: u64,
    node: u32,
    before: u32,
}

/// No entry. There are never so many: each arc is pushed at most once.
const NONE: u32 = u32::MAX;

impl BucketQueue {
    /// A queue for costs that exceed the last one taken out by at most `longest_step`.
    pub(super) fn new(longest_step: u64) -> Self {
        let mut shift = 0;
        while longest_step >> shift > N_BUCKETS - 2 {
            shift += 1;
        }
        let last = (0..N_BUCKETS).map(|_| NONE).collect();
        let filled = [0; (N_BUCKETS / 64) as usize];
        Self { shift, now: 0, current: BinaryHeap::new(), last, entries: Vec::new(), filled }
    }

    /// Begins anew with costs from 0; the queue must be empty.
    pub(super) fn restart(&mut self) {
        self.now = 0;
        self.entries.clear();
    }

    pub(super) fn push(&mut self, cost: u64, node: u32) {
        let bucket = cost >> self.shift;
        if bucket <= self.now {
            self.current.push(Reverse((cost, node)));
            return;
        }
        let (word, bit) = place(bucket);
        self.filled[word] |= 1 << bit;
        let last = &mut self.last[word * 64 + bit];
        self.entries.push(Entry { cost, node, before: *last });
        *last = u32::try_from(self.entries.len() - 1).unwrap_or(NONE);
    }

    /// Takes out the entry of the least cost, of equal ones the smallest node.
    pub(super) fn pop(&mut self) -> Option<(u64, u32)> {
        if self.current.is_empty() {
            self.now += self.distance_to_next()?;
            let (word, bit) = place(self.now);
            self.filled[word] &= !(1 << bit);
            let mut idx = std::mem::replace(&mut self.last[word * 64 + bit], NONE);
            if let Some(&Entry { cost, node, before: NONE }) = self.entries.get(idx as usize) {
                return Some((cost, node));
            }
            while let Some(entry) = self.entries.get(idx as usize) {
                self.current.push(Reverse((entry.cost, entry.node)));
                idx = entry.before;
            }
        }
        self.current.pop().map(|Reverse(entry)| entry)
    }

    /// How many buckets on the next one lies that is not empty.
    fn distance_to_next(&self) -> Option<u64> {
        let (first, bit) = place(self.now);
        let n_words = self.filled.len();
        // The first word comes twice: its upper bits at the beginning, its lower ones at the end.
        for offset in 0..=n_words {
            let mask = match offset {
                0 => !0 << bit,
                last if last == n_words => !(!0 << bit),
                _ => !0,
            };
            let bits = self.filled[(first + offset) % n_words] & mask;
            if bits != 0 {
                let distance = offset * 64 + bits.trailing_zeros() as usize;
                return u64::try_from(distance - bit).ok();
            }
        }
        None
    }
}

/// The word and the bit of a bucket.
fn place(bucket: u64) -> (usize, usize) {
    let bucket = usize::try_from(bucket % N_BUCKETS).unwrap_or(0);
    (bucket / 64, bucket % 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::random::Random;

    #[test]
    fn entries_come_out_in_the_order_of_their_costs() {
        for longest_step in [1, 900, 4094, 4095, 70_000, 1 << 40] {
            let mut random = Random::new(longest_step);
            let mut queue = BucketQueue::new(longest_step);
            let (mut pushed, mut popped) = (vec![0_u64], Vec::new());
            queue.push(0, 0);
            while let Some((cost, _)) = queue.pop() {
                popped.push(cost);
                let n_more = if pushed.len() < 2000 { random.below(4) + 1 } else { 0 };
                for _ in 0..n_more {
                    let part = longest_step >> random.below(20);
                    let more = cost + part - part / u64::from(1 + random.below(9));
                    pushed.push(more);
                    queue.push(more, 0);
                }
            }
            pushed.sort_unstable();
            assert_eq!(popped, pushed);
        }
    }

    #[test]
    fn the_largest_cost_has_a_bucket() {
        let mut queue = BucketQueue::new(u64::MAX);
        queue.push(u64::MAX, 7);
        queue.push(0, 3);
        let popped = [queue.pop(), queue.pop(), queue.pop()];
        assert_eq!(popped, [Some((0, 3)), Some((u64::MAX, 7)), None]);
    }
}
