//! The fixed texts of comments.

catalogue! {
    /// The texts of comments in one language.
    CommentTexts:
    title: "Kommentare", "Comments";
    none: "Noch keine.", "None yet.";
    loading: "Kommentare werden geladen …", "Loading comments …";
    not_loaded: "Die Kommentare konnten nicht geladen werden.", "The comments could not be loaded.";
    load_again: "Noch einmal laden", "Load again";
    field: "Neuer Kommentar", "New comment";
    hint: "Nur für die Koordination sichtbar. Keine Angaben zu einzelnen Ratsuchenden.", "Only coordinators see this. Nothing about single clients.";
    save: "Kommentar speichern", "Save comment";
    save_key: "Strg+Enter", "Ctrl+Enter";
    saving: "Wird gespeichert …", "Saving …";
    saved: "Kommentar gespeichert.", "Comment saved.";
    settle: "Erledigt", "Done";
    reopen: "Wieder öffnen", "Reopen";
    remove: "Löschen", "Delete";
    remove_really: "Wirklich löschen", "Really delete";
    remove_cancel: "Doch nicht", "Not now";
    settled: "Der Kommentar ist erledigt.", "The comment is done.";
    reopened: "Der Kommentar ist wieder offen.", "The comment is open again.";
    removed: "Kommentar gelöscht.", "Comment deleted.";
    gone: "Diesen Kommentar hat inzwischen jemand gelöscht.", "Somebody has deleted this comment.";
    actor_gone: "Diesen Akteur hat inzwischen jemand entfernt. Ihr Text steht noch da; im Verlauf lässt sich das Entfernen zurücknehmen.", "Somebody has removed this actor. Your text is still here; the history can undo the removal.";
    empty: "Schreiben Sie zuerst etwas.", "Write something first.";
    control_character: "Der Text enthält unsichtbare Steuerzeichen, vielleicht aus einer anderen Datei. Tippen Sie die Stelle neu.", "The text holds invisible control characters, perhaps from another file. Type that part anew.";
}
