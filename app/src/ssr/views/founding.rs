//! What a network would begin with.
use crate::api::ApiError;
use crate::api::founding::FoundingView;
use crate::ssr::call::Call;

pub(crate) async fn founding(_call: &Call, _kreis: Option<&str>) -> Result<FoundingView, ApiError> {
    std::future::ready(()).await;
    Ok(FoundingView { kreise: Vec::new(), plan: None, may_write: false })
}
