//! The fixed texts.

/// Defines the struct of texts and its two values.
macro_rules! catalogue {
    ($($key:ident: $de:literal, $en:literal;)+) => {
        /// The texts in one language.
        pub(crate) struct Texts {
            $(pub(crate) $key: &'static str,)+
        }

        pub(crate) static DE: Texts = Texts { $($key: $de,)+ };
        pub(crate) static EN: Texts = Texts { $($key: $en,)+ };

        #[cfg(test)]
        const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($key), $de, $en),)+];
    };
}

catalogue! {
    app_name: "Netzlotse", "Netzlotse";
    skip_to_content: "Zum Inhalt springen", "Skip to content";
    navigation: "Seiten dieses Kreises", "Pages of this Kreis";
    breadcrumb_start: "Alle Kreise", "All Kreise";
    nav_overview: "Überblick", "Overview";
    nav_network: "Netz", "Network";
    nav_routes: "Wege", "Routes";
    nav_bottlenecks: "Engpässe", "Bottlenecks";
    language: "Sprache", "Language";
    theme: "Farben", "Colours";
    theme_auto: "Automatisch", "Automatic";
    theme_light: "Hell", "Light";
    theme_dark: "Dunkel", "Dark";
    footer_about: "Netzlotse zeigt Strukturen und zusammengefasste Zahlen, niemals einzelne Menschen.", "Netzlotse shows structures and aggregates, never individual people.";
    footer_example: "Wartezeiten, Mengen und Kapazitäten sind Beispieldaten.", "Waiting times, volumes and capacities are example data.";
    loading: "Wird geladen …", "Loading …";
    example_badge: "Beispieldaten", "example data";
    example_title: "Erfunden, in plausibler Größenordnung. Keine Messung aus diesem Kreis.", "Made up within plausible magnitudes. Not measured in this Kreis.";
    assumed_badge: "angenommen", "assumed";
    assumed_title: "Allgemeines Fachwissen, für diesen Kreis nicht bestätigt.", "General knowledge, not confirmed for this Kreis.";
    unknown: "unbekannt", "unknown";

    start_title: "Wer verweist wen wohin – und wo stockt es?", "Who refers whom where – and where does it stall?";
    start_lead: "Netzlotse zeigt das Netz der Integrationsarbeit eines Kreises: wer da ist, welche Wege weiterführen, wie lange sie dauern und was ausfällt, wenn eine Stelle fehlt.", "Netzlotse shows a Kreis's network of integration work: who is there, which ways lead on, how long they take and what breaks when a post is vacant.";
    start_choose: "Kreis wählen", "Choose a Kreis";
    start_empty_title: "Noch kein Netz vorhanden", "No network yet";
    start_empty_text: "Diese Datenbank ist leer. Ein Netz kommt aus einem Ordner mit Tabellen; die Spalten stehen in der Datei README.md neben den Beispielen. Beenden Sie dazu Netzlotse und rufen Sie auf:", "This database is empty. A network comes from a folder of tables; their columns are described in README.md beside the examples. Stop Netzlotse and run:";
    start_tasks: "Was möchten Sie wissen?", "What would you like to know?";
    task_network: "Das Netz ansehen", "See the network";
    task_network_text: "Alle Akteure mit ihren Angeboten, Stellen und Verbindungen, als Bild und als Tabelle.", "Every actor with its services, posts and links, as a picture and as a table.";
    task_routes: "Einen Weg finden", "Find a route";
    task_routes_text: "Wie kommt zum Beispiel jemand mit Duldung in Delbrück in Arbeit, und wo wird gewartet?", "How does someone with a Duldung in Delbrück get to work, for example, and where do they wait?";
    task_bottlenecks: "Engpässe erkennen", "See bottlenecks";
    task_bottlenecks_text: "Wo mehr ankommt, als bearbeitet werden kann, und von wem besonders viel abhängt.", "Where more arrives than can be handled, and on whom much depends.";

    figure_actors: "Akteure", "actors";
    figure_services: "Angebote", "services";
    figure_referrals: "Verweiswege", "referral links";
    figure_municipalities: "Kommunen", "municipalities";
    figure_population: "Menschen (Zensus 2022)", "people (census 2022)";
    figure_kim_posts: "KIM-Stellen (VZÄ)", "KIM posts (FTE)";
    figure_committees: "Gremien", "committees";

    overview_title: "Überblick", "Overview";
    overview_strain: "Die drei größten Engpässe", "The three hardest bottlenecks";
    overview_all_strain: "Alle Engpässe", "All bottlenecks";
    overview_competence: "Wer ist wo zuständig?", "Who is competent where?";
    overview_competence_text: "Markiert ist, was von den meisten Kommunen des Kreises abweicht.", "What differs from most municipalities of the Kreis is marked.";
    overview_exception: "weicht ab", "differs";
    overview_committees: "Gremien", "Committees";
    overview_chair: "Leitung", "chair";
    overview_solidity: "Wie gesichert ist das?", "How solid is this?";
    overview_solidity_text: "Jede Angabe trägt ihre Quelle. Was nicht belegt ist, ist als angenommen oder als Beispiel gekennzeichnet.", "Every statement carries its source. What is not confirmed is marked as assumed or as an example.";
    overview_picture: "Das Netz der Verweise", "The referral network";
    overview_open_network: "Netz öffnen", "Open the network";
    column_municipality: "Kommune", "Municipality";
    column_first_contact: "Erste Anlaufstelle", "First contact";
    column_case_management: "Case Management", "Case management";
    column_foreigners: "Ausländerbehörde", "Foreigners authority";
    column_jobcenter: "Jobcenter", "Jobcenter";
    column_youth: "Jugendamt", "Youth office";

    network_title: "Netz", "Network";
    network_view: "Ansicht", "View";
    view_picture: "Bild", "Picture";
    view_table: "Tabelle", "Table";
    search: "Akteur suchen", "Find an actor";
    search_placeholder: "Name, Angebot oder Ort", "Name, service or place";
    search_submit: "Suchen", "Search";
    search_nothing: "Kein Akteur gefunden. Probieren Sie einen Ort oder ein Angebot, zum Beispiel „Sprachkurs“.", "No actor found. Try a place or a service, for example “Sprachkurs”.";
    search_filtered: "ausgefiltert", "filtered out";
    filters_apply: "Anwenden", "Apply";
    filters_reset: "Filter aufheben", "Remove filters";
    filter_level: "Ebene", "Level";
    filter_municipality: "Kommune", "Municipality";
    filter_any_municipality: "alle Kommunen", "all municipalities";
    legend: "Legende", "Legend";
    legend_colour: "Farbe: Gruppe", "Colour: group";
    legend_shape: "Form: Sektor", "Shape: sector";
    legend_line: "Linie: Verbindung", "Line: link";
    legend_paper: "gestrichelt: nur geplant, gestört oder fehlend", "dashed: planned, broken or missing";
    picture_controls: "Bildausschnitt", "Picture section";
    picture_zoom_in: "Vergrößern", "Zoom in";
    picture_zoom_out: "Verkleinern", "Zoom out";
    picture_fit: "Alles zeigen", "Fit all";
    picture_keys: "Pfeiltasten verschieben, + und − ändern die Größe, 0 zeigt alles. Alles aus dem Bild steht auch in der Tabelle.", "Arrow keys pan, + and − zoom, 0 fits all. Everything in the picture is in the table too.";
    picture_empty: "Kein Akteur passt zu diesen Filtern.", "No actor matches these filters.";
    table_caption: "Akteure des Netzes", "Actors of the network";
    column_name: "Name", "Name";
    column_kind: "Art", "Kind";
    column_sector: "Sektor", "Sector";
    column_place: "Ort", "Place";
    column_services: "Angebote", "Services";
    column_incoming: "Verweise hierher", "Referrals in";
    column_outgoing: "Verweise weiter", "Referrals out";

    panel_label: "Angaben zum Akteur", "About the actor";
    panel_close: "Auswahl aufheben", "Clear selection";
    panel_services: "Angebote", "Services";
    panel_outgoing: "Von hier", "From here";
    panel_incoming: "Hierher", "To here";
    panel_posts: "Stellen", "Posts";
    panel_committees: "Gremien", "Committees";
    panel_areas: "Zuständigkeit und Einzugsgebiet", "Jurisdiction and area served";
    panel_sources: "Quellen", "Sources";
    panel_parent: "Teil von", "Part of";
    panel_children: "Dazu gehören", "Includes";
    panel_contact: "Kontakt", "Contact";
    panel_place: "Ort", "Place";
    panel_also: "Auch genannt", "Also called";
    panel_church: "Datenschutz", "Data protection";
    panel_routes_from: "Wege von hier", "Routes from here";
    panel_routes_to: "Wege hierher", "Routes to here";
    panel_no_services: "Keine Angebote erfasst.", "No services recorded.";
    panel_no_links: "Keine Verbindungen erfasst.", "No links recorded.";
    service_entry: "erste Anlaufstelle", "first contact";
    service_groups: "Zielgruppe", "Target group";
    service_statuses: "Nur bei", "Only with";
    service_fields: "Handlungsfeld", "Field of action";
    service_regimes: "Rechtskreis", "Legal regime";
    service_languages: "Sprachen", "Languages";
    service_documents: "Unterlagen", "Documents";
    service_capacity: "Kapazität", "Capacity";
    service_utilisation: "Auslastung", "Utilisation";
    service_childcare: "mit Kinderbetreuung", "with childcare";
    service_access: "Zugang", "Access";
    service_cost: "Kosten", "Cost";
    relation_only_for: "nur bei", "only with";
    relation_agreed: "vereinbart", "agreed";
    relation_agreement: "Vereinbarung", "Agreement";
    relation_feedback: "Rückmeldung vereinbart", "feedback agreed";
    relation_no_feedback: "keine Rückmeldung", "no feedback";
    relation_consent: "Einwilligung nötig", "consent needed";
    relation_confirmed_both: "von beiden Seiten bestätigt", "confirmed by both sides";
    relation_confirmed_sender: "nur vom Absender bestätigt", "confirmed by the sender only";
    relation_confirmed_receiver: "nur vom Empfänger bestätigt", "confirmed by the receiver only";
    post_vacant: "davon unbesetzt", "of which vacant";
    post_fte: "VZÄ", "FTE";
    post_employer: "angestellt bei", "employed by";
    post_serves: "für", "for";
    seat_voting: "stimmberechtigt", "voting";

    routes_title: "Wege", "Routes";
    routes_lead: "Wie kommt jemand aus einer Kommune zu einem Ziel, über wen, und wo wird gewartet?", "How does someone from a municipality reach a goal, through whom, and where do they wait?";
    routes_municipality: "Wohnort", "Lives in";
    routes_status: "Aufenthaltsstatus", "Residence status";
    routes_any_status: "nicht festgelegt", "not specified";
    routes_start: "Beginn", "Start";
    routes_anywhere: "offene Anlaufstelle", "open first contact";
    routes_goal: "Ziel", "Goal";
    routes_choose: "Bitte wählen", "Please choose";
    routes_goal_fields: "Handlungsfelder", "Fields of action";
    routes_submit: "Wege suchen", "Find routes";
    routes_ask: "Wählen Sie einen Wohnort und ein Ziel. Der Aufenthaltsstatus schließt Stellen aus, die nicht zuständig sind.", "Choose where the person lives and a goal. The residence status excludes offices that are not competent.";
    routes_fastest: "Schnellster Weg", "Fastest route";
    routes_show: "Im Bild zeigen", "Show in picture";
    routes_shown: "Im Bild", "In the picture";
    routes_wait: "Warten", "Waiting";
    routes_processing: "Bearbeitung", "Processing";
    routes_unknown_wait: "Wartezeit unbekannt", "waiting time unknown";
    routes_documents: "Mitbringen", "Bring";
    routes_picture: "Der Weg im Netz", "The route in the network";
    routes_misses: "Warum nicht anders?", "Why not another way?";
    routes_misses_text: "Diese Stellen lägen nahe, kommen hier aber nicht in Frage:", "These would be near at hand but are not possible here:";
    routes_begin_here: "Hier beginnt der Weg", "The route begins here";
    routes_table: "Die Wege im Vergleich", "The routes compared";
    routes_column_route: "Weg", "Route";
    routes_column_days: "Dauer", "Time";
    routes_column_handovers: "Übergaben", "Hand-overs";
    routes_column_regimes: "Rechtskreiswechsel", "Regime changes";
    routes_column_over: "Über", "Through";
    routes_regime_change: "Rechtskreiswechsel", "Change of legal regime";
    none_no_entry: "Für diesen Wohnort und Status ist keine offene Anlaufstelle erfasst. Wählen Sie unter „Beginn“ eine Stelle, bei der die Person schon ist.", "No open first contact is recorded for this place and status. Choose under “Start” an office where the person already is.";
    none_nobody: "Niemand bietet das hier für diesen Personenkreis an. Das ist eine Lücke im Netz.", "Nobody offers this here for these people. That is a gap in the network.";
    none_not_connected: "Es gibt ein Angebot, aber kein Verweis führt dorthin. Das ist ein Bruch im Netz.", "There is a service, but no referral leads there. That is a rupture in the network.";
    none_handovers: "Es gibt einen Weg, aber nur mit mehr Übergaben.", "There is a route, but only with more hand-overs.";
    reason_not_covering: "nicht zuständig für", "not competent for";
    reason_status_only: "nur bei", "only with";
    reason_group_only: "nur für", "only for";
    reason_language_only: "Sprachen nur", "only in the languages";
    reason_inactive: "Angebot ruht oder ist geschlossen", "service inactive or closed";
    reason_relation: "Verbindung ist", "link is";
    reason_avoided: "soll gemieden werden", "to be avoided";
    reason_unconfirmed_both: "von keiner der beiden Seiten bestätigt", "not confirmed by either side";
    reason_unconfirmed_sender: "von der abgebenden Seite nicht bestätigt", "not confirmed by the sending side";
    reason_unconfirmed_receiver: "von der aufnehmenden Seite nicht bestätigt", "not confirmed by the receiving side";
    reason_too_far: "erst nach", "only after";

    strain_title: "Engpässe", "Bottlenecks";
    strain_lead: "Wo es stockt, wovon viel abhängt, und was am meisten helfen würde.", "Where it jams, on whom much depends, and what would help most.";
    strain_ranked: "Rangliste", "Ranked list";
    strain_loads: "Auslastung der Angebote", "Utilisation of services";
    strain_loads_text: "Zugänge im Verhältnis zu dem, was bearbeitet werden kann. Ab 85 % wird es knapp, ab 100 % wächst die Warteliste jeden Monat.", "Arrivals against what can be handled. From 85 % it gets tight, from 100 % the queue grows every month.";
    strain_unknown: "Auslastung nicht berechenbar", "Utilisation cannot be computed";
    strain_unknown_text: "Für diese Angebote ist eine Kapazität erfasst, aber es fehlen Angaben.", "These services state a capacity, but inputs are missing.";
    strain_empty: "Mit den vorliegenden Zahlen ist kein Engpass zu erkennen. Erfassen Sie Zugänge und Bearbeitungszeiten, um die Auslastung zu sehen.", "The numbers at hand show no bottleneck. Record arrivals and processing times to see utilisation.";
    strain_overloaded: "überlastet", "overloaded";
    strain_tight: "knapp", "tight";
    strain_free: "frei", "free";
    strain_show: "Im Netz zeigen", "Show in the network";
    strain_how: "So wird gerechnet", "How this is computed";
    strain_how_load: "Auslastung = Zugänge pro Monat ÷ mögliche Fälle pro Monat. Plätze und gleichzeitige Fälle werden mit der mittleren Bearbeitungszeit umgerechnet (Little 1961), Termine pro Woche direkt.", "Utilisation = arrivals per month ÷ possible cases per month. Places and concurrent cases are converted with the median processing time (Little 1961), weekly appointments directly.";
    strain_how_dependence: "Abhängigkeit: Jede Stelle wird einmal aus dem Netz genommen und für jede Kommune neu geprüft, welche Handlungsfelder noch erreichbar sind.", "Dependence: each actor is taken out once, and for every municipality it is checked again which fields of action can still be reached.";
    column_service: "Angebot", "Service";
    column_actor: "Akteur", "Actor";
    column_arrivals: "Zugänge pro Monat", "Arrivals per month";
    column_capacity: "Möglich pro Monat", "Possible per month";
    column_utilisation: "Auslastung", "Utilisation";
    column_wait: "Wartezeit", "Waiting time";
    column_missing: "Es fehlt", "Missing";
    basis_referrals: "aus Verweisen, Untergrenze", "from referrals, lower bound";
    missing_arrivals: "Zugänge", "arrivals";
    missing_processing: "Bearbeitungszeit", "processing time";
    missing_capacity: "Kapazität über null", "capacity above zero";

    findings_filter: "Art des Befunds", "Kind of finding";
    findings_all: "alle Arten", "all kinds";
    findings_some: "Das Dringendste zuerst, von jeder Art höchstens zwei. Alles Weitere zeigt die Auswahl nach Art.", "The most urgent first, at most two of each kind. Choose a kind to see the rest.";
    findings_none: "Von dieser Art ist nichts gefunden worden.", "Nothing of this kind was found.";
    findings_evidence: "Worauf das beruht", "What this rests on";
    finding_overload: "überlastet", "overloaded";
    finding_dead_end: "Sackgasse", "dead end";
    finding_nobody: "niemand zuständig", "nobody competent";
    finding_paper: "nur auf dem Papier", "on paper only";
    finding_dependence: "Abhängigkeit", "dependence";
    finding_wrong_office: "falsche Stelle", "wrong office";
    finding_ping_pong: "Ping-Pong", "ping-pong";
    finding_revolving_door: "Drehtür", "revolving door";
    finding_slow: "langer Übergang", "slow transition";
    finding_rupture: "ohne Vereinbarung", "without agreement";
    finding_tight: "knapp", "tight";
    finding_wait: "Wartezeit passt nicht", "wait does not fit";
    finding_feedback: "keine Rückmeldung", "no feedback";
    finding_disagreement: "verschieden gesehen", "seen differently";
    help_title: "Was würde am meisten helfen?", "What would help most?";
    help_text: "Für jedes Angebot ist das ganze Netz mit einer Einheit mehr neu berechnet.", "For each service the whole network is computed again with one more unit.";
    help_none: "Kein Angebot wartet auf mehr Kapazität, soweit sich das berechnen lässt.", "As far as can be computed, no service waits for more capacity.";
    help_added: "Eine Einheit mehr", "One more unit";
    help_growth: "Weniger Zuwachs der Wartelisten", "Less growth of queues";
    help_waiting: "Gesparte Wartetage im Monat", "Waiting days saved a month";
    help_try: "Ausprobieren", "Try it";
    whatif_title: "Was wäre, wenn?", "What if?";
    whatif_text: "Ändern Sie das Netz und sehen Sie, was daraus folgt. Nichts davon wird gespeichert.", "Change the network and see what follows. Nothing is stored.";
    whatif_badge: "Schätzung", "estimate";
    whatif_capacity: "Plätze oder Termine", "Places or appointments";
    whatif_post: "Stelle schaffen", "Add a post";
    whatif_close: "Schließen", "Close";
    whatif_relation: "Neuer Verweisweg", "New referral link";
    whatif_wait: "Wartezeit ändern", "Change a wait";
    whatif_arrivals: "Zugang ändern", "Change arrivals";
    whatif_units: "Zusätzlich (in der Einheit des Angebots)", "More (in the unit of the service)";
    whatif_fte: "Stellenumfang (VZÄ)", "Full-time equivalents";
    whatif_days: "Tage", "Days";
    whatif_cases: "Fälle pro Monat", "Cases per month";
    whatif_target: "Akteur oder Angebot", "Actor or service";
    whatif_from: "Von", "From";
    whatif_to: "An", "To";
    whatif_choose: "Bitte wählen", "Please choose";
    whatif_submit: "Berechnen", "Compute";
    whatif_changes: "Ihre Änderungen", "Your changes";
    whatif_remove: "entfernen", "remove";
    whatif_reset: "Alles zurücksetzen", "Reset everything";
    whatif_before: "vorher", "before";
    whatif_after: "nachher", "after";
    whatif_services: "Angebote, bei denen sich etwas ändert", "Services where something changes";
    whatif_lost: "Nicht mehr erreichbar", "No longer in reach";
    whatif_gained: "Neu erreichbar", "Newly in reach";
    whatif_gone: "Befunde, die entfallen", "Findings that go";
    whatif_new: "Befunde, die hinzukommen", "Findings that come";
    whatif_routes: "Schnellster Weg", "Fastest route";
    whatif_closed: "entfällt", "gone";
    whatif_growing: "Warteliste wächst", "queue grows";
    replay_title: "Nachgespielt", "Replayed";
    replay_text: "Erfundene Fälle laufen zehn Jahre lang durch das Netz, mit Ihren Änderungen. So zeigt sich, ob die Formel trägt. Wartezeiten sind Mittelwerte mit ihrem 95-%-Bereich.", "Made-up cases run through the network for ten years, with your changes. It shows whether the formula holds. Waits are means with their 95 % interval.";
    replay_start: "Jetzt nachspielen", "Replay now";
    replay_wait: "Nachgespielte Wartezeit (Tage)", "Replayed wait (days)";
    replay_queue: "Warteliste am Ende", "Queue at the end";
    regimes_title: "Von Rechtskreis zu Rechtskreis", "From one legal regime to another";
    regimes_text: "Wie lange es vom Verweis bis zum ersten Termin dauert: die Hälfte der Fälle wartet höchstens so lange.", "How long it takes from the referral to the first appointment: half of the cases wait no longer.";
    regimes_empty: "Kein Verweisweg nennt zwei verschiedene Rechtskreise.", "No referral link names two different legal regimes.";
    regimes_corner: "von ↓ nach →", "from ↓ to →";
    regimes_short: "bis 14 Tage", "up to 14 days";
    regimes_medium: "15 bis 30 Tage", "15 to 30 days";
    regimes_long: "über 30 Tage", "over 30 days";
    regimes_table: "Alle Übergänge als Tabelle", "All transitions as a table";
    column_transition: "Übergang", "Transition";
    column_links: "Verweiswege", "Links";
    column_sent: "Fälle pro Monat", "Cases per month";
    column_agreement: "mit Vereinbarung", "with agreement";
    column_feedback: "mit Rückmeldung", "with feedback";
    regimes_longest: "am längsten", "longest";
    column_modelled: "Berechnete Wartezeit", "Computed wait";
    replay_formula: "Berechnete Wartezeit (Tage)", "Computed wait (days)";
    modelled_growing: "wächst jeden Monat", "grows every month";
    modelled_above: "höher als beobachtet", "above the observed one";
    modelled_below: "niedriger als beobachtet", "below the observed one";
    little_text: "Warteliste und Wartezeit passen nicht zusammen: gezählt", "Queue and wait do not fit: counted";
    little_expected: "zu erwarten", "expected";
    problems_title: "Was an den Zahlen nicht zusammenpasst", "What does not fit in the numbers";
    problems_text: "Hier lohnt sich eine Nachfrage bei den Stellen, die zählen.", "Here it is worth asking those who count.";
    problem_change: "Diese Änderung geht nicht", "This change cannot be made";
    problem_change_text: "Die Angabe ist keine Änderung, die Netzlotse kennt, oder es sind zu viele auf einmal.", "This is no change that Netzlotse knows, or there are too many at once.";
    strain_how_rank: "Reihenfolge: Was heute nicht geht, steht vor dem, was ausfallen könnte; dann, was unterwegs schiefgeht, was lange dauert oder knapp wird; zuletzt, was verschieden gesehen oder gezählt wird.", "Order: what fails today comes before what could drop out; then what goes wrong on the way, takes long or gets tight; last what is seen or counted differently.";
    strain_how_wait: "Berechnete Wartezeit: Zugänge kommen zufällig, Plätze werden nacheinander frei (Erlang 1917). Kurse mit festem Beginn warten anders.", "Computed wait: arrivals come at random, places become free one after another (Erlang 1917). Courses with fixed dates wait differently.";

    problem_kreis: "Diesen Kreis gibt es hier nicht", "There is no such Kreis here";
    problem_kreis_text: "Prüfen Sie die Adresse oder wählen Sie einen Kreis aus der Liste.", "Check the address or choose a Kreis from the list.";
    problem_actor: "Diesen Akteur gibt es nicht", "There is no such actor";
    problem_actor_text: "Vielleicht wurde er umbenannt oder entfernt. Suchen Sie ihn im Netz.", "It may have been renamed or removed. Look for it in the network.";
    problem_municipality: "Diese Kommune gehört nicht zum Kreis", "This municipality is not part of the Kreis";
    problem_municipality_text: "Wählen Sie den Wohnort aus der Liste.", "Choose the place from the list.";
    problem_goal: "Dieses Ziel ist unbekannt", "This goal is unknown";
    problem_goal_text: "Wählen Sie ein Handlungsfeld oder eine Stelle aus der Liste.", "Choose a field of action or an office from the list.";
    problem_status: "Diesen Aufenthaltsstatus gibt es nicht", "There is no such residence status";
    problem_status_text: "Wählen Sie ihn aus der Liste.", "Choose it from the list.";
    problem_invalid: "Diese Anfrage ist unvollständig", "This request is incomplete";
    problem_invalid_text: "Ein Teil der Adresse fehlt oder passt nicht. Beginnen Sie auf der Seite neu.", "Part of the address is missing or does not fit. Start again on the page.";
    problem_unavailable: "Die Datenbank ist gerade nicht erreichbar", "The database cannot be reached right now";
    problem_unavailable_text: "Ihre Eingaben stehen in der Adresse und gehen nicht verloren. Laden Sie die Seite in einer Minute neu. Bleibt es dabei, nennen Sie der Administration die Nummer", "What you entered is in the address and will not be lost. Reload in a minute. If it persists, give the administration the number";
    problem_transport: "Keine Verbindung zum Server", "No connection to the server";
    problem_transport_text: "Prüfen Sie die Verbindung und laden Sie die Seite neu. Ihre Eingaben stehen in der Adresse.", "Check the connection and reload. What you entered is in the address.";
    problem_page: "Diese Seite gibt es nicht", "There is no such page";
    problem_page_text: "Vielleicht ist der Link veraltet. Von der Startseite aus finden Sie alle Kreise.", "The link may be outdated. All Kreise are on the start page.";
    problem_to_start: "Zur Startseite", "To the start page";
    problem_ignored: "Nicht verstanden und weggelassen:", "Not understood and left out:";
    problem_value: "Angegeben war", "Given was";
}

#[cfg(test)]
mod tests {
    use super::PAIRS;

    #[test]
    fn no_text_is_empty() {
        for (key, de, en) in PAIRS {
            assert!(!de.trim().is_empty() && !en.trim().is_empty(), "{key}");
        }
    }
}
