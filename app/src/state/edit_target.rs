//! Which form is open, as the URL says it.

use std::str::FromStr;

use model::TableName;

/// Stands before a row that is to be removed.
const REMOVAL: &str = "entfernen";

/// A row to edit, or a new one with what it starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EditTarget {
    pub(crate) table: TableName,
    /// `None` for a new row.
    pub(crate) id: Option<String>,
    /// The actors, services or relations that a new row is about: an owner, or two ends.
    pub(crate) about: Vec<String>,
    /// Whether it is asked first if the row is to be removed.
    pub(crate) is_removal: bool,
}

impl EditTarget {
    pub(crate) fn row(table: TableName, id: impl Into<String>) -> Self {
        Self { table, id: Some(id.into()), about: Vec::new(), is_removal: false }
    }

    pub(crate) fn removal(table: TableName, id: impl Into<String>) -> Self {
        Self { is_removal: true, ..Self::row(table, id) }
    }

    pub(crate) fn new_row(table: TableName, about: impl IntoIterator<Item = String>) -> Self {
        let about = about.into_iter().collect();
        Self { table, id: None, about, is_removal: false }
    }
}

/// `actors:abh`, for a new row `relations::abh:jobcenter`, to remove one `entfernen:actors:abh`.
impl std::fmt::Display for EditTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_removal {
            write!(f, "{REMOVAL}:")?;
        }
        write!(f, "{}:{}", self.table, self.id.as_deref().unwrap_or_default())?;
        self.about.iter().try_for_each(|id| write!(f, ":{id}"))
    }
}

/// It is no form that the URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoForm;

impl FromStr for EditTarget {
    type Err = NoForm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split(':').peekable();
        let is_removal = parts.next_if_eq(&REMOVAL).is_some();
        let table = parts.next().and_then(|table| table.parse().ok()).ok_or(NoForm)?;
        let id = parts.next().map(str::to_owned).filter(|id| !id.is_empty());
        if is_removal && id.is_none() {
            return Err(NoForm);
        }
        let about: Vec<String> = parts.map(str::to_owned).collect();
        Ok(Self { table, id, about, is_removal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_in_the_url_is_read_as_it_was_written() {
        let targets = [
            EditTarget::row(TableName::Actors, "abh"),
            EditTarget::row(TableName::Memberships, "lenkung/abh"),
            EditTarget::removal(TableName::Actors, "abh"),
            EditTarget::new_row(TableName::Sources, []),
            EditTarget::new_row(TableName::Relations, ["abh".to_owned(), "jc".to_owned()]),
            EditTarget::new_row(TableName::Relations, [String::new(), "jc".to_owned()]),
        ];
        for target in targets {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        for text in ["amt:x", "entfernen:actors", "entfernen"] {
            assert_eq!(text.parse::<EditTarget>(), Err(NoForm), "{text}");
        }
    }
}
