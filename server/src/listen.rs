//! Taking the port, and what to do when it cannot be had.

use std::io::{Error, ErrorKind};

use anyhow::{Result, anyhow};
use tokio::net::{TcpListener, lookup_host};

/// Opens the port on the address or host name.
pub(crate) async fn listen(host: &str, port: u16) -> Result<TcpListener> {
    let addresses = lookup_host((host, port)).await.map_err(|_unknown| {
        anyhow!("Den Rechnernamen „{host}“ gibt es hier nicht. Nennen Sie mit --host eine Adresse dieses Rechners, z. B. 127.0.0.1.")
    })?;
    let addresses: Vec<_> = addresses.collect();
    TcpListener::bind(addresses.as_slice())
        .await
        .map_err(|error| anyhow!(sentence(&error, host, port)))
}

fn sentence(error: &Error, host: &str, port: u16) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} ist schon belegt. Beenden Sie das andere Programm oder wählen Sie mit --port einen anderen."
        ),
        ErrorKind::PermissionDenied => format!(
            "Port {port} darf dieses Programm nicht öffnen. Wählen Sie mit --port einen ab 1024."
        ),
        ErrorKind::AddrNotAvailable => format!(
            "„{host}“ ist keine Adresse dieses Rechners. Wählen Sie mit --host eine andere, z. B. 127.0.0.1."
        ),
        _ => format!("Port {port} auf „{host}“ lässt sich nicht öffnen: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_obstacle_names_the_way_out() {
        let text = |kind: ErrorKind| sentence(&kind.into(), "h", 80);
        assert!(text(ErrorKind::AddrInUse).contains("Port 80 ist schon belegt"));
        assert!(text(ErrorKind::PermissionDenied).contains("ab 1024"));
        assert!(text(ErrorKind::AddrNotAvailable).contains("--host"));
    }

    #[tokio::test]
    async fn a_taken_port_and_an_unknown_host_are_named() {
        let taken = listen("127.0.0.1", 0).await.unwrap();
        let port = taken.local_addr().unwrap().port();
        let problem = listen("127.0.0.1", port).await.unwrap_err().to_string();
        assert!(problem.starts_with(&format!("Port {port} ist schon belegt.")), "{problem}");
        let problem = listen("gibt.es.nicht.invalid", 0).await.unwrap_err().to_string();
        assert!(problem.starts_with("Den Rechnernamen"), "{problem}");
    }
}
