//! The columns that most tables share: when a row holds, its sources, how sure, who may see it.

use model::{Confidence, Envelope, Validity, Visibility};

use crate::code_value::code;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, optional, required};
use crate::value::id;

pub(crate) const COLUMNS: &[Column] = &[
    optional("valid_from"),
    optional("valid_to"),
    required("sources"),
    required("confidence"),
    optional("visibility"),
];

/// Those of a table that has a day of its own, `since`, instead of a validity.
pub(crate) const UNDATED_COLUMNS: &[Column] =
    &[required("sources"), required("confidence"), optional("visibility")];

/// Reads the shared columns; an empty `visibility` means public.
pub(crate) fn read(row: &mut Row<'_>) -> Option<Envelope> {
    let (from, to) = row.span(["valid_from", "valid_to"]);
    let validity = Validity { from, to };
    let sources = row.required_list("sources", id);
    let confidence = row.required("confidence", code::<Confidence>);
    let visibility = row.optional("visibility", code).unwrap_or(Visibility::Public);
    Some(Envelope { validity, sources: sources?, confidence: confidence?, visibility })
}

pub(crate) fn write(envelope: &Envelope, record: &mut Record) {
    record.put_some("valid_from", envelope.validity.from);
    record.put_some("valid_to", envelope.validity.to);
    record.put_list("sources", &envelope.sources);
    record.put("confidence", envelope.confidence);
    record.put("visibility", envelope.visibility);
}
