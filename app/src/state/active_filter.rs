//! Filters that leave something out, one by one.

use model::{ActorGroup, Level, RegionId, Sector};

use super::network_query::{ALL_PERCENT, NetworkQuery};
use crate::api::WaitBand;

/// One filter in force, as the legend and the search set them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ActiveFilter {
    Search(String),
    Group(ActorGroup),
    Sector(Sector),
    Level(Level),
    Municipality(RegionId),
    Wait(WaitBand),
    /// Only the best connected so many percent.
    ActorsPercent(u8),
    /// Only the strongest so many percent.
    ReferralsPercent(u8),
}

impl NetworkQuery {
    /// The filters in force, in the order of the legend.
    pub(crate) fn active_filters(&self) -> Vec<ActiveFilter> {
        let search = (!self.search.is_empty()).then(|| ActiveFilter::Search(self.search.clone()));
        let percent = |percent: u8| Some(percent).filter(|percent| *percent != ALL_PERCENT);
        search
            .into_iter()
            .chain(self.groups.iter().copied().map(ActiveFilter::Group))
            .chain(self.sectors.iter().copied().map(ActiveFilter::Sector))
            .chain(self.waits.iter().copied().map(ActiveFilter::Wait))
            .chain(percent(self.actors_percent).map(ActiveFilter::ActorsPercent))
            .chain(percent(self.referrals_percent).map(ActiveFilter::ReferralsPercent))
            .chain(self.levels.iter().copied().map(ActiveFilter::Level))
            .chain(self.municipality.clone().map(ActiveFilter::Municipality))
            .collect()
    }

    /// Takes one filter away.
    pub(crate) fn drop_filter(&mut self, filter: &ActiveFilter) {
        match filter {
            ActiveFilter::Search(_) => self.search.clear(),
            ActiveFilter::Group(group) => drop(self.groups.remove(group)),
            ActiveFilter::Sector(sector) => drop(self.sectors.remove(sector)),
            ActiveFilter::Level(level) => drop(self.levels.remove(level)),
            ActiveFilter::Municipality(_) => self.municipality = None,
            ActiveFilter::Wait(band) => drop(self.waits.remove(band)),
            ActiveFilter::ActorsPercent(_) => self.actors_percent = ALL_PERCENT,
            ActiveFilter::ReferralsPercent(_) => self.referrals_percent = ALL_PERCENT,
        }
    }

    /// The usual state with one filter.
    pub(crate) fn with_only(filter: &ActiveFilter) -> Self {
        let mut query = Self::default();
        match filter {
            ActiveFilter::Search(text) => query.search.clone_from(text),
            ActiveFilter::Group(group) => drop(query.groups.insert(*group)),
            ActiveFilter::Sector(sector) => drop(query.sectors.insert(*sector)),
            ActiveFilter::Level(level) => drop(query.levels.insert(*level)),
            ActiveFilter::Municipality(region) => query.municipality = Some(region.clone()),
            ActiveFilter::Wait(band) => drop(query.waits.insert(*band)),
            ActiveFilter::ActorsPercent(percent) => query.actors_percent = *percent,
            ActiveFilter::ReferralsPercent(percent) => query.referrals_percent = *percent,
        }
        query
    }

    /// Takes all filters away.
    pub(crate) fn drop_filters(&mut self) {
        for filter in self.active_filters() {
            self.drop_filter(&filter);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_filter_is_listed_and_taken_away_by_itself() {
        let mut query = NetworkQuery {
            search: "kurs".to_owned(),
            groups: BTreeSet::from([ActorGroup::Health, ActorGroup::Steering]),
            sectors: BTreeSet::from([Sector::PublicKreis]),
            levels: BTreeSet::from([Level::Bund]),
            municipality: Some("05774020".parse().unwrap()),
            waits: BTreeSet::from([WaitBand::Long]),
            actors_percent: 35,
            referrals_percent: 5,
            ..NetworkQuery::default()
        };
        let filters = query.active_filters();
        assert_eq!(filters.len(), 9);
        for (n_gone, filter) in filters.iter().enumerate() {
            let only = NetworkQuery::with_only(filter).active_filters();
            assert_eq!(only, std::slice::from_ref(filter));
            assert_eq!(query.active_filters().len(), 9 - n_gone);
            query.drop_filter(filter);
            assert!(!query.active_filters().contains(filter));
        }
        assert_eq!(query, NetworkQuery::default());
    }

    #[test]
    fn without_filters_the_rest_stays() {
        let mut query = NetworkQuery {
            actor: Some("ki".parse().unwrap()),
            groups: BTreeSet::from([ActorGroup::Health]),
            actors_percent: 50,
            ..NetworkQuery::default()
        };
        query.drop_filters();
        let actor = query.actor.clone();
        assert_eq!(query, NetworkQuery { actor, ..NetworkQuery::default() });
        assert!(query.actor.is_some());
    }
}
