//! Which paths may be presented (rule R13).

use model::NetworkId;

use crate::limits::MAX_PAGE_BYTES;

/// Whether a path leads to a page of this network, today or on an earlier day. Complexity: O(bytes).
pub fn is_page_of(network: &NetworkId, path: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>');
    let Some(rest) = path.strip_prefix("/k/").and_then(|path| path.strip_prefix(network.as_str()))
    else {
        return false;
    };
    let way = rest.split(['?', '#']).next().unwrap_or(rest);
    path.len() <= MAX_PAGE_BYTES
        && path.bytes().all(is_plain)
        && (rest.is_empty() || rest.starts_with(['/', '?', '#', '@']))
        // Nothing in the path of our pages is encoded; browsers take `%2e%2e` for `..`.
        && !way.contains(['%', ';'])
        && !way.contains("//")
        && way.split('/').all(|part| !matches!(part, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r13_only_pages_of_the_network_are_shown() {
        let network: NetworkId = "05774".parse().unwrap();
        for page in [
            "/k/05774",
            "/k/05774/netz?akteur=ki&kamera=1.5,2,0.3",
            "/k/05774@2026-01-01/wege",
            "/k/05774?suche=J%C3%BClich//",
        ] {
            assert!(is_page_of(&network, page), "{page}");
        }
        let long = format!("/k/05774/netz?suche={}", "a".repeat(MAX_PAGE_BYTES));
        for page in [
            "",
            "/",
            "/k/05758/netz",
            "/k/057740",
            "//evil.example/k/05774",
            "https://evil.example/k/05774",
            "/k/05774/../05758",
            "/k/05774/%2e%2e/%2E%2E/s/AAAAA-22222",
            "/k/05774/./netz",
            "/k/05774//evil.example",
            "/k/05774/netz?suche=ä",
            "/k/05774/ netz",
            "/k/05774/\nnetz",
            &long,
        ] {
            assert!(!is_page_of(&network, page), "{page}");
        }
    }
}
