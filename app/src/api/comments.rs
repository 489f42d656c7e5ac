//! Comments of coordinators on an actor.

use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use model::CommandId;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// The comments on an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommentsView {
    /// Whether the caller is shown comments, and may write some: they may tell of rows that are not
    /// public.
    pub(crate) may_write: bool,
    /// The oldest first.
    pub(crate) comments: Vec<CommentLine>,
}

/// A comment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommentLine {
    pub(crate) id: CommandId,
    pub(crate) text: String,
    pub(crate) by: String,
    /// Day and time in Germany, in the reader's language.
    pub(crate) at: String,
    /// Who settled it, and when; `None` while it is open.
    pub(crate) settled: Option<(String, String)>,
}

/// The comments on an actor.
///
/// # Who may call   everybody; only coordinators see any.
/// # Sees           those of the present; a state of the past has none.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "comments", input = GetUrl)]
pub(crate) async fn load_comments(ags: String, actor: String) -> Result<CommentsView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::comments(call, &ags, &actor).await).await
}

/// Keeps a comment on an actor, and gives it as it is kept; sent again, it changes nothing.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers and where no more fits, [`ApiError::Invalid`]
///                  for a text that is empty, too long or holds control characters,
///                  [`ApiError::NotFound`], [`ApiError::Unavailable`]. Nothing is written then.
#[server(prefix = "/api", endpoint = "add-comment", input = Json)]
pub(crate) async fn add_comment(
    ags: String,
    actor: String,
    id: CommandId,
    text: String,
) -> Result<CommentLine, ApiError> {
    crate::ssr::answer(async |call| call.add_comment(&ags, &actor, id, text).await).await
}

/// Settles a comment, or opens it again, and gives it as it is then.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers, [`ApiError::NotFound`],
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "settle-comment", input = Json)]
pub(crate) async fn settle_comment(
    ags: String,
    id: CommandId,
    is_settled: bool,
) -> Result<CommentLine, ApiError> {
    crate::ssr::answer(async |call| call.settle_comment(&ags, id, is_settled).await).await
}

/// Removes a comment for good; one that is not there is removed already.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers, [`ApiError::NotFound`] for what is no Kreis,
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "remove-comment", input = Json)]
pub(crate) async fn remove_comment(ags: String, id: CommandId) -> Result<(), ApiError> {
    crate::ssr::answer(async |call| call.remove_comment(&ags, id).await).await
}
