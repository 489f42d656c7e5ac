//! Text in Windows-1252, as German office software still writes it.
//!
//! A table of 32 characters instead of a library for all encodings, which would add a quarter of a
//! megabyte to what the browser loads.

use std::borrow::Cow;

/// What stands for 0x80 to 0x9F; the other bytes are those of Latin-1. The five bytes without a
/// character keep their number, as the WHATWG Encoding Standard has it.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte.
pub(crate) fn character(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// UTF-8 where the bytes are UTF-8, otherwise Windows-1252, which any bytes are.
pub(crate) fn utf8_or_windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(character).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_and_quotes_are_read() {
        assert_eq!(utf8_or_windows_1252(b"B\xFCro \x84Nord\x93 \x96 \x80"), "Büro „Nord“ – €");
        assert_eq!(utf8_or_windows_1252("Büro".as_bytes()), "Büro");
    }
}
