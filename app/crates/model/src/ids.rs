//! Newtyped ids. An id is checked once, when it is made; after that its type vouches for it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    #[error(
        "„{0}“ ist keine gültige Kennung (erlaubt: a–z, 0–9 und Bindestrich, 1 bis 64 Zeichen)"
    )]
    Slug(String),
    #[error("„{0}“ ist kein gültiger AGS (8 Ziffern für eine Kommune, 5 für einen Kreis)")]
    Ags(String),
    #[error("„{0}“ hat nur {len} Ziffern: vermutlich fehlt die führende Null (0{0})", len = .0.len())]
    AgsWithoutLeadingZero(String),
    #[error("„{0}“ ist kein gültiges Sprachkürzel (BCP 47, zum Beispiel de, ar, uk)")]
    Language(String),
}

const MAX_SLUG_LENGTH: usize = 64;

fn is_slug(text: &str) -> bool {
    (1..=MAX_SLUG_LENGTH).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! text_newtype {
    ($(#[$meta:meta])* $name:ident, $check:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks a text and makes it an id.
            ///
            /// # Errors
            /// [`InvalidId`] says which rule the text breaks.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                let check: fn(&str) -> Result<(), InvalidId> = $check;
                check(&text)?;
                Ok(Self(text))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

macro_rules! slug_ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {
        $(text_newtype!($(#[$meta])* $name, |text| {
            if is_slug(text) { Ok(()) } else { Err(InvalidId::Slug(text.to_owned())) }
        });)+
    };
}

slug_ids! {
    /// An actor within one network.
    ActorId;
    /// A service within one network.
    ServiceId;
    /// A post within one network.
    PostId;
    /// A committee within one network.
    CommitteeId;
    /// A row of `jurisdictions` within one network.
    JurisdictionId;
    /// A relation within one network.
    RelationId;
    /// An observation within one network.
    ObservationId;
    /// A source within one network.
    SourceId;
    /// A region within one network: its AGS where it has one, otherwise a slug.
    RegionId;
    /// A chain template; chains belong to the database, not to one network.
    ChainId;
    /// A step within one chain.
    StepId;
    /// A Handlungsfeld; the list is data ([`crate::CodeBook`]).
    FieldCode;
    /// A Rechtskreis; the list is data.
    RegimeCode;
    /// A Zielgruppe; the list is data.
    TargetGroupCode;
    /// An Aufenthaltsstatus; the list is data.
    ResidenceStatusCode;
}

fn check_ags(text: &str) -> Result<(), InvalidId> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.len() {
        5 | 8 if digits => Ok(()),
        4 | 7 if digits => Err(InvalidId::AgsWithoutLeadingZero(text.to_owned())),
        _ => Err(InvalidId::Ags(text.to_owned())),
    }
}

text_newtype!(
    /// Amtlicher Gemeindeschlüssel: Land 2 + Regierungsbezirk 1 + Kreis 2 (+ Gemeinde 3) digits.
    Ags,
    check_ags
);

impl Ags {
    /// The Kreis part: the first five digits.
    pub fn kreis(&self) -> &str {
        &self.0[..5]
    }

    pub fn is_kreis(&self) -> bool {
        self.0.len() == 5
    }
}

text_newtype!(
    /// A network: the AGS of its Kreis (5 digits).
    NetworkId,
    |text| {
        check_ags(text)?;
        if text.len() == 5 { Ok(()) } else { Err(InvalidId::Ags(text.to_owned())) }
    }
);

text_newtype!(
    /// A language (BCP 47), e.g. `de`, `ar`, `zh-Hans`.
    LanguageTag,
    |text| {
        let well_formed = (2..=16).contains(&text.len())
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if well_formed { Ok(()) } else { Err(InvalidId::Language(text.to_owned())) }
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_accepts_only_its_alphabet() {
        assert!(ActorId::new("abh-kreis-lippe").is_ok());
        for bad in ["", "ABH", "a b", "ä", "a_b", &"a".repeat(65)] {
            assert_eq!(ActorId::new(bad), Err(InvalidId::Slug(bad.to_owned())));
        }
    }

    #[test]
    fn ags_has_five_or_eight_digits() {
        assert_eq!(Ags::new("05774020").unwrap().kreis(), "05774");
        assert!(Ags::new("05774").unwrap().is_kreis());
        assert_eq!(Ags::new("0577402x"), Err(InvalidId::Ags("0577402x".to_owned())));
    }

    #[test]
    fn ags_damaged_by_a_spreadsheet_is_recognised() {
        let problem = Ags::new("5774020").unwrap_err();
        assert_eq!(
            problem.to_string(),
            "„5774020“ hat nur 7 Ziffern: vermutlich fehlt die führende Null (05774020)"
        );
    }

    #[test]
    fn network_is_a_kreis() {
        assert!(NetworkId::new("05774").is_ok());
        assert!(NetworkId::new("05774020").is_err());
    }

    #[test]
    fn language_tags_are_bcp_47() {
        assert!(LanguageTag::new("zh-Hans").is_ok());
        assert!(LanguageTag::new("arabisch!").is_err());
    }
}
