//! Comments on rows of a network: written one by one, read row by row.
//!
//! They hang on the id of a row and not on its record. Whatever becomes of the row leaves them where
//! they are: when an actor is removed, or joined with another, its comments are no longer shown, and
//! are there again when that is taken back. Only [`Store::remove_comment`] and
//! [`Store::delete_network`] remove any.

use access::Authorised;
use model::{
    CommandId, Comment, CommentKey, CommentText, NetworkId, RowKey, Settled, TableName, Timestamp,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// Why a comment is not kept.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    #[error("zu diesem Eintrag gibt es schon {} Kommentare", Comment::MAX_PER_ROW)]
    Full,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is read of a record.
const FIELDS: &str = "record::id(id)[1] AS id, about, text, by, at, settled";

#[derive(Deserialize)]
struct Stored {
    id: CommandId,
    about: RowKey,
    text: CommentText,
    by: String,
    at: Timestamp,
    #[serde(default)]
    settled: Option<Settled>,
}

impl Stored {
    fn into_comment(self, network: &NetworkId) -> Comment {
        let Self { id, about, text, by, at, settled } = self;
        Comment { key: CommentKey { network: network.clone(), id }, about, text, by, at, settled }
    }
}

impl Store {
    /// Keeps a comment on an actor, and gives it as it is kept: of two with one id that is the first,
    /// whatever has become of it.
    ///
    /// The row is looked for, and the comments are counted, before the comment is written and not
    /// together with it: at the same moment others may remove the row, which its comments outlive, or
    /// make it a few too many.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such actor in the network, and for a row of another
    /// table; [`CommentError::Full`] where there are [`Comment::MAX_PER_ROW`]. Nothing is written
    /// then.
    ///
    /// # Complexity O(comments on the row)
    pub async fn add_comment(
        &self,
        comment: &Authorised<Comment>,
    ) -> Result<Comment, CommentError> {
        const WRITE: &str = "CREATE type::record('comment', [$network, $id]) CONTENT
            { network: $network, about: $about, text: $text, by: $by, at: $at } RETURN NONE";
        let comment = comment.what();
        if let Some(known) = self.kept_comment(&comment.key).await? {
            return Ok(known);
        }
        self.check_room(&comment.key.network, &comment.about).await?;
        let mut variables = named(&comment.key);
        variables.extend([
            ("about", json!(comment.about)),
            ("text", json!(comment.text)),
            ("by", json!(comment.by)),
            ("at", json!(comment.at.to_string())),
        ]);
        if let Err(error) = self.query(WRITE, variables).await {
            // The same comment may have arrived twice at the same moment.
            let known = self.kept_comment(&comment.key).await?;
            return known.ok_or(error.into());
        }
        Ok(Comment { settled: None, ..comment.clone() })
    }

    /// The comments on a row, the oldest first; of the same second in the order of their ids.
    ///
    /// # Complexity O(comments on the row)
    pub async fn comments(
        &self,
        network: &NetworkId,
        about: &RowKey,
    ) -> Result<Vec<Comment>, StoreError> {
        let read = format!(
            "SELECT {FIELDS} FROM comment \
             WHERE network = $network AND about.table = $table AND about.id = $row"
        );
        let mut response = self.query(&read, row(network, about)).await?;
        let stored: Vec<Stored> = rows(&mut response, 0, "comment")?;
        let mut comments: Vec<Comment> =
            stored.into_iter().map(|stored| stored.into_comment(network)).collect();
        comments.sort_by(|one, other| (one.at, &one.key.id).cmp(&(other.at, &other.key.id)));
        Ok(comments)
    }

    /// Says that nothing is left to do about a comment, and gives it as it is then. Whoever said so
    /// first stays named.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]
    pub async fn settle_comment(
        &self,
        key: &Authorised<CommentKey>,
        at: Timestamp,
    ) -> Result<Comment, StoreError> {
        let settled = json!({ "by": key.by(), "at": at.to_string() });
        self.change_comment(key.what(), "settled ?? $settled", vec![("settled", settled)]).await
    }

    /// Opens a settled comment again, and gives it as it is then.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]
    pub async fn reopen_comment(
        &self,
        key: &Authorised<CommentKey>,
    ) -> Result<Comment, StoreError> {
        self.change_comment(key.what(), "NONE", Vec::new()).await
    }

    /// Removes a comment for good; one that is not there is removed already.
    pub async fn remove_comment(&self, key: &Authorised<CommentKey>) -> Result<(), StoreError> {
        const DELETE: &str = "DELETE type::record('comment', [$network, $id]) RETURN NONE";
        self.query(DELETE, named(key.what())).await.map(drop)
    }

    /// Sets who settled a comment to what `settled` yields.
    async fn change_comment(
        &self,
        key: &CommentKey,
        settled: &str,
        more: Vec<(&'static str, Value)>,
    ) -> Result<Comment, StoreError> {
        let write = format!(
            "UPDATE type::record('comment', [$network, $id]) SET settled = {settled} \
             RETURN {FIELDS}"
        );
        let mut variables = named(key);
        variables.extend(more);
        let changed = self.first_comment(&write, variables, &key.network).await?;
        changed.ok_or_else(|| StoreError::NotFound(key.id.as_str().to_owned()))
    }

    async fn kept_comment(&self, key: &CommentKey) -> Result<Option<Comment>, StoreError> {
        let read = format!("SELECT {FIELDS} FROM type::record('comment', [$network, $id])");
        self.first_comment(&read, named(key), &key.network).await
    }

    async fn first_comment(
        &self,
        statement: &str,
        variables: Vec<(&'static str, Value)>,
        network: &NetworkId,
    ) -> Result<Option<Comment>, StoreError> {
        let mut response = self.query(statement, variables).await?;
        let stored: Vec<Stored> = rows(&mut response, 0, "comment")?;
        Ok(stored.into_iter().next().map(|stored| stored.into_comment(network)))
    }

    /// Whether there is such an actor, with room for one more comment.
    async fn check_room(&self, network: &NetworkId, about: &RowKey) -> Result<(), CommentError> {
        const LOOK: &str = "
            RETURN record::exists(type::record('actor', [$network, $row]));
            SELECT VALUE record::id(id)[1] FROM comment
                WHERE network = $network AND about.table = $table AND about.id = $row;";
        let mut response = self.query(LOOK, row(network, about)).await?;
        let exists: Option<bool> = response.take(0).map_err(StoreError::from)?;
        if about.table != TableName::Actors || exists != Some(true) {
            return Err(StoreError::NotFound(about.to_string()).into());
        }
        let comments: Vec<CommandId> = rows(&mut response, 1, "comment")?;
        if comments.len() < Comment::MAX_PER_ROW { Ok(()) } else { Err(CommentError::Full) }
    }
}

fn named(key: &CommentKey) -> Vec<(&'static str, Value)> {
    vec![("network", json!(key.network)), ("id", json!(key.id))]
}

fn row(network: &NetworkId, about: &RowKey) -> Vec<(&'static str, Value)> {
    vec![("network", json!(network)), ("table", json!(about.table)), ("row", json!(about.id))]
}
