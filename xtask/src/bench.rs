//! `cargo xtask bench`: ours beside others, in one run.

use std::process::ExitCode;

use anyhow::Result;

use crate::project::Project;
use crate::setup::{self, Purpose};
use crate::{analyses, exchanges, pictures};

/// What `cargo xtask bench` can run.
#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Time the graph algorithms beside igraph, networkit and networkx, and in the browser
    Analysis,
    /// Compare ten thousand graphs with networkx, igraph, networkit and scipy, and queues with ciw
    Oracle,
    /// Draw networks beside the layouts of others; compare speed and quality of the pictures
    Layout,
    /// Read an event log of 124 MB beside r4pm; compare seconds and memory
    Import,
    /// Take over a file of 2,000 actors and 20,000 relations; time when another browser sees a change
    Edit,
    /// Time how the picture is drawn beside sigma, vis-network and cytoscape, without a GPU
    Render,
}

/// Sets up what a benchmark needs and runs it.
pub(crate) fn run(project: &Project, which: &Bench) -> Result<ExitCode> {
    let (purpose, bench): (Purpose, fn(&Project) -> Result<()>) = match which {
        Bench::Analysis => (Purpose::Test, analyses::bench_speed),
        Bench::Oracle => (Purpose::Oracle, analyses::bench_oracle),
        Bench::Import => (Purpose::Oracle, exchanges::bench_import),
        Bench::Edit => (Purpose::Test, exchanges::bench_edit),
        Bench::Layout => (Purpose::Pictures, pictures::bench_layout),
        Bench::Render => (Purpose::Pictures, pictures::bench_render),
    };
    setup::ensure(project, purpose)?;
    bench(project)?;
    Ok(ExitCode::SUCCESS)
}
