//! Who calls. There are no accounts yet: the address says it, or the cookie of a shared map.

use std::sync::Arc;

use access::{Identity, Viewer};
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderValue};
use model::{NetworkId, SharedMap};

use super::state::AppState;

/// Set by whoever passes a request on, so that the caller sits elsewhere.
const PASSED_ON: [&str; 5] =
    ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Whoever calls, and the map by which they came.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) identity: Identity,
    map: Option<Arc<SharedMap>>,
}

impl Caller {
    fn without_map(identity: Identity) -> Self {
        Self { identity, map: None }
    }

    pub(super) fn reader() -> Self {
        Self::without_map(Identity::reader())
    }

    pub fn may_write(&self) -> bool {
        self.identity.may_write()
    }

    /// Whether what they look at in a network may be hidden from others.
    pub fn sees_more_than_public(&self, network: &NetworkId) -> bool {
        self.identity.viewer_of(network) != Viewer::public()
    }

    /// The map by which they see more of a network than everybody.
    pub(super) fn map_of(&self, network: &NetworkId) -> Option<&SharedMap> {
        self.map.as_deref().filter(|map| map.network == *network)
    }
}

/// The coordinator, if the server can be reached from its own machine only and was asked from
/// there; else the guest of a shared map, if the request has the cookie of one that is valid now;
/// else somebody who may only read.
///
/// The map is looked for in the store at each request, so that it ends for everybody at the moment
/// in which it is withdrawn or its day is over, whichever server was told.
///
/// A server behind a proxy is bound to its own machine as well, and the name of any website can be
/// made to point there (DNS rebinding): what was passed on, or asked under another name or from a
/// page of another, does not come from there. A proxy that says nothing of itself cannot be told
/// from a browser; whoever has one starts the server with `--read-only`.
pub(super) async fn caller_of(state: &AppState, headers: &HeaderMap) -> Caller {
    if state.is_local() && comes_from_this_machine(headers) {
        return Caller::without_map(Identity::local_coordinator());
    }
    match state.map_of_cookie(headers).await {
        Some(map) => {
            let identity = Identity::guest(map.network.clone(), map.role);
            Caller { identity, map: Some(Arc::new(map)) }
        }
        None => Caller::reader(),
    }
}

/// As [`caller_of`], for whom it is enough to know what they may.
pub(super) async fn identity_of(state: &AppState, headers: &HeaderMap) -> Identity {
    caller_of(state, headers).await.identity
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
