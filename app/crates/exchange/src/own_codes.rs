//! Closed code lists of the tables that belong to no network: what is in the directory of the
//! Land, and where a typical actor is found.

use std::str::FromStr;

use model::{Code, Lang, UnknownCode};

/// A closed list as `model` has them; the labels are for messages about files.
macro_rules! own_codes {
    ($(#[$meta:meta])* $vis:vis $name:ident, $list:literal, {
        $($(#[$vmeta:meta])* $variant:ident = $code:literal, $de:literal, $en:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl Code for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            fn label(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, Lang::De) => $de,
                      (Self::$variant, Lang::En) => $en,)+
                }
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::parse(code)
            }
        }
    };
}

own_codes! {
    /// What a row of the directory of the Land is.
    pub(crate) ListedKind, "Art des Gebiets", {
        Kreis = "kreis", "Kreis", "Kreis";
        KreisfreieStadt = "kreisfreie_stadt", "Kreisfreie Stadt", "independent city";
        Gemeinde = "gemeinde", "Gemeinde", "municipality";
    }
}

own_codes! {
    /// Where a typical actor is found, and how often.
    pub Scope, "Vorkommen", {
        /// Once in every Kreis and every kreisfreie Stadt.
        Everywhere = "everywhere", "überall", "everywhere";
        /// Once in a Kreis, not in a kreisfreie Stadt.
        Kreis = "kreis", "im Kreis", "in a Kreis";
        /// Once in a kreisfreie Stadt.
        Kreisfrei = "kreisfrei", "in der kreisfreien Stadt", "in an independent city";
        /// In a Kreis, once for each of its municipalities.
        Gemeinde = "gemeinde", "je Gemeinde", "per municipality";
    }
}

impl Scope {
    /// Whether what is found here has something of the other scope beside it.
    pub(crate) fn is_within(self, other: Self) -> bool {
        match other {
            Self::Everywhere => true,
            Self::Kreis => matches!(self, Self::Kreis | Self::Gemeinde),
            Self::Kreisfrei | Self::Gemeinde => self == other,
        }
    }
}
