//! JSON whose members stay in the order in which they are written.
//!
//! The order of a map of `serde_json` depends on what other crates of the same program ask of it;
//! a file must not.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Text(String),
    /// A number as it stands.
    Number(serde_json::Number),
    Flag(bool),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object without the members that have no value.
    pub(crate) fn object(members: impl IntoIterator<Item = (&'static str, Option<Json>)>) -> Self {
        let members = members.into_iter().filter_map(|(name, value)| Some((name, value?)));
        Self::Object(members.collect())
    }

    /// The text of a file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // All names are texts and nothing fails by itself.
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
