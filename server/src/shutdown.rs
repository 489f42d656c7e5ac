//! Stopping: when somebody asks for it, after the requests that are on their way.

use std::io::Result;
use std::time::Duration;

use tokio::sync::watch;

/// How long running requests may take to end. Docker kills after 10 s, so stay with it.
pub(crate) const DRAIN: Duration = Duration::from_secs(9);

/// Becomes `true` when the program is asked to stop.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for Ctrl-C and, on Unix, SIGTERM.
    pub(crate) fn on_signal() -> Result<Self> {
        let signal = signal()?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            signal.await;
            tracing::info!("stopping");
            sender.send_replace(true);
        });
        Ok(Self(receiver))
    }

    /// Waits until the program is asked to stop.
    pub(crate) async fn asked(mut self) {
        // The sender goes away only together with the runtime.
        let _gone = self.0.wait_for(|asked| *asked).await;
    }

    /// Waits until the time for running requests is over, too.
    pub(crate) async fn overdue(self) {
        self.asked().await;
        tokio::time::sleep(DRAIN).await;
    }
}

#[cfg(unix)]
fn signal() -> Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signal() -> Result<impl Future<Output = ()> + Send> {
    Ok(async {
        let _unavailable = tokio::signal::ctrl_c().await;
    })
}
