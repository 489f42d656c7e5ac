//! The log: structured, on stderr. Standard output belongs to what a command was asked for.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::cli::LogFormat;

/// Our own crates tell what they do; the database only what worries it.
const SERVING: &str = "warn,server=info,app=info,store=info";
/// Commands say themselves what they did. The database's storage calls it an error when it is
/// closed in the middle of its housekeeping; a command closes it as soon as it is done.
const QUIET: &str = "error,surrealdb::core::kvs::ds=off";

/// A filter in the syntax of `tracing_subscriber::EnvFilter`, known to be valid.
#[derive(Clone, Debug)]
pub(crate) struct LogFilter(String);

impl LogFilter {
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let known = EnvFilter::try_new(text).is_ok();
        known.then(|| Self(text.to_owned())).ok_or("Beispiele sind warn, info und server=debug")
    }
}

/// Starts the log of the server.
pub(crate) fn start(filter: Option<&LogFilter>, format: LogFormat) {
    let filter = filter.map_or(SERVING, |filter| filter.0.as_str());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // A log that is already there (in tests) is as good.
    let _already_started = match format {
        LogFormat::Text => builder.finish().try_init(),
        LogFormat::Json => builder.json().finish().try_init(),
    };
    std::panic::set_hook(Box::new(|panic| tracing::error!(%panic, "panic")));
}

/// Starts the log of a command that ends by itself.
pub(crate) fn start_quiet() {
    start(Some(&LogFilter(QUIET.to_owned())), LogFormat::Text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_checked() {
        assert!(LogFilter::parse("info,server=debug").is_ok());
        assert!(LogFilter::parse("server=loud").is_err());
    }
}
