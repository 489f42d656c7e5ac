//! A log as XES (IEEE 1849-2016), piece by piece.
//!
//! What is read: `log/trace/event` and the attributes of events that the counts need, by their
//! keys. Extensions, classifiers, globals and attributes of traces are passed over.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::counts::Counts;
use super::trace::{LogEvent, MAX_EVENTS, Transition};
use super::{EventLogProblem, Flaw, OrganisationAttribute, count_lines};
use crate::windows_1252;

pub(super) const MAX_DEPTH: usize = 64;
/// Longest element or field.
pub(super) const MAX_TOKEN_BYTES: usize = 1_000_000;
/// So many bytes more before what is incomplete is tried again; bounds the work on the longest
/// element to 16 times its length.
const STEP_BYTES: usize = 64_000;
/// Within which the declaration of the encoding must stand.
const MAX_DECLARATION_BYTES: usize = 1_000;

/// Counts a log while it arrives.
pub(super) struct XesLog {
    organisation: OrganisationAttribute,
    encoding: Encoding,
    /// What could not be read yet: less than an element, or less than [`STEP_BYTES`].
    rest: Vec<u8>,
    next_try_bytes: usize,
    line: u64,
    outer: Vec<Element>,
    is_closed: bool,
    event: EventFields,
    trace: Vec<LogEvent>,
    counts: Counts,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Undecided,
    Utf8,
    Windows1252,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Log,
    Trace,
    Event,
    Other,
}

/// What an event says; keeps its memory from event to event.
#[derive(Default)]
struct EventFields {
    group: String,
    /// Its role or resource, whichever may stand for the group.
    fallback: String,
    activity: String,
    seconds: Option<i64>,
    transition: Option<Transition>,
}

impl EventFields {
    fn clear(&mut self) {
        self.group.clear();
        self.fallback.clear();
        self.activity.clear();
        self.seconds = None;
        self.transition = None;
    }
}

impl XesLog {
    pub(super) fn new(organisation: OrganisationAttribute, first_line: u64) -> Self {
        Self {
            organisation,
            encoding: Encoding::Undecided,
            rest: Vec::new(),
            next_try_bytes: STEP_BYTES,
            line: first_line,
            outer: Vec::new(),
            is_closed: false,
            event: EventFields::default(),
            trace: Vec::new(),
            counts: Counts::new(),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        for piece in bytes.chunks(STEP_BYTES) {
            self.append(piece);
            if self.rest.len() >= self.next_try_bytes {
                self.read()?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Counts, Flaw> {
        self.read()?;
        if !self.is_closed || !self.rest.trim_ascii().is_empty() {
            return Err(Flaw::new(Some(self.line), EventLogProblem::Truncated));
        }
        Ok(self.counts)
    }

    fn append(&mut self, piece: &[u8]) {
        if self.encoding == Encoding::Windows1252 {
            append_windows_1252(&mut self.rest, piece);
            return;
        }
        self.rest.extend_from_slice(piece);
        if self.encoding == Encoding::Undecided {
            self.decide_encoding();
        }
    }

    fn decide_encoding(&mut self) {
        let head = &self.rest[..self.rest.len().min(MAX_DECLARATION_BYTES)];
        let declaration = head.windows(2).position(|pair| pair == b"?>").map(|end| &head[..end]);
        let is_short = self.rest.len() < MAX_DECLARATION_BYTES;
        let Some(declaration) = declaration else {
            if !is_short {
                self.encoding = Encoding::Utf8;
            }
            return;
        };
        let declaration = declaration.to_ascii_lowercase();
        let names = |name: &[u8]| declaration.windows(name.len()).any(|word| word == name);
        let is_latin = [&b"iso-8859-1"[..], b"windows-1252", b"latin1"].into_iter().any(names);
        if is_latin {
            let bytes = std::mem::take(&mut self.rest);
            append_windows_1252(&mut self.rest, &bytes);
            self.encoding = Encoding::Windows1252;
        } else {
            self.encoding = Encoding::Utf8;
        }
    }

    /// Reads every element that is complete.
    fn read(&mut self) -> Result<(), Flaw> {
        let bytes = std::mem::take(&mut self.rest);
        let text = match str::from_utf8(&bytes) {
            Ok(text) => text,
            // A character that the end of the piece has cut in two.
            Err(error) if error.error_len().is_none() => {
                str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => {
                let line = self.line + count_lines(&bytes[..error.valid_up_to()]);
                return Err(Flaw::new(Some(line), EventLogProblem::Encoding));
            }
        };
        let mut n_read = 0;
        let result = self.read_elements(text, &mut n_read);
        self.line += count_lines(&bytes[..n_read]);
        result.map_err(|problem| Flaw::new(Some(self.line), problem))?;
        self.rest = bytes;
        self.rest.drain(..n_read);
        if self.rest.len() > MAX_TOKEN_BYTES {
            return Err(Flaw::new(Some(self.line), EventLogProblem::LongToken));
        }
        self.next_try_bytes = self.rest.len() + STEP_BYTES;
        Ok(())
    }

    fn read_elements(&mut self, text: &str, n_read: &mut usize) -> Result<(), EventLogProblem> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // What is open was opened in an earlier piece; `outer` knows it.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => {
                    *n_read = text.len();
                    return Ok(());
                }
                Ok(Event::Start(element)) => self.open(&element)?,
                Ok(Event::Empty(element)) => {
                    self.open(&element)?;
                    self.close()?;
                }
                Ok(Event::End(element)) => {
                    let expected = self.outer.last().and_then(|outer| outer.name());
                    if expected.is_some_and(|name| name != element.local_name().as_ref()) {
                        return Err(EventLogProblem::Malformed);
                    }
                    self.close()?;
                }
                Ok(Event::DocType(_)) => return Err(EventLogProblem::Doctype),
                Ok(_) => {}
                Err(Error::Syntax(_)) => return incomplete(&text[*n_read..]),
                Err(_) => return Err(EventLogProblem::Malformed),
            }
            *n_read = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), EventLogProblem> {
        if self.outer.len() >= MAX_DEPTH {
            return Err(EventLogProblem::TooDeep);
        }
        let name = element.local_name();
        let inner = match (self.outer.last(), name.as_ref()) {
            (None, "log") if !self.is_closed => Element::Log,
            (None, _) if self.is_closed => return Err(EventLogProblem::Malformed),
            (None, _) => return Err(EventLogProblem::NotXes),
            (Some(Element::Log), "trace") => {
                self.trace.clear();
                Element::Trace
            }
            (Some(Element::Log), "event") => {
                self.counts.skipped.n_events_without_case += 1;
                Element::Other
            }
            (Some(Element::Trace), "event") => {
                self.event.clear();
                Element::Event
            }
            (Some(Element::Event), _) => {
                self.attribute(element)?;
                Element::Other
            }
            _ => Element::Other,
        };
        self.outer.push(inner);
        Ok(())
    }

    fn close(&mut self) -> Result<(), EventLogProblem> {
        match self.outer.pop().ok_or(EventLogProblem::Malformed)? {
            Element::Log => self.is_closed = true,
            Element::Trace => self.counts.add_trace(&mut self.trace)?,
            Element::Event => self.end_event()?,
            Element::Other => {}
        }
        Ok(())
    }

    fn end_event(&mut self) -> Result<(), EventLogProblem> {
        let event = &self.event;
        let Some(seconds) = event.seconds else {
            self.counts.skipped.n_events_without_time += 1;
            return Ok(());
        };
        if self.trace.len() >= MAX_EVENTS {
            return Err(EventLogProblem::LongTrace);
        }
        let is_named = !event.group.trim().is_empty();
        let organisation = if is_named { &event.group } else { &event.fallback };
        let organisation = self.counts.organisation_names.number(organisation)?;
        let activity = self.counts.activity_names.number(&event.activity)?;
        let transition = event.transition.unwrap_or(Transition::Complete);
        self.trace.push(LogEvent::new(seconds, transition, 0, organisation, activity));
        Ok(())
    }

    /// Takes an attribute of an event, if it is one that counts.
    fn attribute(&mut self, element: &BytesStart<'_>) -> Result<(), EventLogProblem> {
        let (mut field, mut value) = (None, None);
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_error| EventLogProblem::Malformed)?;
            match attribute.key.as_ref() {
                "key" => match Field::of_key(&attribute.value, self.organisation) {
                    Some(Field::Resource) => self.counts.has_resources = true,
                    // Most attributes of a log; their values need not be looked for.
                    None => return Ok(()),
                    known => field = known,
                },
                "value" => value = Some(attribute.value),
                _ => {}
            }
        }
        let (Some(field), Some(value)) = (field, value) else { return Ok(()) };
        let value = unescape(&value)?;
        let event = &mut self.event;
        let text = match field {
            Field::Time => {
                event.seconds = self.counts.clock.seconds(&value);
                return Ok(());
            }
            Field::Transition => {
                event.transition = Some(Transition::parse(value.trim()));
                return Ok(());
            }
            Field::Activity => &mut event.activity,
            Field::Group => &mut event.group,
            Field::Fallback => &mut event.fallback,
            Field::Resource => return Ok(()),
        };
        text.clear();
        text.push_str(&value);
        Ok(())
    }
}

/// What an attribute of an event is to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Time,
    Transition,
    Activity,
    Group,
    /// What may stand for the group.
    Fallback,
    /// Usually a person; only that there is one counts.
    Resource,
}

impl Field {
    fn of_key(key: &str, organisation: OrganisationAttribute) -> Option<Self> {
        Some(match (key, organisation) {
            ("time:timestamp", _) => Self::Time,
            ("lifecycle:transition", _) => Self::Transition,
            ("concept:name", _) => Self::Activity,
            ("org:group", _) => Self::Group,
            ("org:role", OrganisationAttribute::GroupOrRole)
            | ("org:resource", OrganisationAttribute::GroupOrResource) => Self::Fallback,
            ("org:resource", _) => Self::Resource,
            _ => return None,
        })
    }
}

impl Element {
    /// How it must end, where its name is known.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Log => Some("log"),
            Self::Trace => Some("trace"),
            Self::Event => Some("event"),
            Self::Other => None,
        }
    }
}

/// Whether an element is only cut off by the end of the piece.
fn incomplete(rest: &str) -> Result<(), EventLogProblem> {
    const DOCTYPE: &str = "<!doctype";
    let head = rest.get(..DOCTYPE.len()).unwrap_or_default();
    if head.eq_ignore_ascii_case(DOCTYPE) {
        return Err(EventLogProblem::Doctype);
    }
    let is_known = ["<!--", "<![CDATA["].iter().any(|known| rest.starts_with(known));
    if rest.starts_with("<!") && !head.is_empty() && !is_known {
        return Err(EventLogProblem::Malformed);
    }
    Ok(())
}

/// Replaces the five entities of XML and numbered characters; there are no others.
fn unescape(value: &str) -> Result<std::borrow::Cow<'_, str>, EventLogProblem> {
    if !value.contains('&') {
        return Ok(value.into());
    }
    quick_xml::escape::unescape(value).map_err(|_error| EventLogProblem::Entity)
}

fn append_windows_1252(text: &mut Vec<u8>, bytes: &[u8]) {
    let mut buffer = [0; 4];
    for byte in bytes {
        let character = windows_1252::character(*byte);
        text.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
    }
}
