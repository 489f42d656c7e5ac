//! Waiting times of one pair: exact while they are few, in bins when they are many.

/// Minutes of waiting, from which quantiles are taken.
///
/// Memory: at most [`Waits::MAX_EXACT`] numbers or [`N_BINS`] counts.
pub(super) struct Waits(Kept);

enum Kept {
    Exact(Vec<u32>),
    Binned(Box<[u32; N_BINS]>),
}

/// 16 bins to each doubling of the minutes, so that the middle of a bin is at most 1/32 away from
/// any minute in it; below 32 minutes each has its own.
const N_BINS: usize = (32 - 4) * 16 + 16;

impl Waits {
    /// As many numbers as take eight times the memory of the bins.
    pub(super) const MAX_EXACT: usize = 4_096;
    /// Below this, single numbers take less memory than bins.
    const MIN_BINNED: usize = 512;

    pub(super) const fn new() -> Self {
        Self(Kept::Exact(Vec::new()))
    }

    /// Adds a waiting time and tells by how many the exact numbers have grown; `may_grow` says
    /// whether there is room for more of them over all pairs.
    pub(super) fn add(&mut self, minutes: u32, may_grow: bool) -> isize {
        match &mut self.0 {
            Kept::Binned(bins) => {
                let bin = &mut bins[bin_of(minutes)];
                *bin = bin.saturating_add(1);
                0
            }
            Kept::Exact(exact) => {
                let n_before = exact.len();
                exact.push(minutes);
                let is_full = exact.len() > Self::MAX_EXACT;
                if is_full || (!may_grow && exact.len() > Self::MIN_BINNED) {
                    let mut bins = Box::new([0; N_BINS]);
                    for minutes in exact.iter() {
                        bins[bin_of(*minutes)] += 1;
                    }
                    self.0 = Kept::Binned(bins);
                    return 0isize.saturating_sub_unsigned(n_before);
                }
                1
            }
        }
    }

    /// The smallest waits up to which at least so many percent of all lie, one for each of the
    /// percentages (nearest rank); `None` without any wait.
    ///
    /// Complexity: O(n log n) while exact, else O(bins).
    pub(super) fn quantiles<const N: usize>(&mut self, percents: [usize; N]) -> Option<[u32; N]> {
        match &mut self.0 {
            Kept::Exact(exact) => {
                exact.sort_unstable();
                let n = exact.len();
                (n > 0).then(|| percents.map(|percent| exact[rank(n, percent)]))
            }
            Kept::Binned(bins) => {
                let n = bins.iter().map(|n| to_usize(*n)).sum();
                Some(percents.map(|percent| middle_of(bin_at(bins, rank(n, percent)))))
            }
        }
    }

    /// Whether quantiles are exact to the minute.
    pub(super) fn is_exact(&self) -> bool {
        matches!(self.0, Kept::Exact(_))
    }
}

/// The position of a quantile among n sorted numbers, n > 0.
fn rank(n: usize, percent: usize) -> usize {
    n.saturating_mul(percent).div_ceil(100).clamp(1, n) - 1
}

fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn bin_of(minutes: u32) -> usize {
    let shift = (u32::BITS - minutes.leading_zeros()).saturating_sub(5);
    to_usize((shift << 4) + (minutes >> shift))
}

fn middle_of(bin: usize) -> u32 {
    let shift = (bin >> 4).saturating_sub(1);
    let low = (bin - (shift << 4)) << shift;
    u32::try_from(low + (1 << shift) / 2).unwrap_or(u32::MAX)
}

fn bin_at(bins: &[u32; N_BINS], rank: usize) -> usize {
    let mut n_below = 0;
    let holds = |n: &u32| {
        n_below += to_usize(*n);
        rank < n_below
    };
    bins.iter().position(holds).unwrap_or(N_BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(minutes: impl IntoIterator<Item = u32>, may_grow: bool) -> Waits {
        let mut waits = Waits::new();
        for minutes in minutes {
            waits.add(minutes, may_grow);
        }
        waits
    }

    #[test]
    fn few_are_exact() {
        let mut few = waits([40, 10, 30, 20], true);
        assert_eq!(few.quantiles([25, 50, 75, 90, 100]), Some([10, 20, 30, 40, 40]));
        assert_eq!(Waits::new().quantiles([50]), None);
    }

    #[test]
    fn every_minute_lies_near_the_middle_of_its_bin() {
        let edges = (0..32).flat_map(|e| [1u32 << e, (1u32 << e).wrapping_sub(1), (1 << e) | 5]);
        for minutes in edges.chain(0..5_000).chain([u32::MAX]) {
            let middle = middle_of(bin_of(minutes));
            assert!(middle.abs_diff(minutes) <= minutes / 32, "{minutes} {middle}");
        }
        assert_eq!(bin_of(u32::MAX), N_BINS - 1);
    }

    #[test]
    fn many_are_near_the_exact_quantile() {
        let minutes = |n: u32| (0..n).map(|i| i.wrapping_mul(2_654_435_761) % 100_000);
        let mut all: Vec<u32> = minutes(20_000).collect();
        all.sort_unstable();
        let mut binned = waits(minutes(20_000), true);
        assert!(!binned.is_exact());
        let [median, p90] = binned.quantiles([50, 90]).unwrap();
        for (found, exact) in [(median, all[9_999]), (p90, all[17_999])] {
            assert!(found.abs_diff(exact) <= exact / 32, "{found} {exact}");
        }
    }

    #[test]
    fn without_room_fewer_are_kept() {
        assert!(waits(0..600, true).is_exact());
        assert!(!waits(0..600, false).is_exact());
        let mut kept = Waits::new();
        let grown: isize = (0..5_000).map(|minutes| kept.add(minutes, true)).sum();
        assert_eq!(grown, 0);
    }
}
