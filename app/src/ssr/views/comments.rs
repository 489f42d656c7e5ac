//! The comments on an actor.

use model::{Comment, Lang, Settled};

use crate::api::comments::{CommentLine, CommentsView};
use crate::api::{ApiError, ParameterName};
use crate::german_time::moment;
use crate::ssr::call::{Call, not_found, place_and_day, unavailable};
use crate::ssr::comments::commented;

pub(crate) async fn comments(
    call: &Call,
    ags: &str,
    actor: &str,
) -> Result<CommentsView, ApiError> {
    let (id, day) = place_and_day(ags)?;
    if day.is_some() || !call.identity().may_write() {
        // Whether there is such a network. Not whether there is such an actor: it may be hidden.
        call.network(id.as_str()).await?;
        return Ok(CommentsView { may_write: false, comments: Vec::new() });
    }
    let about = commented(actor)?;
    let network = call.network_for_editing(ags).await?;
    if network.row(&about).is_none() {
        return Err(not_found(ParameterName::Actor, actor));
    }
    let comments = call.state().store().comments(&id, &about).await;
    let comments = comments.map_err(|error| unavailable(&error))?;
    let line = |comment| comment_line(comment, call.lang());
    Ok(CommentsView { may_write: true, comments: comments.into_iter().map(line).collect() })
}

pub(crate) fn comment_line(comment: Comment, lang: Lang) -> CommentLine {
    let settled = comment.settled.map(|Settled { by, at }| (by, moment(at, lang).0));
    CommentLine {
        id: comment.key.id,
        text: comment.text.into(),
        by: comment.by,
        at: moment(comment.at, lang).0,
        settled,
    }
}
