//! `cargo xtask build`: set-up, front end, server.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;
use crate::server::{self, Optimisation};
use crate::setup::{self, Purpose};
use crate::site;

#[derive(clap::Args, Clone, Copy)]
pub(crate) struct BuildArgs {
    /// Optimise the server with all its dependencies: takes much longer to compile
    #[arg(long)]
    release: bool,
}

/// What a complete build yields.
pub(crate) struct Built {
    pub(crate) server: PathBuf,
    pub(crate) site: PathBuf,
}

/// Sets up what building needs and builds everything.
pub(crate) fn everything(project: &Project, args: BuildArgs) -> Result<Built> {
    setup::ensure(project, Purpose::Build)?;
    without_setup(project, args.optimisation())
}

/// Builds everything on a machine that is set up.
pub(crate) fn without_setup(project: &Project, optimisation: Optimisation) -> Result<Built> {
    let site = site::build(project)?;
    let server = server::build(project, optimisation)?;
    Ok(Built { server, site })
}

impl BuildArgs {
    fn optimisation(self) -> Optimisation {
        if self.release { Optimisation::Everything } else { Optimisation::OwnCrates }
    }
}
