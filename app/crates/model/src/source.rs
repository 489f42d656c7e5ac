//! Sources: where a statement comes from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::SourceId;
use crate::code::codes;

codes! {
    /// What kind of source.
    SourceKind, "Quellenart", {
        /// A press text or page the example networks grew from.
        Seed = "seed", "Ausgangstext", "seed text";
        PublicPage = "public_page", "öffentliche Seite", "public page";
        Register = "register", "amtliches Register", "official register";
        Law = "law", "Rechtsnorm", "law";
        Knowledge = "knowledge", "Fachwissen", "field knowledge";
        Example = "example", "Beispieldaten", "example data";
    }
}

/// Where a row comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub id: SourceId,
    pub kind: SourceKind,
    pub title: String,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub date: Option<Date>,
    /// At most [`Source::MAX_QUOTE_CHARS`] characters.
    pub quote: Option<String>,
}

impl Source {
    pub const MAX_QUOTE_CHARS: usize = 200;
}
