//! Names as small numbers, so that an event takes 16 bytes.

use std::collections::HashMap;

use super::EventLogProblem;

/// Most organisations of a log; a Kreis has some hundred.
pub(super) const MAX_ORGANISATIONS: usize = 5_000;
/// Most activities of a log.
pub(super) const MAX_ACTIVITIES: usize = 5_000;
/// Longer names are cut, so that names cannot fill the memory: 10,000 × 300 bytes × 2 = 6 MB.
const MAX_NAME_BYTES: usize = 300;

/// A name by its number; [`NameIdx::NONE`] where an event has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameIdx(u16);

impl NameIdx {
    pub(super) const NONE: Self = Self(u16::MAX);

    pub(super) fn is_some(self) -> bool {
        self != Self::NONE
    }

    pub(super) fn idx(self) -> usize {
        usize::from(self.0)
    }
}

/// Names in the order in which they were first seen.
pub(super) struct Names {
    by_number: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u16>,
    max: usize,
    too_many: EventLogProblem,
}

impl Names {
    pub(super) fn organisations() -> Self {
        Self::new(MAX_ORGANISATIONS, EventLogProblem::TooManyOrganisations)
    }

    pub(super) fn activities() -> Self {
        Self::new(MAX_ACTIVITIES, EventLogProblem::TooManyActivities)
    }

    fn new(max: usize, too_many: EventLogProblem) -> Self {
        Self { by_number: Vec::new(), numbers: HashMap::new(), max, too_many }
    }

    /// The number of a name; blanks around it do not count, and an empty name is none.
    ///
    /// # Errors
    /// When there are more names than a log may have.
    pub(super) fn number(&mut self, name: &str) -> Result<NameIdx, EventLogProblem> {
        let name = name.trim();
        let name = &name[..name.floor_char_boundary(MAX_NAME_BYTES)];
        if name.is_empty() {
            return Ok(NameIdx::NONE);
        }
        if let Some(number) = self.numbers.get(name) {
            return Ok(NameIdx(*number));
        }
        if self.by_number.len() == self.max {
            return Err(self.too_many.clone());
        }
        let number = u16::try_from(self.by_number.len()).unwrap_or(u16::MAX);
        self.by_number.push(name.into());
        self.numbers.insert(name.into(), number);
        Ok(NameIdx(number))
    }

    pub(super) fn name(&self, number: NameIdx) -> &str {
        self.by_number.get(number.idx()).map_or("", |name| name)
    }

    /// Every name with its number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (NameIdx, &str)> {
        (0..).map(NameIdx).zip(self.by_number.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_have_equal_numbers() {
        let mut names = Names::organisations();
        let first = names.number(" Jobcenter ").unwrap();
        assert_eq!(names.number("Jobcenter"), Ok(first));
        assert_eq!(names.number(" "), Ok(NameIdx::NONE));
        assert_eq!(names.name(first), "Jobcenter");
        let long = names.number(&"ä".repeat(10_000)).unwrap();
        assert_eq!(names.name(long).len(), MAX_NAME_BYTES);
    }

    #[test]
    fn too_many_names_are_refused() {
        let mut names = Names::organisations();
        for number in 0..MAX_ORGANISATIONS {
            assert!(names.number(&number.to_string()).is_ok());
        }
        assert_eq!(names.number("0").map(NameIdx::idx), Ok(0));
        assert_eq!(names.number("noch eine"), Err(EventLogProblem::TooManyOrganisations));
    }
}
