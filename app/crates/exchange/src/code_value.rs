//! From a field to a code: of a closed list (an enum) or of the code book (data).

use std::marker::PhantomData;
use std::str::FromStr;

use model::{
    Access, ActorKind, AreaKind, CapacityUnit, Channel, ChurchLaw, Code, CodeBook, CodeListKind,
    CommitteeKind, Confidence, DependencyKind, EntityKind, FieldCode, HandoverMode, InvalidId,
    JobcenterModel, KimStatus, Lang, Level, MembershipRole, Method, Metric, Pillar, PostKind,
    RegimeCode, RegionKind, RelationKind, RelationStatus, ResidenceStatusCode, Sector, ServiceKind,
    ServiceStatus, SourceKind, Statistic, StepDone, TargetGroupCode, Unit, UnknownCode, Visibility,
};

use crate::Reason;
use crate::nearest::{nearest, same_word};
use crate::own_codes::{ListedKind, Scope};
use crate::problem::excerpt;

/// A closed list, as the macro in `model` defines them.
pub(crate) trait ClosedList: Copy + FromStr<Err = UnknownCode> + 'static {
    const ALL: &'static [Self];
    fn code(self) -> &'static str;
    fn label(self, lang: Lang) -> &'static str;
}

macro_rules! closed_lists {
    ($($name:ty = $english:literal),+ $(,)?) => {
        $(impl ClosedList for $name {
            const ALL: &'static [Self] = <$name as Code>::ALL;

            fn code(self) -> &'static str {
                Code::code(self)
            }

            fn label(self, lang: Lang) -> &'static str {
                Code::label(self, lang)
            }
        })+

        /// The English name of a list that messages call so in German.
        pub(crate) fn english_list(list: &str) -> &str {
            match list {
                $(<$name as Code>::LIST => $english,)+
                other => other,
            }
        }
    };
}

closed_lists!(
    Access = "access",
    ActorKind = "kind of actor",
    AreaKind = "reference to an area",
    CapacityUnit = "unit of capacity",
    Channel = "channel",
    ChurchLaw = "church law",
    CodeListKind = "code list",
    CommitteeKind = "kind of committee",
    Confidence = "confidence",
    DependencyKind = "kind of dependency",
    EntityKind = "what is observed",
    HandoverMode = "mode of handover",
    JobcenterModel = "Jobcenter model",
    KimStatus = "KIM status",
    Level = "level",
    ListedKind = "kind of area",
    MembershipRole = "role in a committee",
    Method = "method",
    Metric = "metric",
    Pillar = "pillar",
    PostKind = "kind of post",
    RegionKind = "kind of area",
    RelationKind = "kind of relation",
    RelationStatus = "status of a relation",
    Scope = "where it is found",
    Sector = "sector",
    ServiceKind = "kind of service",
    ServiceStatus = "status of a service",
    SourceKind = "kind of source",
    Statistic = "statistic",
    StepDone = "completion of a step",
    Unit = "unit",
    Visibility = "visibility",
);

/// A code of a closed list.
pub(crate) fn code<T: ClosedList>(field: &str) -> Result<T, WrongCode<T>> {
    field.parse().map_err(|problem: UnknownCode| WrongCode {
        problem: UnknownCode { code: excerpt(field), ..problem },
        list: PhantomData,
    })
}

/// A text that is no code of this list.
#[derive(Debug)]
pub(crate) struct WrongCode<T> {
    problem: UnknownCode,
    list: PhantomData<T>,
}

impl<T: ClosedList> From<WrongCode<T>> for Reason {
    fn from(WrongCode { problem, .. }: WrongCode<T>) -> Self {
        let nearest = suggest(&problem.code, T::ALL);
        let allowed = T::ALL.iter().map(|value| value.code()).collect();
        Self::UnknownCode { problem, allowed, nearest }
    }
}

/// The code with this label, or the most similar code.
fn suggest<T: ClosedList>(field: &str, values: &[T]) -> Option<&'static str> {
    let has_label = |value: &&T| Lang::ALL.iter().any(|&lang| same_word(field, value.label(lang)));
    let labelled = values.iter().find(has_label).map(|value| value.code());
    labelled.or_else(|| nearest(field, values.iter().map(|value| value.code())))
}

/// A code whose list is in the code book.
pub(crate) trait OpenList: FromStr<Err = InvalidId> {
    const LIST: CodeListKind;
}

impl OpenList for FieldCode {
    const LIST: CodeListKind = CodeListKind::FieldOfAction;
}

impl OpenList for RegimeCode {
    const LIST: CodeListKind = CodeListKind::LegalRegime;
}

impl OpenList for TargetGroupCode {
    const LIST: CodeListKind = CodeListKind::TargetGroup;
}

impl OpenList for ResidenceStatusCode {
    const LIST: CodeListKind = CodeListKind::ResidenceStatus;
}

/// Reads codes of the code book.
pub(crate) fn listed_in<'b, T: OpenList>(
    book: &'b CodeBook,
) -> impl Fn(&str) -> Result<T, NotListed<'b>> {
    move |field| {
        let listed = book.contains(T::LIST, field).then(|| field.parse().ok()).flatten();
        listed.ok_or_else(|| NotListed { book, list: T::LIST, code: excerpt(field) })
    }
}

/// A code that the code book does not have.
#[derive(Debug)]
pub(crate) struct NotListed<'a> {
    book: &'a CodeBook,
    list: CodeListKind,
    code: String,
}

impl From<NotListed<'_>> for Reason {
    fn from(NotListed { book, list, code }: NotListed<'_>) -> Self {
        let nearest = suggest_listed(&code, book, list);
        Self::NotInCodeBook { list, code, nearest }
    }
}

fn suggest_listed(field: &str, book: &CodeBook, list: CodeListKind) -> Option<String> {
    let labelled = book
        .list(list)
        .find(|entry| Lang::ALL.iter().any(|&lang| same_word(field, entry.label(lang))))
        .map(|entry| entry.code.as_str());
    let similar = || nearest(field, book.list(list).map(|entry| entry.code.as_str()));
    labelled.or_else(similar).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_code_gets_the_list_and_a_suggestion() {
        let message = |field| Reason::from(code::<Level>(field).unwrap_err()).to_string();
        assert_eq!(
            message("Kreiss"),
            "„Kreiss“ ist kein gültiger Wert für Ebene. Meinten Sie „kreis“? \
             Erlaubt: gemeinde, kreis, bezirk, land, bund"
        );
        assert_eq!(
            message("municipality"),
            "„municipality“ ist kein gültiger Wert für Ebene. Meinten Sie „gemeinde“? \
             Erlaubt: gemeinde, kreis, bezirk, land, bund"
        );
    }

    #[test]
    fn a_label_finds_its_code() {
        assert_eq!(suggest("ausländerbehörde", ActorKind::ALL), Some("foreigners_authority"));
        assert_eq!(suggest("Jobcenters", ActorKind::ALL), Some("jobcenter"));
        assert_eq!(suggest("xyz", ActorKind::ALL), None);
    }
}
