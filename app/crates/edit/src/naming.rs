//! Ids for new rows, made of what somebody calls them.

use model::slug;

/// The id for a name that no other row has: `jobcenter`, else `jobcenter-2` and so on.
pub fn free_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let first = slug(name);
    if !is_taken(&first) {
        return first;
    }
    let mut number: u32 = 2;
    loop {
        let id = format!("{first}-{number}");
        if !is_taken(&id) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_id_gets_a_number() {
        let taken = ["ki", "ki-2"];
        assert_eq!(free_id("KI", |id| taken.contains(&id)), "ki-3");
        assert_eq!(free_id("Caritas", |id| taken.contains(&id)), "caritas");
    }
}
