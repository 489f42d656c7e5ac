//! XML as its elements and texts, read within limits, and written.
//!
//! Read is plain XML 1.0 with the five predefined entities. A document type is refused, so that
//! nothing can be expanded ("billion laughs") or fetched (external entities).
//! Not here: namespaces. Elements and attributes go by their local names, which is enough to tell
//! apart what GraphML and GEXF have.

mod writer;

use std::borrow::Cow;

use quick_xml::escape::EscapeError;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::encoding::LineCounter;
use crate::file_problem::FileProblem;
use crate::limits::MAX_XML_DEPTH;

pub(crate) use writer::XmlWriter;

/// An element without what stands in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    /// Where it begins.
    pub(crate) line: u64,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| name == attribute);
        found.map(|(_, value)| value.as_str())
    }
}

/// A step through a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Open(Element),
    /// The end of the innermost open element.
    Close,
    /// A piece of text; there may be several in a row.
    Text(Cow<'a, str>),
    End,
}

/// What is wrong, and on which line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) line: u64,
    pub(crate) problem: FileProblem,
}

pub(crate) struct XmlReader<'a> {
    reader: Reader<&'a [u8]>,
    lines: LineCounter<'a>,
    depth: usize,
    has_root: bool,
}

impl<'a> XmlReader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, lines: LineCounter::new(text.as_bytes()), depth: 0, has_root: false }
    }

    /// Takes the next step; after [`Token::End`] there is none.
    ///
    /// # Errors
    /// What cannot be read; then the rest cannot be read either.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, Flaw> {
        loop {
            let event = self.reader.read_event();
            let token = match event {
                Ok(Event::Start(start)) => self.open(&start).map(Some),
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Ok(Some(Token::Close))
                }
                Ok(Event::Text(text)) => {
                    Ok(Some(Token::Text(Cow::Owned(text.xml10_content().into_owned()))))
                }
                Ok(Event::CData(text)) => Ok(Some(Token::Text(text.into_inner()))),
                Ok(Event::GeneralRef(entity)) => resolve(&entity).map(Some),
                Ok(Event::DocType(_)) => Err(FileProblem::Doctype),
                Ok(Event::Eof) if self.has_root && self.depth == 0 => Ok(Some(Token::End)),
                Ok(Event::Eof) | Err(_) => Err(FileProblem::BrokenXml),
                // Each is its opening and its end already, by the configuration.
                Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => Ok(None),
            };
            match token {
                Ok(Some(token)) => return Ok(token),
                Ok(None) => {}
                Err(problem) => return Err(Flaw { line: self.line(), problem }),
            }
        }
    }

    /// The line on which the reader stands.
    fn line(&mut self) -> u64 {
        let position = self.reader.buffer_position();
        self.lines.line_at(usize::try_from(position).unwrap_or(usize::MAX))
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<Token<'a>, FileProblem> {
        self.depth += 1;
        self.has_root = true;
        if self.depth > MAX_XML_DEPTH {
            return Err(FileProblem::TooDeep);
        }
        let mut attributes = Vec::new();
        // Whether an attribute comes twice takes quadratic time to find out; the first one counts.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_malformed| FileProblem::BrokenXml)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(reason)?;
            let name = attribute.key.local_name().as_ref().to_owned();
            attributes.push((name, value.into_owned()));
        }
        let name = start.local_name().as_ref().to_owned();
        Ok(Token::Open(Element { name, line: self.line(), attributes }))
    }
}

fn reason(error: quick_xml::Error) -> FileProblem {
    match error {
        quick_xml::Error::Escape(EscapeError::UnrecognizedEntity(_, name)) => {
            FileProblem::UnknownEntity(name)
        }
        _ => FileProblem::BrokenXml,
    }
}

fn resolve(entity: &BytesRef<'_>) -> Result<Token<'static>, FileProblem> {
    let text = match &**entity {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "apos" => "'".to_owned(),
        "quot" => "\"".to_owned(),
        name => match entity.resolve_char_ref() {
            Ok(Some(char)) => char.to_string(),
            Ok(None) => return Err(FileProblem::UnknownEntity(name.to_owned())),
            Err(_) => return Err(FileProblem::BrokenXml),
        },
    };
    Ok(Token::Text(Cow::Owned(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, FileProblem> {
        let mut reader = XmlReader::new(text);
        let mut seen = String::new();
        loop {
            match reader.next().map_err(|flaw| flaw.problem)? {
                Token::Open(element) => {
                    let attributes = element.attributes.iter();
                    let attributes = attributes.map(|(name, value)| format!(" {name}={value:?}"));
                    let attributes: Vec<String> = attributes.collect();
                    seen.extend(["<", &element.name, &attributes.concat(), ">"]);
                }
                Token::Close => seen += "</>",
                Token::Text(text) => seen += &text,
                Token::End => return Ok(seen),
            }
        }
    }

    #[test]
    fn elements_and_texts_are_seen() {
        assert_eq!(
            read(
                "<?xml version=\"1.0\"?><!-- x --><y:a b='&lt;&#10;1'>c &amp; d<e/><![CDATA[<]]></y:a>"
            ),
            Ok("<a b=\"<\\n1\">c & d<e></><</>".to_owned())
        );
    }

    #[test]
    fn nothing_is_expanded_or_fetched() {
        let laughs = "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;\">]><a>&m;</a>";
        let external = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>";
        assert_eq!(read(laughs), Err(FileProblem::Doctype));
        assert_eq!(read(external), Err(FileProblem::Doctype));
        let unknown = Err(FileProblem::UnknownEntity("l".to_owned()));
        assert_eq!(read("<a>&l;</a>"), unknown);
        assert_eq!(read("<a b='&l;'/>"), unknown);
    }

    #[test]
    fn depth_has_a_limit() {
        let nested = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        assert!(read(&nested(MAX_XML_DEPTH)).is_ok());
        assert_eq!(read(&nested(MAX_XML_DEPTH + 1)), Err(FileProblem::TooDeep));
        assert_eq!(read(&"<a>".repeat(1_000_000)), Err(FileProblem::TooDeep));
    }

    #[test]
    fn a_truncated_document_is_refused() {
        let whole = "<a b='c'><d>e &amp; f</d></a>";
        assert!(read(whole).is_ok());
        for len in 0..whole.len() {
            assert_eq!(read(&whole[..len]), Err(FileProblem::BrokenXml), "{len}");
        }
    }

    #[test]
    fn a_flaw_has_its_line() {
        let mut reader = XmlReader::new("<a>\n<b>\n</c></a>");
        let flaw = loop {
            if let Err(flaw) = reader.next() {
                break flaw;
            }
        };
        assert_eq!(flaw, Flaw { line: 3, problem: FileProblem::BrokenXml });
    }
}
