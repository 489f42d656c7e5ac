//! What the layouts beside the overview promise, on many small random networks.

mod groups;
mod growth;
mod large;
mod layered;
mod layers;
mod matrix;
mod networks;
mod places;
