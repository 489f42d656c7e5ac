//! What the layouts beside the overview promise, on many small random networks.

mod growth;
mod layers;
mod networks;
mod places;
