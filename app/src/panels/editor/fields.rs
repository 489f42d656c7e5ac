//! How each column is asked for: its control, its place in the form, what it starts with.

use model::{
    Access, ActorKind, AreaKind, CapacityUnit, Channel, ChurchLaw, Code, CodeListKind,
    CommitteeKind, Confidence, EntityKind, HandoverMode, JobcenterModel, KimStatus, Lang, Level,
    MembershipRole, Method, Metric, Pillar, PostKind, RegionKind, RelationKind, RelationStatus,
    Sector, ServiceKind, ServiceStatus, SourceKind, Statistic, TableName, Unit, Visibility,
};

use crate::api::FormView;

/// One thing of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) code: String,
    pub(crate) label: String,
}

/// What somebody fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Text,
    /// Several lines.
    Long,
    /// A list, an item per line.
    Lines,
    /// A list of short items, divided by commas.
    Tags,
    Date,
    Number,
    YesNo,
    One(Vec<Choice>),
    Many(Vec<Choice>),
    /// Another row, by its name.
    Pick(Vec<Choice>),
}

/// Where in the form a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Always in sight.
    First,
    /// Under "Mehr Angaben".
    More,
    /// Validity, sources, confidence, visibility.
    About,
    /// Nobody types it.
    Hidden,
}

/// The columns that are always in sight, in their order.
pub(super) fn first_columns(table: TableName) -> &'static [&'static str] {
    match table {
        TableName::Regions => &["name", "kind", "ags", "parent", "lat", "lon", "population"],
        TableName::Actors => &["name", "kind", "sector", "level", "region", "contact"],
        TableName::Services => {
            &["name", "actor", "kind", "fields", "access", "capacity", "capacity_unit", "status"]
        }
        TableName::Posts => &["label", "pillar", "kind", "employer", "fte", "vacant_fte"],
        TableName::Committees => &["label", "kind", "chair", "rhythm"],
        TableName::Memberships => &["committee", "actor", "role", "voting", "since"],
        TableName::Jurisdictions => &["actor", "kind", "regions", "regime", "legal_basis"],
        TableName::Relations => &["from", "kind", "to", "service", "status", "handover_mode"],
        TableName::Observations => &[
            "entity_kind",
            "entity",
            "metric",
            "value",
            "unit",
            "statistic",
            "n",
            "period_from",
            "period_to",
            "clock_from",
            "clock_to",
            "method",
        ],
        TableName::Sources => &["title", "kind", "publisher", "url", "date", "quote"],
    }
}

/// Every column in the order of the form.
pub(super) fn ordered_columns(table: TableName) -> Vec<(&'static str, Place)> {
    const ABOUT: [&str; 5] = ["confidence", "sources", "visibility", "valid_from", "valid_to"];
    let first = first_columns(table);
    let all: Vec<&'static str> = exchange::columns(table).collect();
    let known = |name: &&'static str| all.contains(name);
    let rest = all.iter().copied().filter(|name| !first.contains(name) && !ABOUT.contains(name));
    let place = |name| if name == "id" { Place::Hidden } else { Place::More };
    first
        .iter()
        .map(|name| (*name, Place::First))
        .chain(rest.map(|name| (name, place(name))))
        .chain(ABOUT.into_iter().filter(known).map(|name| (name, Place::About)))
        .collect()
}

pub(super) fn control(form: &FormView, column: &str, lang: Lang) -> Control {
    if let Some(choices) = closed_list(form.table, column, lang) {
        return Control::One(choices);
    }
    if let Some((list, is_many)) = open_list(column) {
        let entries = form.codes.list(list);
        let choices = entries
            .map(|entry| Choice { code: entry.code.clone(), label: entry.label(lang).to_owned() })
            .collect();
        return if is_many { Control::Many(choices) } else { Control::One(choices) };
    }
    if let Some(control) = reference(form, column) {
        return control;
    }
    match column {
        "voting" | "childcare" | "entry_point" | "consent_needed" | "feedback_agreed" => {
            Control::YesNo
        }
        "valid_from"
        | "valid_to"
        | "since"
        | "date"
        | "period_from"
        | "period_to"
        | "population_date"
        | "confirmed_by_sender"
        | "confirmed_by_receiver" => Control::Date,
        "capacity"
        | "fte"
        | "funded_fte"
        | "vacant_fte"
        | "media_breaks"
        | "agreed_days"
        | "quality_by_sender"
        | "quality_by_receiver"
        | "amount_eur"
        | "times_per_year"
        | "n"
        | "value"
        | "lat"
        | "lon"
        | "population" => Control::Number,
        "note" | "eligibility" | "mandate" | "quote" => Control::Long,
        "aliases" | "required_documents" => Control::Lines,
        "languages" => Control::Tags,
        _ => Control::Text,
    }
}

/// A cell as people read it: labels for codes, names for ids, lists with commas.
pub(super) fn display(form: &FormView, column: &str, cell: &str, lang: Lang) -> String {
    let label = |choices: &[Choice], code: &str| {
        let found = choices.iter().find(|choice| choice.code == code);
        found.map_or_else(|| code.to_owned(), |choice| choice.label.clone())
    };
    match control(form, column, lang) {
        Control::One(choices) | Control::Pick(choices) => label(&choices, cell),
        Control::Many(choices) => {
            let items: Vec<String> =
                exchange::split_list(cell).iter().map(|code| label(&choices, code)).collect();
            items.join(", ")
        }
        Control::Lines | Control::Tags => exchange::split_list(cell).join(", "),
        Control::YesNo => yes_no(lang, cell).to_owned(),
        Control::Text | Control::Long | Control::Date | Control::Number => cell.to_owned(),
    }
}

fn yes_no(lang: Lang, cell: &str) -> &str {
    let texts = crate::text::texts(lang);
    match cell {
        "yes" => texts.edit_yes,
        "no" => texts.edit_no,
        other => other,
    }
}

/// The rows a column can name.
fn reference(form: &FormView, column: &str) -> Option<Control> {
    let named = |list: &[crate::api::Named<String>]| -> Vec<Choice> {
        let choice = |named: &crate::api::Named<String>| Choice {
            code: named.id.clone(),
            label: named.name.clone(),
        };
        list.iter().map(choice).collect()
    };
    let choices = &form.choices;
    match (form.table, column) {
        (_, "actor" | "employer" | "workplace" | "supervised_by" | "chair" | "from" | "to")
        | (TableName::Actors, "parent") => Some(Control::Pick(named(&choices.actors))),
        (TableName::Regions, "parent") | (TableName::Actors, "region") => {
            Some(Control::One(named(&choices.regions)))
        }
        (_, "serves" | "regions") => Some(Control::Many(named(&choices.regions))),
        (_, "committee") => Some(Control::One(named(&choices.committees))),
        (_, "sources") => Some(Control::Many(named(&choices.sources))),
        (TableName::Relations, "service") => Some(Control::Pick(services(form))),
        (TableName::Observations, "entity") => {
            let all = named(&choices.actors)
                .into_iter()
                .chain(services(form))
                .chain(named(&choices.relations))
                .chain(named(&choices.regions));
            Some(Control::Pick(all.collect()))
        }
        _ => None,
    }
}

/// Services with their actors: many are called alike.
fn services(form: &FormView) -> Vec<Choice> {
    let actor_name = |id: &model::ActorId| {
        let actors = &form.choices.actors;
        actors.iter().find(|actor| actor.id == id.as_str()).map_or("", |actor| actor.name.as_str())
    };
    let choice = |(service, actor): &(crate::api::Named<String>, model::ActorId)| Choice {
        code: service.id.clone(),
        label: format!("{} ({})", service.name, actor_name(actor)),
    };
    form.choices.services.iter().map(choice).collect()
}

/// The list of codes that is data, and whether several of it go into one cell.
pub(crate) fn open_list(column: &str) -> Option<(CodeListKind, bool)> {
    match column {
        "fields" => Some((CodeListKind::FieldOfAction, true)),
        "target_groups" => Some((CodeListKind::TargetGroup, true)),
        "residence_statuses" => Some((CodeListKind::ResidenceStatus, true)),
        "regimes" => Some((CodeListKind::LegalRegime, true)),
        "regime" | "regime_from" | "regime_to" => Some((CodeListKind::LegalRegime, false)),
        _ => None,
    }
}

fn all<T: Code>(lang: Lang) -> Vec<Choice> {
    let choice =
        |value: &T| Choice { code: value.code().to_owned(), label: value.label(lang).to_owned() };
    T::ALL.iter().map(choice).collect()
}

pub(crate) fn closed_list(table: TableName, column: &str, lang: Lang) -> Option<Vec<Choice>> {
    let choices = match (table, column) {
        (_, "confidence") => all::<Confidence>(lang),
        (_, "visibility") => all::<Visibility>(lang),
        (TableName::Regions, "kind") => all::<RegionKind>(lang),
        (TableName::Regions, "kim_status") => all::<KimStatus>(lang),
        (TableName::Actors, "kind") => all::<ActorKind>(lang),
        (TableName::Actors, "sector") => all::<Sector>(lang),
        (TableName::Actors, "level") => all::<Level>(lang),
        (TableName::Actors, "church_law") => all::<ChurchLaw>(lang),
        (TableName::Actors, "model") => all::<JobcenterModel>(lang),
        (TableName::Services, "kind") => all::<ServiceKind>(lang),
        (TableName::Services, "access") => all::<Access>(lang),
        (TableName::Services, "capacity_unit") => all::<CapacityUnit>(lang),
        (TableName::Services, "status") => all::<ServiceStatus>(lang),
        (TableName::Posts, "pillar") => all::<Pillar>(lang),
        (TableName::Posts, "kind") => all::<PostKind>(lang),
        (TableName::Committees, "kind") => all::<CommitteeKind>(lang),
        (TableName::Memberships, "role") => all::<MembershipRole>(lang),
        (TableName::Jurisdictions, "kind") => all::<AreaKind>(lang),
        (TableName::Relations, "kind") => all::<RelationKind>(lang),
        (TableName::Relations, "handover_mode") => all::<HandoverMode>(lang),
        (TableName::Relations, "channel") => all::<Channel>(lang),
        (TableName::Relations, "status") => all::<RelationStatus>(lang),
        (TableName::Observations, "entity_kind") => all::<EntityKind>(lang),
        (TableName::Observations, "metric") => all::<Metric>(lang),
        (TableName::Observations, "unit") => all::<Unit>(lang),
        (TableName::Observations, "statistic") => all::<Statistic>(lang),
        (TableName::Observations, "method") => all::<Method>(lang),
        (TableName::Sources, "kind") => all::<SourceKind>(lang),
        _ => return None,
    };
    Some(choices)
}

/// What a new row starts with.
pub(super) fn first_cells(table: TableName, about: &[String]) -> Vec<(&'static str, String)> {
    let owner = about.first().cloned().unwrap_or_default();
    let own: Vec<(&'static str, String)> = match table {
        TableName::Services => {
            vec![("actor", owner), ("access", "open".into()), ("status", "active".into())]
        }
        TableName::Posts => vec![("employer", owner)],
        TableName::Memberships => vec![("actor", owner), ("role", "member".into())],
        TableName::Jurisdictions => vec![("actor", owner)],
        TableName::Relations => {
            let to = about.get(1).cloned().unwrap_or_default();
            let (kind, status) = ("refers_to".into(), "active".into());
            vec![("from", owner), ("to", to), ("kind", kind), ("status", status)]
        }
        TableName::Observations => {
            let kind = about.get(1).cloned().unwrap_or_default();
            vec![("entity", owner), ("entity_kind", kind), ("method", "estimate".into())]
        }
        TableName::Sources => return vec![("kind", "knowledge".into())],
        TableName::Regions | TableName::Actors | TableName::Committees => Vec::new(),
    };
    let common = [("confidence", "confirmed".to_owned()), ("visibility", "public".to_owned())];
    own.into_iter().chain(common).collect()
}

/// Whether the row's table cannot do without this column.
pub(super) fn is_required(table: TableName, column: &str) -> bool {
    // Without a source the form gives one.
    column != "sources" && exchange::is_required(table, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_place_in_the_form_once() {
        for table in TableName::ALL {
            let mut placed: Vec<&str> =
                ordered_columns(*table).into_iter().map(|(name, _)| name).collect();
            placed.sort_unstable();
            let mut all: Vec<&str> = exchange::columns(*table).collect();
            all.sort_unstable();
            assert_eq!(placed, all, "{table}");
        }
    }

    #[test]
    fn what_a_row_needs_is_in_sight() {
        for table in TableName::ALL {
            for (column, place) in ordered_columns(*table) {
                let is_typed = !["id", "confidence"].contains(&column);
                if is_required(*table, column) && is_typed {
                    assert_eq!(place, Place::First, "{table}.{column}");
                }
            }
        }
    }

    #[test]
    fn a_new_row_starts_with_columns_that_exist() {
        for table in TableName::ALL {
            for (column, _) in first_cells(*table, &["a".to_owned(), "b".to_owned()]) {
                assert!(exchange::columns(*table).any(|name| name == column), "{table}.{column}");
            }
        }
    }
}
