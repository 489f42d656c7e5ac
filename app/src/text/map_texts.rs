//! The fixed texts of shared maps.

catalogue! {
    /// The texts of shared maps in one language.
    MapTexts:
    title: "Geteilte Karten", "Shared maps";
    lead: "Eine Ansicht dieses Kreises für bestimmte Leute: Wer den Link hat, sieht bis zu einem Tag, was Sie freigeben, und kann nichts ändern.", "A view of this Kreis for certain people: whoever has the link sees what you allow until a day, and can change nothing.";
    read_only: "Karten teilt die Koordination. Haben Sie einen Link bekommen, öffnen Sie ihn; fragen Sie sonst die Koordination Ihres Kreises.", "Maps are shared by coordinators. If you were sent a link, open it; otherwise ask the coordinators of your Kreis.";
    share_for: "Für bestimmte Leute teilen …", "Share with certain people …";
    new_title: "Eine Karte teilen", "Share a map";
    new_view: "Ansicht", "View";
    new_view_help: "Geteilt wird die Seite, von der Sie kommen, mit Filtern und Auswahl. Suchtext, offene Formulare und Einträge, die diese Rolle nicht sieht, bleiben weg.", "What is shared is the page you come from, with filters and selection. Search text, open forms and entries that this role does not see are left out.";
    new_label: "Bezeichnung", "Name";
    new_label_example: "Träger in Delbrück", "Providers in Delbrück";
    new_label_help: "Alle, die den Link öffnen, sehen sie.", "Everybody who opens the link sees it.";
    new_role: "Wer den Link öffnet, sieht", "Whoever opens the link sees";
    role_public: "Öffentlich: was alle sehen, auch ohne diesen Link.", "Public: what everybody sees, also without this link.";
    role_partners: "Partner: dazu Einträge mit der Sichtbarkeit „Partner“, etwa Einschätzungen der Zusammenarbeit.", "Partners: also entries with the visibility “partners”, such as ratings of how well the work together goes.";
    role_kreis: "Kreis: dazu Einträge mit der Sichtbarkeit „Kreis-intern“. Was nur die Lenkungsgruppe sieht, zeigt keine Karte.", "Kreis: also entries with the visibility “within the Kreis”. No map shows what only the steering group sees.";
    new_until: "Gültig bis", "Valid until";
    new_until_help: "Der letzte Tag, höchstens in einem Jahr. Zurückziehen können Sie die Karte jederzeit.", "The last day, at most a year from now. You can withdraw the map at any time.";
    new_password: "Passwort (freiwillig)", "Password (optional)";
    new_password_help: "8 bis 200 Zeichen. Notieren Sie es: Gespeichert wird es nicht lesbar. Geben Sie es auf einem anderen Weg weiter als den Link.", "8 to 200 characters. Write it down: it is not kept in readable form. Pass it on by another way than the link.";
    new_embed: "Bild zum Einbetten in eine Website", "Picture to embed in a website";
    new_embed_help: "Das Bild sehen dort alle, und es zeigt stets den heutigen Stand. Deshalb geht es nur mit der Rolle „Öffentlich“ und ohne Passwort.", "Everybody sees the picture there, and it always shows the present state. So it needs the role “Public” and no password.";
    new_go: "Karte teilen", "Share map";
    new_going: "Wird geteilt …", "Sharing …";
    new_done: "Die Karte ist geteilt. Der Link steht oben in der Liste.", "The map is shared. Its link is at the top of the list.";
    needs_scripts: "Teilen und Zurückziehen brauchen JavaScript; lesen lässt sich die Liste auch ohne.", "Sharing and withdrawing need JavaScript; the list can be read without.";
    list_title: "Karten dieses Kreises", "Maps of this Kreis";
    list_none: "Noch keine.", "None yet.";
    list_own: "Auf dem Rechner, auf dem Netzlotse läuft, sehen Sie auch über diese Links alles. Wie andere sie sehen, zeigt ein anderer Rechner.", "On the machine Netzlotse runs on you see everything through these links too. Another machine shows what others see.";
    list_address: "Der Link beginnt mit der Adresse, unter der Sie Netzlotse gerade geöffnet haben. Andere brauchen die, unter der sie es erreichen.", "The link begins with the address under which you have opened Netzlotse. Others need the one under which they reach it.";
    line_open: "Link öffnen", "Open link";
    line_view: "Ansicht", "View";
    line_link: "Link und QR-Code", "Link and QR code";
    line_link_note: "Wer diesen Link hat, sieht die Karte; bei einer Karte mit Passwort nur, wer es kennt.", "Whoever has this link sees the map; with a password only those who know it.";
    line_embed: "Einbetten", "Embed";
    line_embed_label: "HTML zum Einbetten", "HTML to embed";
    line_embed_note: "Fügen Sie das in Ihre Seite ein. Wird die Karte zurückgezogen, ist das Bild nach spätestens fünf Minuten weg.", "Put this into your page. When the map is withdrawn, the picture is gone within five minutes.";
    with_password: "mit Passwort", "with password";
    without_password: "ohne Passwort", "without password";
    embeddable: "zum Einbetten", "to embed";
    over: "abgelaufen", "expired";
    revoke: "Zurückziehen", "Withdraw";
    revoke_over: "Entfernen", "Remove";
    revoke_really: "Wirklich zurückziehen", "Really withdraw";
    revoke_over_really: "Wirklich entfernen", "Really remove";
    revoke_cancel: "Doch nicht", "Not now";
    revoked: "Die Karte ist zurückgezogen. Ihr Link führt nirgends mehr hin.", "The map is withdrawn. Its link leads nowhere any more.";
    bar: "Geteilte Karte", "Shared map";
    bar_leave: "Verlassen", "Leave";
    door_unknown: "Diese Karte gibt es nicht", "This map does not exist";
    door_unknown_text: "Der Link ist unvollständig, oder die Karte wurde zurückgezogen. Fragen Sie die Stelle, von der Sie ihn haben.", "The link is incomplete, or the map was withdrawn. Ask the office from which you have it.";
    door_over: "Diese Karte ist abgelaufen", "This map has expired";
    door_over_text: "Fragen Sie die Stelle, von der Sie den Link haben, nach einem neuen.", "Ask the office from which you have the link for a new one.";
    door_title: "Karte mit Passwort", "Map with password";
    door_text: "Diese Karte wurde für bestimmte Leute geteilt. Das Passwort hat die Stelle, von der Sie den Link haben.", "This map was shared with certain people. The office from which you have the link knows the password.";
    door_password: "Passwort", "Password";
    door_go: "Karte öffnen", "Open map";
    door_wrong: "Das Passwort stimmt nicht. Achten Sie auf Groß- und Kleinschreibung und Leerzeichen.", "The password is not right. Mind capital letters and spaces.";
    door_start: "Zu den öffentlichen Seiten", "To the public pages";
}
