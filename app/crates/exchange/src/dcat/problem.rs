//! What DCAT-AP.de demands and is not there, and of which field.

use model::{Date, Lang};

use crate::problem::excerpt;
use crate::wording::{german_display, plain, say};

/// What can be missing or wrong in a [`super::DcatDataset`], so that a form can say it beside the
/// field; a file is named by its position in [`super::DcatDataset::distributions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DcatField {
    Uri,
    Title,
    Description,
    PublisherName,
    PublisherHomepage,
    ContactOrganisation,
    ContactEmail,
    ContactForm,
    ContributorId,
    LandingPage,
    Temporal,
    Attribution,
    Distributions,
    FileTitle(usize),
    FileFormat(usize),
    FileMediaType(usize),
    FileAddress(usize),
}

impl DcatField {
    /// What a form writes over it.
    pub fn label(self, lang: Lang) -> &'static str {
        let (_, german, english) = self.words();
        match lang {
            Lang::De => german,
            Lang::En => english,
        }
    }

    /// As it stands at the beginning of a clause.
    fn with_article(self, lang: Lang) -> String {
        let (article, german, english) = self.words();
        let mut rest = english.chars();
        match (lang, rest.next()) {
            (Lang::De, _) => format!("{article} {german}"),
            // What is an abbreviation stays one.
            (Lang::En, Some(first)) if rest.as_str().starts_with(char::is_lowercase) => {
                format!("the {}{}", first.to_ascii_lowercase(), rest.as_str())
            }
            (Lang::En, _) => format!("the {english}"),
        }
    }

    /// The German article and label, and the English label.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Uri => ("die", "URI des Datensatzes", "URI of the dataset"),
            Self::Title => ("der", "Titel", "Title"),
            Self::Description => ("die", "Beschreibung", "Description"),
            Self::PublisherName => {
                ("der", "Name der veröffentlichenden Stelle", "Name of the publisher")
            }
            Self::PublisherHomepage => {
                ("die", "Startseite der veröffentlichenden Stelle", "Homepage of the publisher")
            }
            Self::ContactOrganisation => {
                ("der", "Name der Kontaktstelle", "Name of the contact office")
            }
            Self::ContactEmail => {
                ("die", "E-Mail-Adresse der Kontaktstelle", "Mailbox for contact")
            }
            Self::ContactForm => ("das", "Kontaktformular", "Contact form"),
            Self::ContributorId => {
                ("die", "Kennung des Datenbereitstellers", "Id of the data provider")
            }
            Self::LandingPage => ("die", "Webseite zum Datensatz", "Web page of the dataset"),
            Self::Temporal => ("der", "Zeitraum", "Period"),
            Self::Attribution => ("der", "Text der Namensnennung", "Text of the attribution"),
            Self::Distributions => ("die", "Datei zum Datensatz", "File of the dataset"),
            Self::FileTitle(_) => ("der", "Titel der Datei", "Title of the file"),
            Self::FileFormat(_) => ("der", "Dateityp", "File type"),
            Self::FileMediaType(_) => ("der", "Medientyp", "Media type"),
            Self::FileAddress(_) => ("der", "Ort der Datei", "Address of the file"),
        }
    }
}

/// What DCAT-AP.de demands and is not there; `Display` is German.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DcatProblem {
    Missing(DcatField),
    NotAnAddress {
        field: DcatField,
        text: String,
    },
    NotAMailbox(String),
    NotAMediaType {
        /// The position of the file.
        file: usize,
        text: String,
    },
    NotAFileType {
        file: usize,
        text: String,
    },
    PeriodReversed {
        from: Date,
        to: Date,
    },
}

german_display!(DcatProblem);

impl DcatProblem {
    /// Where a form shows it.
    pub fn field(&self) -> DcatField {
        match self {
            Self::Missing(field) | Self::NotAnAddress { field, .. } => *field,
            Self::NotAMailbox(_) => DcatField::ContactEmail,
            Self::NotAMediaType { file, .. } => DcatField::FileMediaType(*file),
            Self::NotAFileType { file, .. } => DcatField::FileFormat(*file),
            Self::PeriodReversed { .. } => DcatField::Temporal,
        }
    }

    /// A clause without a full stop.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Missing(field) => {
                format!("{} {}", field.with_article(lang), plain(lang, "fehlt", "is missing"))
            }
            Self::NotAnAddress { field, text } => say!(
                lang,
                "{} „{}“ ist keine Adresse im Netz (http:// oder https://)",
                "{} “{}” is not an address on the web (http:// or https://)",
                field.with_article(lang),
                excerpt(text)
            ),
            Self::NotAMailbox(text) => say!(
                lang,
                "„{}“ ist keine E-Mail-Adresse",
                "“{}” is not an e-mail address",
                excerpt(text)
            ),
            Self::NotAMediaType { text, .. } => say!(
                lang,
                "„{}“ ist kein Medientyp (zum Beispiel text/csv)",
                "“{}” is not a media type (for example text/csv)",
                excerpt(text)
            ),
            Self::NotAFileType { text, .. } => say!(
                lang,
                "„{}“ ist kein Dateityp der EU-Liste (zum Beispiel CSV, XLSX, JSON_LD)",
                "“{}” is not a file type of the EU list (for example CSV, XLSX, JSON_LD)",
                excerpt(text)
            ),
            Self::PeriodReversed { from, to } => say!(
                lang,
                "der Zeitraum endet am {to} und damit vor seinem Beginn am {from}",
                "the period ends on {to} and so before its beginning on {from}"
            ),
        }
    }
}
