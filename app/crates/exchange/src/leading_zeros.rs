//! Keys of areas that a spreadsheet has taken for numbers, so that their leading zero is gone.

use std::borrow::Cow;

use csv::StringRecord;

use crate::escape::{join_list, split_list, unshield};
use crate::header::Header;
use crate::table::Table;

/// The columns of a table that hold an AGS or an ARS, or a list of them.
pub(crate) fn columns_with_keys(table: &Table) -> &'static [&'static str] {
    match table.name {
        "regions" => &["id", "ags", "ars", "parent"],
        "actors" => &["region"],
        "jurisdictions" => &["regions"],
        "posts" => &["serves"],
        "observations" => &["entity"],
        _ => &[],
    }
}

/// The cell with the zeros that are missing in it; `None` where none is.
///
/// An AGS has 5 or 8 digits, an ARS 12; in North Rhine-Westphalia, and in every Land before it, all
/// of them begin with a zero.
pub(crate) fn with_zeros(cell: &str) -> Option<String> {
    let is_damaged = |item: &String| {
        matches!(item.len(), 4 | 7 | 11) && item.bytes().all(|byte| byte.is_ascii_digit())
    };
    let items = split_list(cell);
    if !items.iter().any(is_damaged) {
        return None;
    }
    let mended = |item: String| if is_damaged(&item) { format!("0{item}") } else { item };
    Some(join_list(items.into_iter().map(mended)))
}

/// Puts them into the cells of a row.
pub(crate) fn add_zeros(table: &Table, header: &Header, record: &mut StringRecord) {
    let columns = columns_with_keys(table);
    if columns.is_empty() {
        return;
    }
    let field = |(position, field)| {
        let is_key = header.column_at(position).is_some_and(|column| columns.contains(&column));
        let mended = is_key.then(|| with_zeros(unshield(field))).flatten();
        mended.map_or(Cow::Borrowed(field), Cow::Owned)
    };
    let mended: StringRecord = record.iter().enumerate().map(field).collect();
    *record = mended;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_zero_comes_back_and_nothing_else_is_touched() {
        assert_eq!(with_zeros("5774020").as_deref(), Some("05774020"));
        assert_eq!(with_zeros("5774").as_deref(), Some("05774"));
        assert_eq!(with_zeros("57740020020").as_deref(), Some("057740020020"));
        assert_eq!(with_zeros("05774012|5774020").as_deref(), Some("05774012|05774020"));
        for whole in ["", "05774020", "team-nord", "5-sozialraum", "057740020020", "12"] {
            assert_eq!(with_zeros(whole), None, "{whole}");
        }
    }
}
