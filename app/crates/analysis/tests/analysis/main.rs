//! The analyses on small networks written as text, and against brute force on random ones.

// `cfg(test)` tells clippy that the helpers in here are tests too and may unwrap.
#[cfg(test)]
mod brute_force;
#[cfg(test)]
mod chain_fixture;
#[cfg(test)]
mod chains;
#[cfg(test)]
mod chains_brute_force;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod degenerate;
#[cfg(test)]
mod dependence;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod load;
#[cfg(test)]
mod loops;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod quality;
#[cfg(test)]
mod queues;
#[cfg(test)]
mod random;
#[cfg(test)]
mod route_kinds;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod scenario;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod size;
#[cfg(test)]
mod states;
#[cfg(test)]
mod structure;
#[cfg(test)]
mod transitions;
