//! Open code lists that are data, not code: Handlungsfelder, Rechtskreise, Zielgruppen,
//! Aufenthaltsstatus. Laws change; the program does not have to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::code::codes;

codes! {
    /// Which list an entry belongs to.
    CodeListKind, "Codeliste", {
        FieldOfAction = "field_of_action", "Handlungsfeld", "field of action";
        LegalRegime = "legal_regime", "Rechtskreis", "legal regime";
        TargetGroup = "target_group", "Zielgruppe", "target group";
        ResidenceStatus = "residence_status", "Aufenthaltsstatus", "residence status";
    }
}

/// One code with its labels and the days on which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeEntry {
    pub list: CodeListKind,
    pub code: String,
    pub label_de: String,
    pub label_en: String,
    pub position: u16,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub note: Option<String>,
}

impl CodeEntry {
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.label_de,
            Lang::En => &self.label_en,
        }
    }
}

/// All open lists, each in its display order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeBook {
    entries: Vec<CodeEntry>,
}

impl CodeBook {
    pub fn new(mut entries: Vec<CodeEntry>) -> Self {
        entries.sort_by(|a, b| (a.list, a.position, &a.code).cmp(&(b.list, b.position, &b.code)));
        Self { entries }
    }

    pub fn entries(&self) -> &[CodeEntry] {
        &self.entries
    }

    pub fn list(&self, list: CodeListKind) -> impl Iterator<Item = &CodeEntry> {
        self.entries.iter().filter(move |entry| entry.list == list)
    }

    pub fn contains(&self, list: CodeListKind, code: &str) -> bool {
        self.list(list).any(|entry| entry.code == code)
    }

    /// The label, or the bare code when the list does not know it.
    pub fn label<'a>(&'a self, list: CodeListKind, code: &'a str, lang: Lang) -> &'a str {
        self.list(list).find(|entry| entry.code == code).map_or(code, |entry| entry.label(lang))
    }
}
