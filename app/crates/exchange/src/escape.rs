//! How a cell says what a table cannot say directly: formulas and lists.
//!
//! **Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, also after a
//! blank. Such a text is written with a leading apostrophe, and reading takes away exactly
//! that one. A text that already has apostrophes before such a character gets one more, so
//! that nothing is lost: `=a` ↔ `'=a`, `'=a` ↔ `''=a`, while `'s-Heerenberg` stays as it is.
//! Columns with numbers are written plain; `-0.5` is a number.
//!
//! **Lists.** Items are separated by `|`. Within an item, `\|` is a bar and `\\` a backslash;
//! any other backslash stands for itself. Empty items do not count.

use std::fmt::Display;

const SEPARATOR: char = '|';
const ESCAPE: char = '\\';

fn starts_like_formula(text: &str) -> bool {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@') || c.is_whitespace();
    text.trim_start_matches('\'').starts_with(risky)
}

/// The cell for a text.
pub(crate) fn shield(text: &str) -> String {
    let text = text.trim_end();
    let apostrophe = if starts_like_formula(text) { "'" } else { "" };
    format!("{apostrophe}{text}")
}

/// The text of a cell; the inverse of [`shield`].
pub(crate) fn unshield(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('\'').filter(|text| starts_like_formula(text)).unwrap_or(cell)
}

/// The text for a list.
pub fn join_list(items: impl IntoIterator<Item = impl Display>) -> String {
    let mut list = String::new();
    for item in items {
        let item = item.to_string();
        if item.trim().is_empty() {
            continue;
        }
        if !list.is_empty() {
            list.push(SEPARATOR);
        }
        for c in item.trim().chars() {
            if c == SEPARATOR || c == ESCAPE {
                list.push(ESCAPE);
            }
            list.push(c);
        }
    }
    list
}

/// The items of a list; the inverse of [`join_list`].
pub fn split_list(list: &str) -> Vec<String> {
    let mut items = vec![];
    let mut item = String::new();
    let mut chars = list.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = (c == ESCAPE)
            .then(|| chars.next_if(|&next| next == SEPARATOR || next == ESCAPE))
            .flatten();
        match (c, escaped) {
            (SEPARATOR, _) => items.push(std::mem::take(&mut item)),
            (c, None) => item.push(c),
            (_, Some(escaped)) => item.push(escaped),
        }
    }
    items.push(item);
    items.retain_mut(|item| {
        *item = item.trim().to_owned();
        !item.is_empty()
    });
    items
}

/// Appends one line of a CSV file; the inverse of the `csv` crate's reader.
pub(crate) fn push_line<'a>(file: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let mut separator = "";
    for cell in cells {
        file.push_str(separator);
        separator = ",";
        if cell.contains(['"', ',', ';', '\r', '\n']) {
            let quoted = cell.replace('"', "\"\"");
            file.extend(["\"", &quoted, "\""]);
        } else {
            file.push_str(cell);
        }
    }
    file.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shielded_and_come_back() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@a", "'@a"),
            ("\tx", "'\tx"),
            (" x", "' x"),
            ("'=1", "''=1"),
            ("''-", "'''-"),
            ("'s-Heerenberg", "'s-Heerenberg"),
            ("'", "'"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(shield(text), cell);
            assert_eq!(unshield(cell), text);
        }
    }

    #[test]
    fn a_formula_somebody_typed_stays() {
        assert_eq!(unshield(" =1+1 "), "=1+1");
    }

    #[test]
    fn lists_keep_bars_and_backslashes() {
        let items = ["a|b", r"c\", r"\|", "d e", r"\\x"];
        assert_eq!(split_list(&join_list(items)), items);
        assert_eq!(join_list(["a|b", r"c\d"]), r"a\|b|c\\d");
    }

    #[test]
    fn lists_typed_by_hand_are_read_kindly() {
        assert_eq!(split_list(r" a || b | C:\x\"), ["a", "b", r"C:\x\"]);
        assert!(split_list(" | ").is_empty());
        assert_eq!(join_list(["a", " ", ""]), "a");
    }

    #[test]
    fn cells_are_quoted_where_needed() {
        let mut file = String::new();
        push_line(&mut file, ["a", "b,c", "say \"x\"", "two\nlines", ""]);
        assert_eq!(file, "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\n");
    }
}
