//! Comments: keeping, settling and removing one.

use access::{Authorised, authorise};
use model::{ActorId, CommandId, Comment, CommentKey, CommentText, NetworkId, RowKey, TableName};
use store::{CommentError, StoreError};

use super::call::{Call, invalid, not_found, read_only, unavailable};
use super::state::now;
use super::views::comment_line;
use crate::api::comments::CommentLine;
use crate::api::{ApiError, ParameterName, RefusedView};

impl Call {
    /// Keeps a comment on an actor.
    pub(crate) async fn add_comment(
        &self,
        ags: &str,
        actor: &str,
        id: CommandId,
        text: String,
    ) -> Result<CommentLine, ApiError> {
        let key = self.comment_key(ags, id)?;
        let about = commented(actor)?;
        let text = CommentText::try_from(text.clone())
            .map_err(|_invalid| invalid(ParameterName::CommentText, text))?;
        let by = self.identity().name().to_owned();
        let comment = Comment { key: key.into_what(), about, text, by, at: now(), settled: None };
        let comment = self.allowed(comment)?;
        let kept = self.state().store().add_comment(&comment).await;
        let kept = kept.map_err(|error| match error {
            CommentError::Full => ApiError::Refused(Box::new(RefusedView::TooLarge)),
            CommentError::Store(StoreError::NotFound(_)) => not_found(ParameterName::Actor, actor),
            CommentError::Store(error) => unavailable(&error),
        })?;
        Ok(comment_line(kept, self.lang()))
    }

    /// Settles a comment, or opens it again.
    pub(crate) async fn settle_comment(
        &self,
        ags: &str,
        id: CommandId,
        is_settled: bool,
    ) -> Result<CommentLine, ApiError> {
        let key = self.comment_key(ags, id)?;
        let store = self.state().store();
        let changed = if is_settled {
            store.settle_comment(&key, now()).await
        } else {
            store.reopen_comment(&key).await
        };
        let changed = changed.map_err(|error| match error {
            StoreError::NotFound(id) => not_found(ParameterName::Comment, id),
            other => unavailable(&other),
        })?;
        Ok(comment_line(changed, self.lang()))
    }

    /// Removes a comment for good.
    pub(crate) async fn remove_comment(&self, ags: &str, id: CommandId) -> Result<(), ApiError> {
        let key = self.comment_key(ags, id)?;
        let removed = self.state().store().remove_comment(&key).await;
        removed.map_err(|error| unavailable(&error))
    }

    /// What names a comment, for whoever may change it.
    fn comment_key(&self, ags: &str, id: CommandId) -> Result<Authorised<CommentKey>, ApiError> {
        let network: NetworkId =
            ags.parse().map_err(|_invalid| not_found(ParameterName::Kreis, ags))?;
        self.allowed(CommentKey { network, id })
    }

    fn allowed<T>(&self, what: T) -> Result<Authorised<T>, ApiError> {
        authorise(self.identity(), what).map_err(|_reader| read_only())
    }
}

/// The row that comments on an actor are about.
pub(super) fn commented(actor: &str) -> Result<RowKey, ApiError> {
    let id: ActorId = actor.parse().map_err(|_invalid| not_found(ParameterName::Actor, actor))?;
    Ok(RowKey::new(TableName::Actors, id.as_str()))
}
