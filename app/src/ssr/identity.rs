//! Who calls. There are no accounts yet: the address says it.

use access::Identity;
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderValue};

use super::state::AppState;

/// Set by whoever passes a request on, so that the caller sits elsewhere.
const PASSED_ON: [&str; 5] =
    ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The coordinator, if the server can be reached from its own machine only and was asked from
/// there; else somebody who may only read.
///
/// A server behind a proxy is bound to its own machine as well, and the name of any website can be
/// made to point there (DNS rebinding): what was passed on, or asked under another name or from a
/// page of another, does not come from there. A proxy that says nothing of itself cannot be told
/// from a browser; whoever has one starts the server with `--read-only`.
pub(super) fn identity_of(state: &AppState, headers: &HeaderMap) -> Identity {
    if state.is_local() && comes_from_this_machine(headers) {
        Identity::local_coordinator()
    } else {
        Identity::reader()
    }
}

fn comes_from_this_machine(headers: &HeaderMap) -> bool {
    if PASSED_ON.iter().any(|name| headers.contains_key(*name)) {
        return false;
    }
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let is_origin_own = match headers.get(ORIGIN) {
        None => true,
        Some(_) => text(ORIGIN)
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_scheme, host)| is_own_name(host)),
    };
    is_origin_own && text(HOST).is_some_and(is_own_name)
}

fn is_own_name(host: &str) -> bool {
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) && !name.is_empty() => name,
        _ => host,
    };
    OWN_NAMES.iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        comes_from_this_machine(&headers)
    }

    #[test]
    fn only_who_asks_directly_sits_here() {
        for host in ["localhost:3000", "127.0.0.1", "[::1]:3000", "LOCALHOST"] {
            assert!(asked(&[("host", host)]), "{host}");
        }
        for host in ["kim.kreis.de", "localhost.evil.example", "127.0.0.1.nip.example:3000", "::1"]
        {
            assert!(!asked(&[("host", host)]), "{host}");
        }
        assert!(!asked(&[("host", "localhost"), ("x-forwarded-for", "203.0.113.7")]));
        assert!(!asked(&[("host", "localhost"), ("forwarded", "for=203.0.113.7")]));
        assert!(!asked(&[]));
        assert!(asked(&[("host", "localhost:3000"), ("origin", "http://localhost:3000")]));
        assert!(!asked(&[("host", "127.0.0.1:3000"), ("origin", "https://kim.kreis.de")]));
    }
}
