//! What goes wrong on the wire, in terms the page can act on. Internals stay on the server.

use analysis::ScenarioError;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use super::RefusedView;

/// A parameter of a page or server function, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ParameterName {
    Kreis,
    Actor,
    Municipality,
    Start,
    Goal,
    Status,
    TargetGroup,
    Field,
    Chain,
    Change,
    Day,
    Row,
    Session,
    SessionTitle,
    Seats,
    Comment,
    CommentText,
    MapLabel,
    MapPath,
    MapUntil,
    MapPassword,
    MapEmbedding,
}

/// A value that does not fit its parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FieldProblem {
    pub(crate) parameter: ParameterName,
    pub(crate) value: String,
}

/// Why a server function did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ApiError {
    /// What the parameter names does not exist, or the caller may not see it.
    #[error("not found")]
    NotFound(FieldProblem),
    #[error("invalid parameters")]
    Invalid(Vec<FieldProblem>),
    /// A change that cannot be made; `subject` is what it is about, by name where it has one.
    #[error("scenario")]
    Scenario { error: ScenarioError, subject: String },
    /// A command that is not carried out.
    #[error("refused")]
    Refused(Box<RefusedView>),
    /// The database does not answer; `incident` is in the server's log.
    #[error("unavailable ({incident})")]
    Unavailable { incident: String },
    /// The answer did not reach the browser or cannot be read.
    #[error("transport")]
    Transport,
}

impl ApiError {
    /// Whether what this parameter names was not found.
    pub(crate) fn is_about(&self, parameter: ParameterName) -> bool {
        matches!(self, Self::NotFound(problem) if problem.parameter == parameter)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Invalid(Vec::new()),
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Request(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => Self::Transport,
        };
        #[cfg(feature = "ssr")]
        crate::ssr::report(&error);
        error
    }
}
