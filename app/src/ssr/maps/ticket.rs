//! The cookie by which the guest of a shared map is known.
//!
//! It holds the token of the map, and for a map with a password a proof that whoever has the cookie
//! was once let in with it. The proof follows from what is kept of the password, which nobody outside
//! the server has: another map, or another password, needs another proof.

use std::fmt::Write as _;

use http::HeaderMap;
use http::header::COOKIE;
use model::{Date, MapToken, SharedMap, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::ssr::german_days::end_of_day;

const MAP_COOKIE: &str = "karte";
/// What a proxy says of the connection to the browser.
const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// What the cookie says.
pub(super) struct Ticket {
    pub(super) token: MapToken,
    proof: Option<String>,
}

impl Ticket {
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|it| it.split_once('='));
        let (_, value) = pairs.find(|(name, _)| name.trim() == MAP_COOKIE)?;
        let value = value.trim();
        let (token, proof) = match value.split_once('.') {
            Some((token, proof)) => (token, Some(proof.to_owned())),
            None => (value, None),
        };
        Some(Self { token: token.parse().ok()?, proof })
    }

    /// Whether it opens the map on this day.
    pub(super) fn opens(&self, map: &SharedMap, today: Date) -> bool {
        self.token == map.token
            && !map.is_over(today)
            && match (proof_of(map), &self.proof) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(right), Some(given)) => is_same(&right, given),
            }
    }
}

/// What only whoever knew the password was given; `None` where there is none.
fn proof_of(map: &SharedMap) -> Option<String> {
    let hash = map.password.as_ref()?;
    let digest = Sha256::new()
        .chain_update("netzlotse karte\0")
        .chain_update(map.token.as_str())
        .chain_update("\0")
        .chain_update(hash.as_str())
        .finalize();
    Some(digest.iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    }))
}

/// Takes as long wherever two texts of one length differ.
fn is_same(right: &str, given: &str) -> bool {
    let differences = right.bytes().zip(given.bytes()).map(|(one, other)| one ^ other);
    right.len() == given.len() && differences.fold(0, |all, one| all | one) == 0
}

/// The cookie for whoever may look, until the end of the last day. It goes over encrypted connections
/// only, if that is how it came here.
pub(super) fn cookie(map: &SharedMap, now: Timestamp, headers: &HeaderMap) -> String {
    let proof = proof_of(map).map(|proof| format!(".{proof}")).unwrap_or_default();
    let end = end_of_day(map.until).map_or(0, Timestamp::as_second);
    let seconds = end.saturating_sub(now.as_second()).max(0);
    let is_encrypted = headers.get(FORWARDED_PROTO).is_some_and(|proto| proto == "https");
    let secure = if is_encrypted { "; Secure" } else { "" };
    let token = map.token.as_str();
    format!(
        "{MAP_COOKIE}={token}{proof}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}"
    )
}

/// Removes the cookie.
pub(super) fn no_cookie() -> String {
    format!("{MAP_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly")
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use model::{MapRole, PasswordHash};

    use super::*;

    fn map(byte: u8, password: Option<&str>) -> SharedMap {
        SharedMap {
            token: MapToken::from_random([byte; MapToken::LENGTH]),
            network: "05774".parse().unwrap(),
            path: "/k/05774/netz".to_owned(),
            label: "Träger".to_owned().try_into().unwrap(),
            role: MapRole::Partners,
            until: "2026-07-01".parse().unwrap(),
            password: password.map(|it| PasswordHash::new(it.to_owned())),
            is_embeddable: false,
            opened_by: "lokal".to_owned(),
            opened_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn headers(cookie: &str) -> HeaderMap {
        let cookie = cookie.split(';').next().unwrap();
        let line = format!("sprache=de; {cookie}; ansicht=dark");
        [(COOKIE, HeaderValue::from_str(&line).unwrap())].into_iter().collect()
    }

    fn given(map: &SharedMap) -> String {
        cookie(map, "2026-06-30T21:59:59Z".parse().unwrap(), &HeaderMap::new())
    }

    fn opens(cookie: &str, map: &SharedMap, day: &str) -> bool {
        Ticket::of(&headers(cookie)).is_some_and(|it| it.opens(map, day.parse().unwrap()))
    }

    #[test]
    fn a_cookie_lasts_until_the_end_of_the_last_day() {
        let open = map(1, None);
        let token = open.token.as_str();
        let expected = format!("karte={token}; Path=/; Max-Age=86400; SameSite=Lax; HttpOnly");
        assert_eq!(given(&open), expected);
        assert!(opens(&given(&open), &open, "2026-07-01"));
        assert!(!opens(&given(&open), &open, "2026-07-02"));
        let encrypted = [(FORWARDED_PROTO, HeaderValue::from_static("https"))];
        let encrypted = encrypted.map(|(name, value)| (name.parse().unwrap(), value));
        let cookie = cookie(&open, open.opened_at, &encrypted.into_iter().collect());
        assert!(cookie.ends_with("; Secure"), "{cookie}");
    }

    #[test]
    fn a_cookie_opens_the_map_it_was_given_for_and_no_other() {
        let (one, two) = (map(1, Some("$a")), map(2, Some("$a")));
        let (given_one, given_two) = (given(&one), given(&two));
        assert!(opens(&given_one, &one, "2026-07-01"));
        assert!(!opens(&given_one, &two, "2026-07-01"));
        // The token of the one with the proof of the other.
        let (_, proof) = given_two.split(';').next().unwrap().split_once('.').unwrap();
        let mixed = format!("karte={}.{proof}", one.token.as_str());
        assert!(!opens(&mixed, &one, "2026-07-01"));
        let bare = format!("karte={}", one.token.as_str());
        for bad in [bare.as_str(), &format!("{bare}."), "karte=", "karte=.x", "karte=x"] {
            assert!(!opens(bad, &one, "2026-07-01"), "{bad}");
        }
        assert!(!opens(&given_one, &map(1, Some("$b")), "2026-07-01"), "another password");
    }

    #[test]
    fn whoever_sees_a_proof_has_not_what_is_kept_of_the_password() {
        let hash = "$argon2id$v=19$m=8,t=1,p=1$c2Fs$aGFzaA";
        let cookie = given(&map(1, Some(hash)));
        assert!(!cookie.contains("argon2") && !cookie.contains("aGFzaA"), "{cookie}");
    }
}
