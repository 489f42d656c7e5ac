//! Short answers to requests that never reach a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A write that another website may have caused.
    ForeignWrite,
    Method,
    /// There is no network with this AGS.
    UnknownNetwork,
    /// No session has this code.
    UnknownSession,
    /// As many windows are in sessions as this server holds.
    Full,
    /// There is no such network, or no such format.
    UnknownFile,
    /// No map that may be embedded has this picture.
    UnknownPicture,
    Unavailable,
    BodyTooLarge,
    TimeOver,
    /// A mistake in the program; what it was stands in the log.
    Panic,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::ForeignWrite => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnknownNetwork
            | Self::UnknownFile
            | Self::UnknownSession
            | Self::UnknownPicture => StatusCode::NOT_FOUND,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TimeOver | Self::Unavailable | Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Panic => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::ForeignWrite => {
                "Diese Anfrage kommt von einer anderen Website und wird deshalb nicht ausgeführt."
            }
            Self::Method => "Diese Adresse kann nur gelesen werden.",
            Self::UnknownNetwork => "Diesen Kreis gibt es hier nicht.",
            Self::UnknownSession => "Eine Sitzung mit diesem Code gibt es hier nicht.",
            Self::Full => {
                "An Sitzungen nehmen gerade so viele teil, wie dieser Server trägt. Bitte versuchen Sie es später noch einmal."
            }
            Self::UnknownFile => "Diesen Kreis oder dieses Format gibt es hier nicht.",
            Self::UnknownPicture => "Dieses Bild gibt es hier nicht oder nicht mehr.",
            Self::Unavailable => {
                "Die Datenbank antwortet nicht. Bitte versuchen Sie es später noch einmal."
            }
            Self::BodyTooLarge => "Diese Anfrage ist zu groß.",
            Self::TimeOver => {
                "Die Antwort dauert zu lange. Bitte versuchen Sie es in einigen Minuten noch einmal."
            }
            Self::Panic => {
                "Netzlotse hat einen Fehler gemacht. Er ist vermerkt; bitte versuchen Sie es noch einmal."
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status(), self.sentence()).into_response()
    }
}
