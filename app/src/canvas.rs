//! The canvas a picture is drawn on in the browser; on the server there is none.

mod none;

pub(crate) use none::Canvas;
