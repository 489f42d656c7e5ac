//! Sentences about comments.

use model::{Comment, CommentText, InvalidCommentText, Lang};

use super::{counted, wide};
use crate::api::{ApiError, ParameterName, RefusedView};
use crate::format;
use crate::text::{comment_texts, sentences, texts};

/// So much of a comment tells it from others.
const MAX_EXCERPT_CHARS: usize = 40;

/// "3 erledigte".
pub(crate) fn n_settled(lang: Lang, n: usize) -> String {
    counted(lang, wide(n), ["erledigter", "erledigte"], ["done", "done"])
}

/// "Erledigt: lokal, 28.11.2026, 09:47 Uhr".
pub(crate) fn settled(lang: Lang, by: &str, at: &str) -> String {
    format!("{}: {by}, {at}", comment_texts(lang).settle)
}

/// "Löschen: „Gilt die Nummer noch …“ (Jobcenter)": what a button does, to which comment on whom.
pub(crate) fn named_action(lang: Lang, action: &str, text: &str, actor: &str) -> String {
    let excerpt = excerpt(text);
    match lang {
        Lang::De => format!("{action}: „{excerpt}“ ({actor})"),
        Lang::En => format!("{action}: “{excerpt}” ({actor})"),
    }
}

/// How a comment begins.
fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= MAX_EXCERPT_CHARS {
        return line.to_owned();
    }
    let begin: String = line.chars().take(MAX_EXCERPT_CHARS).collect();
    format!("{} …", begin.trim_end())
}

/// Why a text is not sent.
pub(crate) fn text_problem(lang: Lang, problem: InvalidCommentText) -> String {
    let texts = comment_texts(lang);
    let n_chars = match problem {
        InvalidCommentText::Empty => return texts.empty.to_owned(),
        InvalidCommentText::ControlCharacter => return texts.control_character.to_owned(),
        InvalidCommentText::TooLong { n_chars } => format::integer(lang, wide(n_chars)),
    };
    let max = format::integer(lang, wide(CommentText::MAX_CHARS));
    match lang {
        Lang::De => {
            format!("Das sind {n_chars} Zeichen, möglich sind {max}. Kürzen Sie den Text.")
        }
        Lang::En => {
            format!("These are {n_chars} characters, {max} are possible. Shorten the text.")
        }
    }
}

/// Why a comment was not kept, and what to do.
pub(crate) fn not_saved(lang: Lang, error: &ApiError) -> String {
    match error {
        ApiError::Transport | ApiError::Unavailable { .. } => texts(lang).edit_unsent.to_owned(),
        ApiError::Refused(refused) if **refused == RefusedView::TooLarge => full(lang),
        other => not_changed(lang, other),
    }
}

/// Why a comment is as it was, and what to do.
pub(crate) fn not_changed(lang: Lang, error: &ApiError) -> String {
    let texts = texts(lang);
    match error {
        ApiError::NotFound(problem) => match problem.parameter {
            ParameterName::Comment => comment_texts(lang).gone.to_owned(),
            _ => comment_texts(lang).actor_gone.to_owned(),
        },
        ApiError::Invalid(_) => texts.problem_comment_words_text.to_owned(),
        ApiError::Refused(refused) => sentences::edit::refusal(lang, refused),
        ApiError::Scenario { .. } | ApiError::Unavailable { .. } | ApiError::Transport => {
            texts.undo_unsent.to_owned()
        }
    }
}

fn full(lang: Lang) -> String {
    let max = format::integer(lang, wide(Comment::MAX_PER_ROW));
    match lang {
        Lang::De => format!(
            "Zu diesem Akteur gibt es schon {max} Kommentare. Löschen Sie einen, der erledigt ist, und \
             speichern Sie noch einmal."
        ),
        Lang::En => format!(
            "There are {max} comments on this actor already. Delete one that is done, and save again."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_called_by_how_it_begins() {
        assert_eq!(excerpt("Gilt das noch?\nBitte prüfen."), "Gilt das noch?");
        assert_eq!(excerpt(&"ä".repeat(41)), format!("{} …", "ä".repeat(40)));
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(n_settled(Lang::De, 1), "1 erledigter");
        assert_eq!(n_settled(Lang::De, 2), "2 erledigte");
    }
}
