//! The canvas a picture is drawn on in the browser; on the server there is none.

#[cfg(any())]
mod browser;
#[cfg(all())]
mod none;

#[cfg(any())]
pub(crate) use browser::Canvas;
#[cfg(all())]
pub(crate) use none::Canvas;
