//! Shared maps (geteilte Karten): a view of a network that a coordinator passes on by a link, for a
//! role and until a day.
//!
//! Not here: what a role sees (`access`), what a view may be (`protocol`), how a password is hashed
//! and compared (the server).

use std::fmt;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{NetworkId, Visibility};

codes! {
    /// As whom whoever has the link looks at the network. Nobody looks as the steering group: its
    /// rows are for those who may change them.
    MapRole, "Rolle einer geteilten Karte", {
        Public = "public", "Öffentlich", "Public";
        Partners = "partners", "Partner", "Partners";
        Kreis = "kreis", "Kreis", "Kreis";
    }
}

impl MapRole {
    /// The innermost level that this role sees.
    pub const fn reach(self) -> Visibility {
        match self {
            Self::Public => Visibility::Public,
            Self::Partners => Visibility::Partners,
            Self::Kreis => Visibility::Kreis,
        }
    }
}

/// Why something cannot be a shared map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMap {
    #[error("der Link einer geteilten Karte hat 26 Zeichen")]
    Token,
    #[error("die Bezeichnung hat 1 bis {} Zeichen, ohne Steuerzeichen", MapLabel::MAX_CHARS)]
    Label,
    #[error("eine Karte gilt von heute an höchstens ein Jahr")]
    Until,
    #[error("einbetten lässt sich nur, was öffentlich ist und kein Passwort hat")]
    Embedding,
}

/// Whoever has it opens the map: 26 characters, 130 bits, so that nobody guesses it. Its `Debug`
/// does not tell it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MapToken(String);

impl MapToken {
    /// Without 0 and O, 1 and L.
    pub const ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
    pub const LENGTH: usize = 26;

    /// A token from random bytes, of which each is used for one character.
    #[must_use]
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        // 256 is a multiple of 32, so that every character is as likely as any other.
        let letters = bytes.map(|byte| Self::ALPHABET[usize::from(byte) % Self::ALPHABET.len()]);
        Self(letters.iter().map(|letter| char::from(*letter)).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MapToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MapToken(…)")
    }
}

impl std::str::FromStr for MapToken {
    type Err = InvalidMap;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_token =
            text.len() == Self::LENGTH && text.bytes().all(|byte| Self::ALPHABET.contains(&byte));
        if is_token { Ok(Self(text.to_owned())) } else { Err(InvalidMap::Token) }
    }
}

impl TryFrom<String> for MapToken {
    type Error = InvalidMap;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MapToken> for String {
    fn from(token: MapToken) -> Self {
        token.0
    }
}

/// What a map is called, for whom it is made and for whoever looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MapLabel(String);

impl MapLabel {
    /// One line of a list.
    pub const MAX_CHARS: usize = 80;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MapLabel {
    type Error = InvalidMap;

    /// Without space around it.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let text = text.trim();
        let is_label = (1..=Self::MAX_CHARS).contains(&text.chars().count())
            && !text.chars().any(char::is_control);
        if is_label { Ok(Self(text.to_owned())) } else { Err(InvalidMap::Label) }
    }
}

impl From<MapLabel> for String {
    fn from(label: MapLabel) -> Self {
        label.0
    }
}

/// What is kept of a password: a salted hash as a PHC string. It is in nothing that is sent, and
/// its `Debug` does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A view of one network for whoever has the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedMap {
    pub token: MapToken,
    pub network: NetworkId,
    /// The page that the link leads to, with everything that is chosen in it.
    pub path: String,
    pub label: MapLabel,
    pub role: MapRole,
    /// The last day on which the link opens, as calendars in Germany have it.
    pub until: Date,
    pub password: Option<PasswordHash>,
    /// Whether other websites may show its picture.
    pub is_embeddable: bool,
    /// The role or machine that shared it, never a person.
    pub opened_by: String,
    pub opened_at: Timestamp,
}

impl SharedMap {
    /// Characters that a password may have: fewer are guessed, more are no password.
    pub const PASSWORD_CHARS: RangeInclusive<usize> = 8..=200;

    /// Whether it may be shared on this day.
    ///
    /// # Errors
    /// [`InvalidMap::Until`] for a day that is over, or more than a year ahead;
    /// [`InvalidMap::Embedding`] where not everybody may see what everybody would be shown.
    pub fn check(&self, today: Date) -> Result<(), InvalidMap> {
        if !Self::days(today).contains(&self.until) {
            return Err(InvalidMap::Until);
        }
        if self.is_embeddable && !Self::can_embed(self.role, self.password.is_some()) {
            return Err(InvalidMap::Embedding);
        }
        Ok(())
    }

    /// The days that may be the last one of a map that is shared today.
    pub fn days(today: Date) -> RangeInclusive<Date> {
        today..=today.saturating_add(1.year())
    }

    /// Whether the picture of such a map may be shown by other websites: there everybody sees it,
    /// and nobody is asked for a password.
    pub const fn can_embed(role: MapRole, has_password: bool) -> bool {
        matches!(role, MapRole::Public) && !has_password
    }

    /// Whether its last day is over.
    pub fn is_over(&self, today: Date) -> bool {
        self.until < today
    }

    /// Whether other websites are given its picture, whatever is stored.
    pub fn shows_picture(&self, today: Date) -> bool {
        self.is_embeddable
            && Self::can_embed(self.role, self.password.is_some())
            && !self.is_over(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn map() -> SharedMap {
        SharedMap {
            token: MapToken::from_random([0; MapToken::LENGTH]),
            network: "05774".parse().unwrap(),
            path: "/k/05774/netz".to_owned(),
            label: "Träger".to_owned().try_into().unwrap(),
            role: MapRole::Public,
            until: day("2026-06-30"),
            password: None,
            is_embeddable: true,
            opened_by: "lokal".to_owned(),
            opened_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_token_from_any_bytes_is_one_and_nothing_else_is() {
        for byte in 0..=u8::MAX {
            let token = MapToken::from_random([byte; MapToken::LENGTH]);
            assert_eq!(token.as_str().parse::<MapToken>(), Ok(token.clone()));
        }
        let token = "a".repeat(MapToken::LENGTH);
        for bad in ["", &token[1..], &format!("{token}a"), &token.replacen('a', "A", 1)] {
            assert_eq!(bad.parse::<MapToken>(), Err(InvalidMap::Token), "{bad}");
        }
    }

    #[test]
    fn no_secret_is_told_by_debug() {
        let hash = PasswordHash::new("$argon2id$v=19$geheim".to_owned());
        let map = SharedMap { password: Some(hash), ..map() };
        let told = format!("{map:?}");
        assert!(!told.contains(map.token.as_str()) && !told.contains("geheim"), "{told}");
    }

    #[test]
    fn a_label_is_one_line() {
        let label = |text: &str| MapLabel::try_from(text.to_owned()).map(String::from);
        assert_eq!(label("  Träger in Delbrück "), Ok("Träger in Delbrück".to_owned()));
        assert!(label(&"ü".repeat(MapLabel::MAX_CHARS)).is_ok());
        for bad in ["", " ", "a\nb", "a\u{0}b", &"ü".repeat(MapLabel::MAX_CHARS + 1)] {
            assert_eq!(label(bad), Err(InvalidMap::Label), "{bad:?}");
        }
    }

    #[test]
    fn the_last_day_counts_and_lies_within_a_year() {
        let map = map();
        assert!(!map.is_over(day("2026-06-30")) && map.is_over(day("2026-07-01")));
        for today in ["2025-06-30", "2026-01-01", "2026-06-30"] {
            assert_eq!(map.check(day(today)), Ok(()), "{today}");
        }
        for today in ["2025-06-29", "2026-07-01"] {
            assert_eq!(map.check(day(today)), Err(InvalidMap::Until), "{today}");
        }
    }

    #[test]
    fn only_what_everybody_may_see_is_embedded() {
        let today = day("2026-01-01");
        let hash = PasswordHash::new("$argon2id$".to_owned());
        assert!(map().shows_picture(today));
        for hidden in [
            SharedMap { role: MapRole::Partners, ..map() },
            SharedMap { role: MapRole::Kreis, ..map() },
            SharedMap { password: Some(hash), ..map() },
        ] {
            assert_eq!(hidden.check(today), Err(InvalidMap::Embedding));
            assert!(!hidden.shows_picture(today));
        }
        assert!(!SharedMap { is_embeddable: false, ..map() }.shows_picture(today));
        assert!(!map().shows_picture(day("2026-07-01")));
    }

    #[test]
    fn no_role_sees_what_is_for_the_steering_group() {
        for role in MapRole::ALL {
            assert!(role.reach() < Visibility::Steering);
        }
    }
}
