//! The canvas a picture is drawn on in the browser; on the server there is none.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod none;

#[cfg(feature = "hydrate")]
pub(crate) use browser::Canvas;
#[cfg(not(feature = "hydrate"))]
pub(crate) use none::Canvas;
