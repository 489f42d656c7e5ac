//! Organizations that are part of each other in a circle.

use std::collections::{HashMap, HashSet};

use super::tables::Record;

/// The organizations from which the way over their parents leads back to them.
///
/// Complexity: O(organizations).
pub(super) fn circular<'a>(records: &[&'a Record]) -> HashSet<&'a str> {
    let parents: HashMap<&str, &str> =
        records.iter().map(|record| (record.id(), record.get("parent_organization_id"))).collect();
    let mut circular = HashSet::new();
    let mut done = HashSet::new();
    for record in records {
        let mut way = Vec::new();
        let mut on_way = HashSet::new();
        let mut at = record.id();
        while parents.contains_key(at) && done.insert(at) {
            way.push(at);
            on_way.insert(at);
            at = parents[at];
        }
        if on_way.contains(at) {
            circular.extend(way.iter().skip_while(|id| **id != at).copied());
        }
    }
    circular
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hsds::schema::Entity;

    #[test]
    fn only_the_circle_is_named() {
        let pairs = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", ""), ("f", "x")];
        let records = pairs.map(|(id, parent)| {
            Record::new(Entity::Organization).with("id", id).with("parent_organization_id", parent)
        });
        let records: Vec<&Record> = records.iter().collect();
        assert_eq!(circular(&records), ["b", "c", "d"].into());
    }
}
