//! How often a password of a map was tried of late. Kept in memory: whoever starts the server anew
//! begins anew, and several servers count each for itself.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use model::MapToken;

/// Passwords that may be wrong within [`WINDOW`]: 40 in an hour find none of eight characters.
const MAX_WRONG: usize = 10;
const WINDOW: Duration = Duration::from_mins(15);
/// Only maps that exist and have a password are watched; more at the same time is no accident.
const MAX_WATCHED: usize = 1_000;

/// When each map was tried, the oldest first; those that have succeeded do not count.
#[derive(Default)]
pub(super) struct Attempts(BTreeMap<MapToken, Vec<Instant>>);

impl Attempts {
    /// Counts an attempt that begins.
    ///
    /// # Errors
    /// How long to wait where there were too many; then it is not counted.
    ///
    /// # Complexity O([`MAX_WATCHED`] · [`MAX_WRONG`])
    pub(super) fn begin(&mut self, token: &MapToken, now: Instant) -> Result<(), Duration> {
        self.forget_before(now);
        let tried = self.0.get(token).map_or(&[][..], Vec::as_slice);
        if tried.len() >= MAX_WRONG {
            let oldest = tried.first().copied().unwrap_or(now);
            return Err(WINDOW.saturating_sub(now.saturating_duration_since(oldest)));
        }
        if !self.0.contains_key(token) && self.0.len() >= MAX_WATCHED {
            self.forget_calmest();
        }
        self.0.entry(token.clone()).or_default().push(now);
        Ok(())
    }

    /// An attempt that began then was right after all.
    pub(super) fn succeeded(&mut self, token: &MapToken, begun: Instant) {
        if let Some(tried) = self.0.get_mut(token)
            && let Some(at) = tried.iter().position(|at| *at == begun)
        {
            tried.remove(at);
        }
    }

    fn forget_before(&mut self, now: Instant) {
        self.0.retain(|_, tried| {
            tried.retain(|at| now.saturating_duration_since(*at) < WINDOW);
            !tried.is_empty()
        });
    }

    /// Makes room by the map that was not tried for the longest time.
    fn forget_calmest(&mut self) {
        let calmest = self.0.iter().min_by_key(|(_, tried)| tried.last().copied());
        if let Some(token) = calmest.map(|(token, _)| token.clone()) {
            self.0.remove(&token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(n: usize) -> MapToken {
        let byte = |place: usize| u8::try_from((n >> (5 * place)) & 31).unwrap();
        MapToken::from_random(std::array::from_fn(|place| if place < 3 { byte(place) } else { 0 }))
    }

    #[test]
    fn after_ten_wrong_ones_nobody_is_let_in_for_a_while() {
        let (start, second) = (Instant::now(), Duration::from_secs(1));
        let (one, other) = (token(1), token(2));
        let mut attempts = Attempts::default();
        for n in 0..10 {
            assert_eq!(attempts.begin(&one, start + second * n), Ok(()));
        }
        let later = start + Duration::from_mins(5);
        assert_eq!(attempts.begin(&one, later), Err(Duration::from_mins(10)));
        assert_eq!(attempts.begin(&other, later), Ok(()), "another map counts for itself");
        // The first one is forgotten then, and no other.
        let over = start + WINDOW;
        assert_eq!(attempts.begin(&one, over), Ok(()));
        assert_eq!(attempts.begin(&one, over), Err(second));
    }

    #[test]
    fn whoever_knows_the_password_gives_nobody_more_attempts() {
        let start = Instant::now();
        let map = token(1);
        let mut attempts = Attempts::default();
        for n in 0..9 {
            attempts.begin(&map, start + Duration::from_secs(n)).unwrap();
        }
        for n in 20..40 {
            let at = start + Duration::from_secs(n);
            assert_eq!(attempts.begin(&map, at), Ok(()));
            attempts.succeeded(&map, at);
        }
        let last = start + Duration::from_secs(50);
        assert_eq!(attempts.begin(&map, last), Ok(()));
        assert!(attempts.begin(&map, last).is_err());
    }

    #[test]
    fn no_more_maps_are_watched_than_there_is_room_for() {
        let start = Instant::now();
        let mut attempts = Attempts::default();
        for n in 0..MAX_WATCHED + 5 {
            let at = start + Duration::from_millis(u64::try_from(n).unwrap());
            assert_eq!(attempts.begin(&token(n), at), Ok(()));
        }
        assert_eq!(attempts.0.len(), MAX_WATCHED);
        assert!(!attempts.0.contains_key(&token(4)) && attempts.0.contains_key(&token(5)));
    }
}
