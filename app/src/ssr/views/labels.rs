//! Names and labels by id.

use model::{ActorId, CodeListKind, Lang, NetworkIndex, RegionId, ServiceId};

use crate::api::Named;
use crate::ssr::state::LoadedNetwork;

/// Looks up names in one network and one language.
pub(super) struct Labels<'a> {
    pub(super) index: NetworkIndex<'a>,
    loaded: &'a LoadedNetwork,
    pub(super) lang: Lang,
}

impl<'a> Labels<'a> {
    pub(super) fn new(loaded: &'a LoadedNetwork, lang: Lang) -> Self {
        Self { index: loaded.index(), loaded, lang }
    }

    pub(super) fn code(&self, list: CodeListKind, code: &str) -> String {
        self.loaded.codes.label(list, code, self.lang).to_owned()
    }

    pub(super) fn codes<'c>(
        &self,
        list: CodeListKind,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Vec<String> {
        codes.into_iter().map(|code| self.code(list, code)).collect()
    }

    pub(super) fn actor(&self, id: &ActorId) -> Named<ActorId> {
        let name = self.index.actor(id).map_or(id.as_str(), |actor| actor.name.as_str());
        Named { id: id.clone(), name: name.to_owned() }
    }

    /// As it is called among colleagues; the whole name where there is no other.
    pub(super) fn short_name(&self, id: &ActorId) -> String {
        let actor = self.index.actor(id);
        let name = actor.map(|actor| actor.short_name.as_ref().unwrap_or(&actor.name).clone());
        name.unwrap_or_else(|| id.to_string())
    }

    pub(super) fn service(&self, id: &ServiceId) -> Option<String> {
        self.index.service(id).map(|service| service.name.clone())
    }

    pub(super) fn region(&self, id: &RegionId) -> String {
        self.index.region(id).map_or(id.as_str(), |region| region.name.as_str()).to_owned()
    }
}
