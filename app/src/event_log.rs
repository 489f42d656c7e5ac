//! An event log that is counted where it lies: in slices, in the browser. Nothing of it is sent but
//! the counts that somebody takes over.

use std::collections::BTreeMap;

use exchange::event_log::{EventLogOptions, EventLogReader, HandoverCounts};
use exchange::{Problem, write_json_rows};
use model::{ActorId, NetworkId, RelationId};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{Blob, File};

/// Small enough that the page answers in between.
const SLICE_BYTES: u32 = 400_000;
/// Longer first lines are no header.
const HEAD_BYTES: u32 = 64_000;

/// How counting a log ended.
pub(crate) enum Counted {
    Counts(Box<HandoverCounts>),
    Refused(Vec<Problem>),
    /// By the reader.
    Stopped,
    /// The browser could not read the file; it may have been moved.
    Unreadable,
}

/// Counts a log; `go_on` hears which share is read and says whether to go on.
pub(crate) async fn count(
    file: &File,
    options: EventLogOptions,
    go_on: impl Fn(f64) -> bool,
) -> Counted {
    let mut reader = EventLogReader::new(options);
    let size = file.size();
    let mut at = 0.0;
    while at < size {
        if !go_on(at / size) {
            return Counted::Stopped;
        }
        let end = (at + f64::from(SLICE_BYTES)).min(size);
        let Some(bytes) = slice(file, at, end).await else { return Counted::Unreadable };
        if let Err(problem) = reader.push(&bytes) {
            return Counted::Refused(vec![problem]);
        }
        at = end;
    }
    if !go_on(1.0) {
        return Counted::Stopped;
    }
    match reader.finish() {
        Ok(counts) => Counted::Counts(Box::new(counts)),
        Err(problems) => Counted::Refused(problems),
    }
}

/// The columns of a log in CSV; none for XES.
pub(crate) async fn header(file: &File) -> Vec<String> {
    let end = f64::from(HEAD_BYTES).min(file.size());
    let head = slice(file, 0.0, end).await.unwrap_or_default();
    exchange::event_log::log_header(&head).unwrap_or_default()
}

async fn slice(file: &File, from: f64, to: f64) -> Option<Vec<u8>> {
    let blob: Blob = file.slice_with_f64_and_f64(from, to).ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The counts as a file that can be read in like any other: relations that are missing, and
/// observations of all.
pub(crate) fn network_file(
    network: &NetworkId,
    counts: &HandoverCounts,
    actor_of: &BTreeMap<String, ActorId>,
    known: &BTreeMap<(ActorId, ActorId), RelationId>,
    log_name: &str,
) -> Option<File> {
    let rows = counts.to_rows(actor_of, known, log_name).ok()?;
    let bytes = write_json_rows(network, &rows).ok()?;
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    File::new_with_u8_array_sequence(&parts, &format!("{log_name}.json")).ok()
}
