//! What somebody probably meant: the known word nearest to a mistyped one.

/// Longer words are not compared: nothing that we know is this long.
const MAX_CHARS: usize = 64;

/// The known word that needs the fewest changes, if these are few enough to be a slip.
///
/// Method: Levenshtein distance; upper and lower case, blanks and `-` for `_` do not count.
/// Ties go to the first word.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let n_chars = word.chars().take(MAX_CHARS + 1).count();
    if n_chars == 0 || n_chars > MAX_CHARS {
        return None;
    }
    let folded = fold(word);
    let (distance, best) = known
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= (n_chars / 3).max(1)).then_some(best)
}

/// Whether two texts are the same but for case and surrounding blanks.
pub(crate) fn same_word(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim().chars(), b.chars());
    a.flat_map(char::to_lowercase).eq(b.flat_map(char::to_lowercase))
}

fn fold(word: &str) -> Vec<char> {
    let unified = |c: char| if c == '_' || c.is_whitespace() { '-' } else { c };
    word.trim().chars().flat_map(char::to_lowercase).map(unified).collect()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(from != to);
            row.push(replaced.min(above[j + 1] + 1).min(row[j] + 1));
        }
        above = row;
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        let known = ["name", "short_name", "note"];
        assert_eq!(nearest("Short-Name", known), Some("short_name"));
        assert_eq!(nearest("nmae", ["name"]), None, "two changes in four letters are too many");
        assert_eq!(nearest("shortname", known), Some("short_name"));
        assert_eq!(nearest("telefon", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
    }
}
