//! Closed code lists: an enum, its stable code, and its German and English label.

use crate::Lang;

/// A code that is not in its list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("„{code}“ ist kein gültiger Wert für {list}")]
pub struct UnknownCode {
    pub list: &'static str,
    pub code: String,
}

/// A closed list of codes with labels.
pub trait Code: Copy + Sized + 'static {
    /// What the list is called in messages (German).
    const LIST: &'static str;
    /// Every value, in the order in which the interface shows them.
    const ALL: &'static [Self];

    /// The code in files, database and URLs.
    fn code(self) -> &'static str;
    /// The label in the interface.
    fn label(self, lang: Lang) -> &'static str;

    /// Reads a code.
    ///
    /// # Errors
    /// [`UnknownCode`] when the list has no such code.
    fn parse(code: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.code() == code)
            .ok_or_else(|| UnknownCode { list: Self::LIST, code: code.to_owned() })
    }
}

/// Defines an enum with [`Code`], serde by code, `FromStr` and `Display` (the code).
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $list:literal, {
        $($(#[$vmeta:meta])* $variant:ident = $code:literal, $de:literal, $en:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $code)] $variant,)+
        }

        impl $crate::code::Code for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            fn label(self, lang: $crate::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, $crate::Lang::De) => $de,
                      (Self::$variant, $crate::Lang::En) => $en,)+
                }
            }
        }

        impl $name {
            pub const ALL: &'static [Self] = <Self as $crate::code::Code>::ALL;

            /// The code in files, database and URLs.
            pub fn code(self) -> &'static str {
                $crate::code::Code::code(self)
            }

            /// The label in the interface.
            pub fn label(self, lang: $crate::Lang) -> &'static str {
                $crate::code::Code::label(self, lang)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                <Self as $crate::code::Code>::parse(code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use crate::{ActorKind, Lang, RelationKind};

    #[test]
    fn code_and_value_are_one_to_one() {
        for kind in ActorKind::ALL {
            assert_eq!(kind.code().parse::<ActorKind>().as_ref(), Ok(kind));
        }
        for kind in RelationKind::ALL {
            assert_eq!(kind.code().parse::<RelationKind>().as_ref(), Ok(kind));
        }
    }

    #[test]
    fn unknown_code_names_its_list() {
        let problem = "amt".parse::<ActorKind>().unwrap_err();
        assert_eq!(problem.to_string(), "„amt“ ist kein gültiger Wert für Akteursart");
    }

    #[test]
    fn labels_exist_in_both_languages() {
        for kind in RelationKind::ALL {
            assert!(!kind.label(Lang::De).is_empty());
            assert!(!kind.label(Lang::En).is_empty());
        }
    }
}
