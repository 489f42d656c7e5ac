//! From the texts of a question to a query of the analysis.

use analysis::{RouteGoal, RouteQuery, RouteStart};
use model::{ActorId, CodeListKind, LanguageTag, RegionId};

use crate::api::referrals::Circumstances;
use crate::api::{ApiError, ParameterName, RouteQuestion};
use crate::ssr::call::{invalid, not_found};
use crate::ssr::languages::language_name;
use crate::ssr::state::LoadedNetwork;
use crate::ssr::views::labels::Labels;
use crate::state::Goal;

/// The best and three alternatives.
const N_ROUTES: usize = 4;

/// A question that was understood.
pub(super) struct Asked {
    pub(super) query: RouteQuery,
    /// The name of the goal.
    pub(super) goal: String,
    pub(super) circumstances: Circumstances,
    /// Further conditions that mean nothing in this network and are left out.
    pub(super) ignored: Vec<String>,
}

/// Reads a question: who, from where, to what must be right; a further condition that is unknown
/// here is left out and named.
pub(super) fn read(
    loaded: &LoadedNetwork,
    labels: &Labels<'_>,
    question: &RouteQuestion,
) -> Result<Asked, ApiError> {
    let region = region(loaded, &question.municipality)?;
    let (goal, goal_name) = goal(loaded, labels, &question.goal)?;
    let mut query = RouteQuery::new(region, goal);
    query.k = N_ROUTES;
    query.criterion = question.criterion;
    query.only_confirmed = question.only_confirmed;
    query.max_handovers = question.max_handovers;
    if !question.start.is_empty() {
        query.start = RouteStart::Actor(loaded.actor_id(&question.start)?);
    }
    let mut asked = Asked {
        query,
        goal: goal_name,
        circumstances: Circumstances::default(),
        ignored: Vec::new(),
    };
    asked.read_status(loaded, labels, &question.status)?;
    asked.read_target_group(loaded, labels, &question.target_group);
    asked.read_language(labels, &question.language);
    asked.read_avoided(labels, &question.avoid);
    Ok(asked)
}

impl Asked {
    fn read_status(
        &mut self,
        loaded: &LoadedNetwork,
        labels: &Labels<'_>,
        text: &str,
    ) -> Result<(), ApiError> {
        if text.is_empty() {
            return Ok(());
        }
        let known = loaded.codes.contains(CodeListKind::ResidenceStatus, text);
        let status = text.parse().ok().filter(|_| known);
        self.query.status = Some(status.ok_or_else(|| not_found(ParameterName::Status, text))?);
        self.circumstances.status = Some(labels.code(CodeListKind::ResidenceStatus, text));
        Ok(())
    }

    fn read_target_group(&mut self, loaded: &LoadedNetwork, labels: &Labels<'_>, text: &str) {
        if text.is_empty() {
            return;
        }
        let known = loaded.codes.contains(CodeListKind::TargetGroup, text);
        self.query.target_group = text.parse().ok().filter(|_| known);
        if self.query.target_group.is_some() {
            self.circumstances.target_group = Some(labels.code(CodeListKind::TargetGroup, text));
        } else {
            self.ignored.push(format!("gruppe={text}"));
        }
    }

    /// A language in which nobody here offers anything is no mistake: then nothing states it.
    fn read_language(&mut self, labels: &Labels<'_>, text: &str) {
        if text.is_empty() {
            return;
        }
        match text.parse::<LanguageTag>() {
            Ok(language) => {
                self.circumstances.language = Some(language_name(labels.lang, &language));
                self.query.language = Some(language);
            }
            Err(_invalid) => self.ignored.push(format!("sprache={text}")),
        }
    }

    fn read_avoided(&mut self, labels: &Labels<'_>, texts: &[String]) {
        for text in texts {
            let actor = text.parse::<ActorId>().ok();
            match actor.filter(|id| labels.index.actor_idx(id).is_some()) {
                Some(actor) => self.query.avoid.push(actor),
                None => self.ignored.push(format!("meiden={text}")),
            }
        }
    }
}

fn region(loaded: &LoadedNetwork, text: &str) -> Result<RegionId, ApiError> {
    let known = |id: &RegionId| loaded.network().municipalities().any(|row| row.id == *id);
    let region = text.parse().ok().filter(known);
    region.ok_or_else(|| not_found(ParameterName::Municipality, text))
}

/// The goal and its name.
fn goal(
    loaded: &LoadedNetwork,
    labels: &Labels<'_>,
    text: &str,
) -> Result<(RouteGoal, String), ApiError> {
    match Goal::read(text).ok_or_else(|| invalid(ParameterName::Goal, text))? {
        Goal::Field(code) => {
            if !loaded.codes.contains(CodeListKind::FieldOfAction, code.as_str()) {
                return Err(not_found(ParameterName::Goal, code));
            }
            let name = labels.code(CodeListKind::FieldOfAction, code.as_str());
            Ok((RouteGoal::Field(code), name))
        }
        Goal::Actor(id) => {
            let name = labels.actor(&id).name;
            Ok((RouteGoal::Actor(id), name))
        }
    }
}
