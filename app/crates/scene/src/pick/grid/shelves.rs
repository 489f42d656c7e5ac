//! Many lists that grow at the same time, each in few stretches of memory.

/// Items of the first stretch of a list; each further one has twice as many, up to the last.
const FIRST_STRETCH: u32 = 8;
const LONGEST_STRETCH: u32 = 128;
/// Items of the first board; each further one has twice as many, up to the largest: a browser takes
/// a millisecond to give memory, however little. Nothing is moved for another board, so that no
/// single call takes long, and no memory is left over.
const FIRST_BOARD: u32 = 1 << 10;
const LARGEST_BOARD: u32 = 1 << 17;
/// No stretch.
const NONE: u32 = u32::MAX;

/// A list, by its last stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    stretch: u32,
    /// Where the next item goes, counted as if all boards were of the largest size.
    next: u32,
    n_free: u32,
}

impl Default for Chain {
    fn default() -> Self {
        Self { stretch: NONE, next: 0, n_free: 0 }
    }
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Counted as if all boards were of the largest size.
    start: u32,
    n_items: u32,
    /// The one before it in the same list, which is full.
    before: u32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Shelves<T> {
    boards: Vec<Vec<T>>,
    stretches: Vec<Stretch>,
    /// Items of the last board that belong to a stretch.
    n_taken: u32,
}

impl<T: Copy + Default> Shelves<T> {
    /// Adds an item to a list.
    ///
    /// # Complexity O(1) time; memory is at most eight items, or three times, and for long lists
    /// little more than, what the items take.
    pub(super) fn put(&mut self, chain: &mut Chain, item: T) {
        if chain.n_free == 0 {
            self.lengthen(chain);
        }
        if let Some(board) = self.boards.get_mut(index(chain.next / LARGEST_BOARD)) {
            board[index(chain.next % LARGEST_BOARD)] = item;
        }
        chain.next += 1;
        chain.n_free -= 1;
    }

    /// The items of a list, stretch by stretch, the last first.
    pub(super) fn read(&self, chain: Chain) -> impl Iterator<Item = &[T]> {
        let mut n_free = chain.n_free;
        let stretches = std::iter::successors(self.stretch(chain.stretch), |stretch| {
            self.stretch(stretch.before)
        });
        stretches.filter_map(move |stretch| {
            let board = self.boards.get(index(stretch.start / LARGEST_BOARD))?;
            let start = index(stretch.start % LARGEST_BOARD);
            board.get(start..start + index(stretch.n_items - std::mem::take(&mut n_free)))
        })
    }

    fn stretch(&self, position: u32) -> Option<Stretch> {
        self.stretches.get(index(position)).copied()
    }

    /// Gives a list another stretch, which lies on one board.
    fn lengthen(&mut self, chain: &mut Chain) {
        let last = self.stretch(chain.stretch);
        let n_items = last.map_or(FIRST_STRETCH, |last| (last.n_items * 2).min(LONGEST_STRETCH));
        let n_room = self.boards.last().map_or(0, Vec::len);
        if index(self.n_taken + n_items) > n_room {
            let size = (n_room * 2).clamp(index(FIRST_BOARD), index(LARGEST_BOARD));
            self.boards.push(vec![T::default(); size]);
            self.n_taken = 0;
        }
        let n_before = u32::try_from(self.boards.len() - 1).unwrap_or(u32::MAX);
        let start = n_before * LARGEST_BOARD + self.n_taken;
        self.n_taken += n_items;
        let stretch = u32::try_from(self.stretches.len()).unwrap_or(NONE);
        self.stretches.push(Stretch { start, n_items, before: chain.stretch });
        *chain = Chain { stretch, next: start, n_free: n_items };
    }
}

fn index(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_grow_by_turns_keep_their_items() {
        let mut shelves = Shelves::default();
        let mut chains = [Chain::default(); 7];
        // The last list stays empty, the others grow at different pace.
        let list = |item: u32| index(item.count_ones() % 6);
        let n_items = 3 * LARGEST_BOARD;
        for item in 0..n_items {
            shelves.put(&mut chains[list(item)], item);
        }
        let mut all: Vec<u32> = Vec::new();
        for (position, chain) in chains.iter().enumerate() {
            let items: Vec<u32> = shelves.read(*chain).flatten().copied().collect();
            assert!(items.iter().all(|item| list(*item) == position));
            all.extend(items);
        }
        all.sort_unstable();
        assert!(all.into_iter().eq(0..n_items));
    }
}
