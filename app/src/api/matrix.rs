//! The order of the actors in the matrix.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ActorId;
use serde::{Deserialize, Serialize};

use super::{ApiError, AreaTitle};

/// Actors that stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatrixBlock {
    pub(crate) title: AreaTitle,
    /// In the order of the rows. By id, for the picture may be of another revision by now.
    pub(crate) actors: Vec<ActorId>,
}

/// The blocks from top to bottom, which are those from left to right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatrixOrderView {
    pub(crate) blocks: Vec<MatrixBlock>,
}

/// In which order the matrix shows the actors.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is ordered by.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "matrix", input = GetUrl)]
pub(crate) async fn load_matrix_order(ags: String) -> Result<MatrixOrderView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::matrix_order(&network, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}
