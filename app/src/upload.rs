//! Sending a file as it is: server functions would have to pack it into text.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, RequestInit, Response};

use crate::api::RefusedView;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum UploadError {
    Refused(RefusedView),
    /// More than the server takes.
    TooLarge,
    /// Nothing, or nothing that can be read, came back.
    Unsent,
}

/// Posts a file and reads the JSON that comes back.
///
/// # Errors
/// [`UploadError`]; the file is untouched, and can be sent again.
pub(crate) async fn post_file<T: DeserializeOwned>(
    path: &str,
    file: &File,
) -> Result<T, UploadError> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(file);
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await;
    let answer: Response =
        answer.ok().and_then(|answer| answer.dyn_into().ok()).ok_or(UploadError::Unsent)?;
    let status = answer.status();
    let text = answer.text().map_err(|_locked| UploadError::Unsent)?;
    let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
    let text = text.ok_or(UploadError::Unsent)?;
    match status {
        200 => serde_json::from_str(&text).map_err(|_unreadable| UploadError::Unsent),
        413 => Err(UploadError::TooLarge),
        _ => match serde_json::from_str(&text) {
            Ok(refused) => Err(UploadError::Refused(refused)),
            Err(_unreadable) => Err(UploadError::Unsent),
        },
    }
}
