//! `netzlotse serve`: start, run, stop.
//!
//! The order matters: whatever can be wrong is found out before the database is touched.

use std::io::Write as _;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::ssr::{AppState, SiteFiles};
use store::Store;
use tokio::net::TcpListener;

use crate::cli::ServeOptions;
use crate::examples::{FirstContent, ensure_content};
use crate::listen::listen;
use crate::router::router;
use crate::shutdown::Stop;
use crate::site;

pub(crate) async fn serve(options: ServeOptions) -> Result<()> {
    let site = SiteFiles { options: site::open(options.site.as_deref())? };
    let url = options.database.url()?;
    let listener = listen(&options.host, options.port).await?;
    let stop = Stop::on_signal().context("Das Programm kann keine Signale empfangen")?;
    let store = Arc::new(Store::open(&url).await?);
    let content = if options.empty { FirstContent::Codes } else { FirstContent::Examples };
    let may_write = !options.read_only;
    let result = run(&store, site, (content, may_write), listener, stop).await;
    store.close().await;
    result
}

async fn run(
    store: &Arc<Store>,
    site: SiteFiles,
    (content, may_write): (FirstContent, bool),
    listener: TcpListener,
    stop: Stop,
) -> Result<()> {
    ensure_content(store, content).await?;
    let address = listener.local_addr().context("Der Port ist verloren gegangen")?;
    let state = AppState::new(Arc::clone(store), site);
    let is_own_desk = may_write && address.ip().is_loopback();
    let state = if is_own_desk { state.for_this_machine() } else { state };
    let preparing = tokio::spawn(prepare(state.clone()));
    let router = router(state);
    announce(&format!("Netzlotse läuft: http://{address}"));
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop.clone().asked());
    let result = tokio::select! {
        result = serving => result.context("Der Server ist ausgefallen"),
        () = stop.overdue() => {
            tracing::warn!("requests were still running");
            Ok(())
        }
    };
    preparing.abort();
    result
}

/// So that the first visitor need not wait; without it, the first request does the same.
async fn prepare(state: AppState) {
    if let Err(error) = state.prepare().await {
        tracing::warn!(%error, "networks not prepared");
    }
}

/// The one line on standard output; whoever started the program may wait for it.
fn announce(line: &str) {
    let mut stdout = std::io::stdout();
    if let Err(error) = writeln!(stdout, "{line}").and_then(|()| stdout.flush()) {
        tracing::warn!(%error, line, "standard output is closed");
    }
}
