//! How much a session holds (rule R18). Counted in characters where people write.

/// Characters in the title of a session and in the name of a seat.
pub const MAX_TITLE: usize = 160;
/// Characters in a motion.
pub const MAX_TEXT: usize = 1_000;
/// More organisations sit in no committee of a Kreis.
pub const MAX_SEATS: usize = 100;
/// Votes in one session.
pub const MAX_MOTIONS: usize = 200;
/// A link with a scenario, own borders and filters in it.
pub const MAX_PAGE_BYTES: usize = 8_000;
/// What a page calls itself.
pub const MAX_SENDER_BYTES: usize = 64;
/// One request as JSON: the longest motion with the longest page, in the longest spelling of JSON.
pub const MAX_REQUEST_BYTES: usize = 64 * 1024;

/// The text without space around it, if it has a letter or digit and is not too long.
pub(crate) fn text_within(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    let is_said = text.chars().any(char::is_alphanumeric) && text.chars().count() <= max;
    is_said.then(|| text.to_owned())
}
