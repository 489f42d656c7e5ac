//! Ids for rows that come without one, made of what they are called.

use std::collections::{HashMap, HashSet};

use model::slug;

/// Gives out ids, each once.
#[derive(Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The last number that was put behind a name. Without it, a thousand rows of the same name
    /// would try a thousand numbers each.
    numbers: HashMap<String, u32>,
}

impl Ids {
    /// Takes an id that somebody has given already.
    pub(crate) fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// The id for a name: `jobcenter`, then `jobcenter-2` and so on.
    pub(crate) fn free(&mut self, name: &str) -> String {
        let first = slug(name);
        let mut id = first.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.numbers.entry(first.clone()).or_insert(1);
            *number += 1;
            id = format!("{first}-{number}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_is_given_once() {
        let mut ids = Ids::default();
        ids.reserve("ki-2");
        let given = ["KI", "Ki", "ki!", "Ki 2"].map(|name| ids.free(name));
        assert_eq!(given, ["ki", "ki-3", "ki-4", "ki-2-2"]);
    }
}
