//! Sessions (Sitzungen): people look at one network together and vote.
//!
//! A session keeps which organisations sit in it and what was voted on, never who a person is.
//! What one may do in a session is said by the rules of the room (`protocol`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::NetworkId;
use crate::code::codes;

codes! {
    /// How somebody votes.
    Choice, "Stimme", {
        Yes = "yes", "Ja", "Yes";
        No = "no", "Nein", "No";
        Abstain = "abstain", "Enthaltung", "Abstention";
    }
}

codes! {
    /// How a vote ended.
    VoteOutcome, "Ergebnis einer Abstimmung", {
        Adopted = "adopted", "angenommen", "adopted";
        Rejected = "rejected", "abgelehnt", "rejected";
        Withdrawn = "withdrawn", "zurückgezogen", "withdrawn";
    }
}

/// Why a text names no session or no participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSessionId {
    #[error("der Code einer Sitzung hat zehn Zeichen, zum Beispiel K7MPQ-3XTRA")]
    Code,
    #[error("die Kennung einer Teilnahme hat 32 Zeichen aus 0–9 und a–f")]
    Participant,
}

/// Whoever has it may take part: ten characters that are not mistaken for each other when read out,
/// 49 bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionCode(String);

impl SessionCode {
    /// Without 0 and O, 1, I and L, and U, which is heard as V.
    pub const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    pub const LENGTH: usize = 10;

    /// A code from random bytes, of which each is used for one character.
    #[must_use]
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        let letters = bytes.map(|byte| Self::ALPHABET[usize::from(byte) % Self::ALPHABET.len()]);
        Self(letters.iter().map(|letter| char::from(*letter)).collect())
    }

    /// Without the hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two halves, as it is shown and read out.
    pub fn spoken(&self) -> String {
        let (first, second) = self.0.split_at(Self::LENGTH / 2);
        format!("{first}-{second}")
    }
}

impl std::str::FromStr for SessionCode {
    type Err = InvalidSessionId;

    /// Forgives small letters, spaces and hyphens.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = text.chars().filter(|letter| !matches!(letter, '-' | ' '));
        let code: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
        let is_code =
            code.len() == Self::LENGTH && code.bytes().all(|byte| Self::ALPHABET.contains(&byte));
        if is_code { Ok(Self(code)) } else { Err(InvalidSessionId::Code) }
    }
}

impl TryFrom<String> for SessionCode {
    type Error = InvalidSessionId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<SessionCode> for String {
    fn from(code: SessionCode) -> Self {
        code.0
    }
}

/// One browser in a session; derived from a secret that only this browser has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ParticipantId(String);

impl TryFrom<String> for ParticipantId {
    type Error = InvalidSessionId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_valid = text.len() == 32 && text.bytes().all(is_hex);
        if is_valid { Ok(Self(text)) } else { Err(InvalidSessionId::Participant) }
    }
}

impl From<ParticipantId> for String {
    fn from(id: ParticipantId) -> Self {
        id.0
    }
}

/// An organisation with a vote, and the browser that has taken its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub name: String,
    pub holder: Option<ParticipantId>,
}

/// What is voted on. One seat has one vote; seats are named by their position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motion {
    pub text: String,
    /// The page it is about, as a path with everything that is chosen in it.
    pub page: Option<String>,
    /// Of a secret vote only the counts are kept once it has ended.
    pub is_secret: bool,
    pub opened_at: Timestamp,
    pub ended: Option<EndedVote>,
    /// Empty once a secret vote has ended, or one was withdrawn.
    pub ballots: BTreeMap<usize, Choice>,
}

/// How a vote ended, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedVote {
    pub at: Timestamp,
    pub outcome: VoteOutcome,
    pub tally: Tally,
}

/// How many voted how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub yes: u32,
    pub no: u32,
    pub abstain: u32,
    /// Seats that were not taken, or whose holder did not vote.
    pub not_cast: u32,
}

impl Tally {
    /// Counts the votes of `n_seats` seats.
    pub fn of(ballots: &BTreeMap<usize, Choice>, n_seats: usize) -> Self {
        let count = |choice| ballots.values().filter(|cast| **cast == choice).count();
        let not_cast = n_seats.saturating_sub(ballots.len());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            yes: number(count(Choice::Yes)),
            no: number(count(Choice::No)),
            abstain: number(count(Choice::Abstain)),
            not_cast: number(not_cast),
        }
    }

    /// Simple majority: more yes than no. Abstentions count for neither, and a tie rejects.
    pub fn outcome(self) -> VoteOutcome {
        if self.yes > self.no { VoteOutcome::Adopted } else { VoteOutcome::Rejected }
    }
}

/// A session of one network, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub code: SessionCode,
    pub network: NetworkId,
    pub title: String,
    /// The role or machine that opened it, never a person.
    pub opened_by: String,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub seats: Vec<Seat>,
    /// In the order in which they were put; at most the last one has not ended.
    pub motions: Vec<Motion>,
}

impl Session {
    pub fn seat_of(&self, participant: &ParticipantId) -> Option<usize> {
        self.seats.iter().position(|seat| seat.holder.as_ref() == Some(participant))
    }

    /// The vote that is open, and its position.
    pub fn open_motion(&self) -> Option<(usize, &Motion)> {
        let (idx, last) = self.motions.iter().enumerate().next_back()?;
        last.ended.is_none().then_some((idx, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code: SessionCode = "K7MPQ3XTRA".parse().unwrap();
        assert_eq!(code.spoken(), "K7MPQ-3XTRA");
        for written in ["k7mpq-3xtra", " K7MPQ 3XTRA "] {
            assert_eq!(written.parse::<SessionCode>(), Ok(code.clone()));
        }
        for bad in ["", "K7MPQ-3XTR", "K7MPQ-3XTRAA", "K7MPQ-3XTR0", "K7MPQ-3XTRÄ"] {
            assert_eq!(bad.parse::<SessionCode>(), Err(InvalidSessionId::Code), "{bad}");
        }
    }

    #[test]
    fn a_code_from_any_bytes_is_one() {
        for byte in 0..=u8::MAX {
            let code = SessionCode::from_random([byte; SessionCode::LENGTH]);
            assert_eq!(code.as_str().parse::<SessionCode>(), Ok(code.clone()));
        }
    }

    #[test]
    fn a_participant_is_32_hex_digits() {
        assert!(ParticipantId::try_from("0123456789abcdef".repeat(2)).is_ok());
        for bad in ["", "0123456789abcdef", &"0123456789ABCDEF".repeat(2)] {
            let id = ParticipantId::try_from(bad.to_owned());
            assert_eq!(id, Err(InvalidSessionId::Participant));
        }
    }

    #[test]
    fn more_yes_than_no_adopts_and_a_tie_rejects() {
        let tally = |yes, no| {
            let cast = [(Choice::Yes, yes), (Choice::No, no), (Choice::Abstain, 3)];
            let cast = cast.iter().flat_map(|(choice, n)| vec![*choice; *n]);
            Tally::of(&cast.enumerate().collect(), 10)
        };
        assert_eq!(tally(2, 1), Tally { yes: 2, no: 1, abstain: 3, not_cast: 4 });
        assert_eq!(tally(2, 1).outcome(), VoteOutcome::Adopted);
        assert_eq!(tally(2, 2).outcome(), VoteOutcome::Rejected);
        assert_eq!(tally(0, 0).outcome(), VoteOutcome::Rejected);
    }
}
