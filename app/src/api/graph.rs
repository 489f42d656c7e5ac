//! The network as a picture and a table: flat arrays, positions from the stored layout.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{
    ActorId, ActorKind, Date, FieldCode, Layer, Level, RegionId, RelationId, RelationKind,
    RelationStatus, Sector,
};
use scene::Point;
use scene::picture::{Outline, TitlePlace};
use serde::{Deserialize, Serialize};

use super::{ApiError, Named};
use crate::text::Texts;

/// An actor in the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct NodeView {
    pub(crate) id: ActorId,
    pub(crate) name: String,
    pub(crate) short_name: Option<String>,
    pub(crate) kind: ActorKind,
    pub(crate) sector: Sector,
    pub(crate) level: Level,
    /// Where the office lies.
    pub(crate) place: Option<String>,
    /// The same, as a position in [`GraphView::municipalities`] if it is one.
    pub(crate) home_idx: Option<u16>,
    /// Positions in [`GraphView::municipalities`]: where it lies and what it names as its area.
    pub(crate) municipality_idx: Vec<u16>,
    /// Aliases, services and place in lower case, for the search.
    pub(crate) keywords: String,
    /// World units.
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) n_services: u16,
    /// Referral relations in and out.
    pub(crate) n_incoming: u16,
    pub(crate) n_outgoing: u16,
    /// Of its fullest service, as observed: arrivals per capacity.
    pub(crate) utilisation_permille: Option<u32>,
    /// Whether this rests on made-up numbers.
    pub(crate) is_example_utilisation: bool,
    pub(crate) is_example: bool,
}

impl NodeView {
    pub(crate) fn display_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// For tests: a Jobcenter of the Kreis named by its id, at the origin, tied to nobody.
    #[cfg(test)]
    pub(crate) fn plain(id: &str) -> Self {
        Self {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            short_name: None,
            kind: ActorKind::Jobcenter,
            sector: Sector::PublicKreis,
            level: Level::Kreis,
            place: None,
            home_idx: None,
            municipality_idx: Vec::new(),
            keywords: String::new(),
            x: 0.0,
            y: 0.0,
            n_services: 0,
            n_incoming: 0,
            n_outgoing: 0,
            utilisation_permille: None,
            is_example_utilisation: true,
            is_example: false,
        }
    }
}

/// A relation in the picture; ends are positions in [`GraphView::nodes`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EdgeView {
    pub(crate) id: RelationId,
    pub(crate) kind: RelationKind,
    pub(crate) from_idx: u16,
    pub(crate) to_idx: u16,
    pub(crate) status: RelationStatus,
    /// Referrals per month.
    pub(crate) volume: Option<f32>,
    /// Median days from hand-over to first appointment.
    pub(crate) wait_days: Option<u32>,
    /// Whole years since one of its ends last confirmed it; 0 where nobody ever did.
    pub(crate) years_unconfirmed: u8,
}

impl EdgeView {
    /// Whether it carries at least so much; only referrals have volumes, and one that nobody has
    /// counted counts as 0.
    pub(crate) fn is_strong(&self, least_volume: Option<f32>) -> bool {
        self.kind.layer() != Layer::Flow
            || least_volume.is_none_or(|least| self.volume.unwrap_or(0.0) >= least)
    }
}

/// How long a relation lets people wait, in steps that one can tell apart in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum WaitBand {
    /// Up to two weeks.
    Short,
    /// Up to six weeks.
    Medium,
    /// Up to three months.
    Long,
    VeryLong,
    Unknown,
}

impl WaitBand {
    pub(crate) const ALL: [Self; 5] =
        [Self::Short, Self::Medium, Self::Long, Self::VeryLong, Self::Unknown];

    pub(crate) fn of(wait_days: Option<u32>) -> Self {
        match wait_days {
            Some(..=14) => Self::Short,
            Some(..=42) => Self::Medium,
            Some(..=90) => Self::Long,
            Some(_) => Self::VeryLong,
            None => Self::Unknown,
        }
    }

    /// As in the URL.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Short => "2w",
            Self::Medium => "6w",
            Self::Long => "3m",
            Self::VeryLong => "mehr",
            Self::Unknown => "unbekannt",
        }
    }
}

impl std::str::FromStr for WaitBand {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|band| band.code() == code).ok_or(())
    }
}

/// How the actors are arranged.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Arrangement {
    /// By their ties: who is tied lies together.
    #[default]
    Overview,
    /// In communities.
    Groups,
    /// By level from top to bottom, by sector from left to right.
    Levels,
    /// By town, as on a map.
    Places,
    /// Along the referrals, from left to right.
    Flow,
}

impl Arrangement {
    pub(crate) const ALL: [Self; 5] =
        [Self::Overview, Self::Groups, Self::Levels, Self::Places, Self::Flow];

    pub(crate) fn name(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Overview => texts.arrangement_overview,
            Self::Groups => texts.arrangement_groups,
            Self::Levels => texts.arrangement_levels,
            Self::Places => texts.arrangement_places,
            Self::Flow => texts.arrangement_flow,
        }
    }
}

/// What an area is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AreaTitle {
    Named(String),
    /// Its number, from 1, and the actor in its centre.
    Community(usize, String),
    /// Who has no tie.
    Alone,
    /// Who refers to nobody, and to whom nobody refers.
    WithoutReferral,
    /// Who has no place in the Kreis.
    Elsewhere,
}

impl AreaTitle {
    pub(crate) fn text(&self, texts: &Texts) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::Community(number, centre) => format!("{number} · {centre}"),
            Self::Alone => texts.area_alone.to_owned(),
            Self::WithoutReferral => texts.area_without_referral.to_owned(),
            Self::Elsewhere => texts.area_elsewhere.to_owned(),
        }
    }

    /// What is written where the whole has no room.
    pub(crate) fn brief(&self, texts: &Texts) -> Option<String> {
        match self {
            Self::Community(number, _) => Some(number.to_string()),
            Self::Alone => Some(texts.area_alone_brief.to_owned()),
            Self::Named(_) | Self::WithoutReferral | Self::Elsewhere => None,
        }
    }
}

/// What lies behind some actors of an arrangement; lengths in world units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AreaView {
    pub(crate) title: AreaTitle,
    pub(crate) outline: Outline,
    pub(crate) title_world: Point,
    pub(crate) title_place: TitlePlace,
}

/// The whole network as a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GraphView {
    /// Of the network, as everything that follows is.
    pub(crate) revision: u64,
    /// On which it was made: rows that begin or end tomorrow are not those of today.
    pub(crate) day: Date,
    /// Of the network.
    pub(crate) name: String,
    pub(crate) municipalities: Vec<Named<RegionId>>,
    /// The Handlungsfelder to which routes are asked.
    pub(crate) fields: Vec<Named<FieldCode>>,
    /// In the order of their ids, as the relations are.
    pub(crate) nodes: Vec<NodeView>,
    pub(crate) edges: Vec<EdgeView>,
    /// Those of the arrangement; the overview has none.
    pub(crate) areas: Vec<AreaView>,
    /// Whether any number of referrals is made up.
    pub(crate) has_example_volumes: bool,
    /// Whether any wait is.
    pub(crate) has_example_waits: bool,
}

impl GraphView {
    /// For tests: a Kreis without anybody.
    #[cfg(test)]
    pub(crate) fn plain() -> Self {
        Self {
            revision: 1,
            day: Date::constant(2026, 6, 1),
            name: "Kreis".to_owned(),
            fields: Vec::new(),
            has_example_volumes: false,
            has_example_waits: false,
            municipalities: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            areas: Vec::new(),
        }
    }

    /// Whether anything in the picture rests on made-up numbers.
    pub(crate) fn has_example_numbers(&self) -> bool {
        self.has_example_volumes
            || self.has_example_waits
            || self.nodes.iter().any(|node| node.is_example_utilisation)
    }
}

/// The network as a picture.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "graph", input = GetUrl)]
pub(crate) async fn load_graph(
    ags: String,
    #[server(default)] arrangement: Arrangement,
) -> Result<GraphView, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let arranged = call.arranged(&network, arrangement).await?;
        let lang = call.lang();
        let view = move || crate::ssr::views::graph(&network, &arranged, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}
