//! A state of a network as open data: what has to be said about it, and whether it is complete.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::Date;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// What whoever releases a state says about it, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReleaseForm {
    pub(crate) publisher: String,
    pub(crate) homepage: String,
    /// An office, never a person.
    pub(crate) contact: String,
    /// A mailbox, or the address of a form.
    pub(crate) reach: String,
    /// The folder on the web where the files will lie.
    pub(crate) address: String,
    /// Of the list of `GovData`.
    pub(crate) contributor: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReleaseField {
    Publisher,
    Homepage,
    Contact,
    Reach,
    Address,
    Contributor,
}

impl ReleaseField {
    pub(crate) const ALL: [Self; 6] = [
        Self::Publisher,
        Self::Homepage,
        Self::Contact,
        Self::Reach,
        Self::Address,
        Self::Contributor,
    ];

    /// As in the URL.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Publisher => "herausgeber",
            Self::Homepage => "webseite",
            Self::Contact => "kontakt",
            Self::Reach => "erreichbar",
            Self::Address => "adresse",
            Self::Contributor => "bereitsteller",
        }
    }
}

impl ReleaseForm {
    pub(crate) fn get(&self, field: ReleaseField) -> &str {
        match field {
            ReleaseField::Publisher => &self.publisher,
            ReleaseField::Homepage => &self.homepage,
            ReleaseField::Contact => &self.contact,
            ReleaseField::Reach => &self.reach,
            ReleaseField::Address => &self.address,
            ReleaseField::Contributor => &self.contributor,
        }
    }

    /// From the values of a URL.
    pub(crate) fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let text = |field: ReleaseField| value(field.code()).unwrap_or_default().trim().to_owned();
        Self {
            publisher: text(ReleaseField::Publisher),
            homepage: text(ReleaseField::Homepage),
            contact: text(ReleaseField::Contact),
            reach: text(ReleaseField::Reach),
            address: text(ReleaseField::Address),
            contributor: text(ReleaseField::Contributor),
        }
    }
}

/// What would be released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReleaseView {
    pub(crate) day: Date,
    pub(crate) n_actors: usize,
    pub(crate) n_relations: usize,
    /// Whether made-up numbers are in it.
    pub(crate) has_examples: bool,
    /// What has another form, by field; a field without a text is empty, and neither says that a file
    /// cannot be written.
    pub(crate) problems: Vec<(Option<ReleaseField>, Option<String>)>,
    /// What the archive would hold; nothing while something is missing.
    pub(crate) files: Vec<String>,
}

/// What would be released of a network, and what is still to be said about it.
///
/// # Who may call   everybody.
/// # Sees           what is public, whoever calls: nothing else is released.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "release", input = GetUrl)]
pub(crate) async fn load_release(
    ags: String,
    #[server(default)] form: ReleaseForm,
) -> Result<ReleaseView, ApiError> {
    crate::ssr::answer(async |call| call.release(&ags, &form).await).await
}
