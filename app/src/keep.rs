//! What the browser keeps for its reader from one visit to the next; nothing of it is sent. On the
//! server nothing is kept, and nothing found.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod none;

#[cfg(feature = "hydrate")]
pub(crate) use browser::{forget, keep, keep_here, kept, kept_here};
#[cfg(not(feature = "hydrate"))]
pub(crate) use none::{forget, keep, keep_here, kept, kept_here};
