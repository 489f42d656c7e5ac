//! Writes XML with one element a line.

use std::fmt::Display;

/// Builds a document; elements are closed in the order of a stack.
pub(crate) struct XmlWriter {
    text: String,
    open: Vec<&'static str>,
}

impl XmlWriter {
    pub(crate) fn new() -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        Self { text, open: Vec::new() }
    }

    /// Opens an element in which others will stand.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &dyn Display)]) {
        self.start(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.text.extend(["</", name, ">\n"]);
        }
    }

    /// Writes an element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &dyn Display)]) {
        self.start(name, attributes);
        self.text.push_str("/>\n");
    }

    /// Writes an element with a text.
    pub(crate) fn text(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &dyn Display)],
        text: &str,
    ) {
        self.start(name, attributes);
        self.text.push('>');
        self.push_escaped(text);
        self.text.extend(["</", name, ">\n"]);
    }

    pub(crate) fn into_bytes(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        self.indent();
        self.text.extend(["<", name]);
        for (name, value) in attributes {
            self.text.extend([" ", name, "=\""]);
            self.push_escaped(&value.to_string());
            self.text.push('"');
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    /// Line ends and tabs are written as references: readers turn them into blanks in attributes,
    /// and a carriage return into a line feed everywhere. What XML 1.0 cannot say is left out.
    fn push_escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '&' => self.text.push_str("&amp;"),
                '"' => self.text.push_str("&quot;"),
                '\t' => self.text.push_str("&#9;"),
                '\n' => self.text.push_str("&#10;"),
                '\r' => self.text.push_str("&#13;"),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                c => self.text.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Token, XmlReader};

    #[test]
    fn texts_are_read_as_they_were_written() {
        let text = "a<b> & \"c\" 'd'\r\n\te\r f";
        let mut writer = XmlWriter::new();
        writer.open("root", &[("label", &text)]);
        writer.text("item", &[], text);
        writer.empty("none", &[("n", &3)]);
        let bytes = writer.into_bytes();
        let document = String::from_utf8(bytes).unwrap();
        let mut reader = XmlReader::new(&document);
        let Ok(Token::Open(root)) = first_element(&mut reader) else { panic!("{document}") };
        assert_eq!(root.get("label"), Some(text));
        let Ok(Token::Open(item)) = first_element(&mut reader) else { panic!("{document}") };
        assert_eq!(item.name, "item");
        let mut content = String::new();
        while let Ok(Token::Text(piece)) = reader.next() {
            content += &piece;
        }
        assert_eq!(content, text);
    }

    fn first_element<'a>(reader: &mut XmlReader<'a>) -> Result<Token<'a>, crate::xml::Flaw> {
        loop {
            match reader.next()? {
                Token::Text(_) => {}
                token => return Ok(token),
            }
        }
    }

    #[test]
    fn what_xml_cannot_say_is_left_out() {
        let mut writer = XmlWriter::new();
        writer.text("a", &[], "x\0\u{1}y");
        assert!(String::from_utf8(writer.into_bytes()).unwrap().ends_with("<a>xy</a>\n"));
    }
}
