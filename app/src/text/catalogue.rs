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
    nav_chains: "Ketten", "Chains";
    nav_bottlenecks: "Engpässe", "Bottlenecks";
    nav_coverage: "Abdeckung", "Coverage";
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
    strain_lead: "Was jetzt schon stockt, steht zuerst; dann, wovon besonders viel abhängt; dann, was knapp wird.", "What already jams comes first; then what much depends on; then what is getting tight.";
    strain_ranked: "Rangliste", "Ranked list";
    strain_loads: "Auslastung der Angebote", "Utilisation of services";
    strain_loads_text: "Zugänge im Verhältnis zu dem, was bearbeitet werden kann. Ab 85 % wird es knapp, ab 100 % wächst die Warteliste jeden Monat.", "Arrivals against what can be handled. From 85 % it gets tight, from 100 % the queue grows every month.";
    strain_unknown: "Auslastung nicht berechenbar", "Utilisation cannot be computed";
    strain_unknown_text: "Für diese Angebote ist eine Kapazität erfasst, aber es fehlen Angaben.", "These services state a capacity, but inputs are missing.";
    strain_empty: "Mit den vorliegenden Zahlen ist kein Engpass zu erkennen. Erfassen Sie Zugänge und Bearbeitungszeiten, um die Auslastung zu sehen.", "The numbers at hand show no bottleneck. Record arrivals and processing times to see utilisation.";
    strain_overloaded: "überlastet", "overloaded";
    strain_tight: "knapp", "tight";
    strain_free: "frei", "free";
    strain_dependence: "Abhängigkeit", "dependence";
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

    chains_title: "Ketten", "Chains";
    chains_lead: "Wie verläuft eine Integrationskette in einer Kommune, wer macht welchen Schritt, und wo wird gewartet?", "How does an integration chain run in a municipality, who does which step, and where do people wait?";
    chains_chain: "Integrationskette", "Integration chain";
    chains_all_municipalities: "alle vergleichen", "compare all";
    chains_usual_status: "wie in der Kette üblich", "as usual in the chain";
    chains_templates: "Welche Kette?", "Which chain?";
    chains_empty: "In dieser Datenbank stehen keine Integrationsketten. Sie kommen aus drei Tabellen: chains.csv, chain_steps.csv und chain_dependencies.csv.", "There are no integration chains in this database. They come from three tables: chains.csv, chain_steps.csv and chain_dependencies.csv.";
    chain_course: "Der Ablauf", "The course";
    chain_axis: "Tage ab Beginn", "Days from the start";
    chain_critical: "bestimmt die Dauer", "decides the time";
    chain_goal: "Ziel", "goal";
    chain_optional: "freiwillig", "optional";
    chain_nobody: "unbesetzt", "nobody";
    chain_legend_waiting: "Warten", "waiting";
    chain_legend_processing: "Bearbeitung", "processing";
    chain_legend_critical: "hoher Balken: bestimmt die Dauer", "high bar: decides the time";
    chain_legend_done: "mit dem Beginn erledigt", "done once begun";
    chain_legend_unknown: "Zeit unbekannt, dauert länger", "time unknown, takes longer";
    chain_legend_nobody: "niemand macht diesen Schritt", "nobody does this step";
    chain_table: "Die Schritte als Tabelle", "The steps as a table";
    chain_column_step: "Schritt", "Step";
    chain_column_span: "Tag (von–bis)", "Day (from–to)";
    chain_column_slack: "Spielraum", "Slack";
    chain_column_regimes: "Rechtskreis", "Legal regime";
    chain_slack_none: "keiner", "none";
    chain_slack_free: "kein Ziel wartet darauf", "no goal waits for it";
    chain_done_at_start: "mit dem Beginn erledigt", "done once begun";
    chain_gaps: "Unbesetzte Schritte", "Steps without anybody";
    chain_near: "Nahe daran:", "Near to it:";
    chain_transitions: "Übergaben, die nicht halten", "Hand-overs that do not hold";
    chain_transitions_fine: "Jede Übergabe hat einen Verweis und eine Vereinbarung.", "Every hand-over has a referral and an agreement.";
    chain_missing: "fehlt", "missing";
    chain_on_paper: "nur auf dem Papier", "on paper only";
    chain_without_agreement: "ohne Vereinbarung", "without agreement";
    chain_comparison: "Alle Kommunen im Vergleich", "All municipalities compared";
    chain_comparison_text: "Ein leerer Punkt ist eine Untergrenze: Es fehlen Zeiten, oder ein Schritt ist unbesetzt.", "A hollow dot is a lower bound: times are missing, or a step has nobody.";
    chain_column_lead_time: "Durchlaufzeit", "Lead time";
    chain_column_chart: "Tage", "Days";
    chain_column_unknown: "Schritte mit Lücken", "Steps with gaps";
    chain_column_uncovered: "Unbesetzt", "Nobody";
    chain_column_broken: "Übergaben ohne Verweis", "Hand-overs without referral";

    coverage_title: "Abdeckung", "Coverage";
    coverage_lead: "Für wen ist wo jemand da, was steht nur auf dem Papier, und wo tun zwei dasselbe?", "Who is there for whom and where, what exists on paper only, and where do two do the same?";
    coverage_group: "Zielgruppe", "Target group";
    coverage_any_group: "alle", "all";
    coverage_any_status: "nicht festgelegt", "not specified";
    coverage_submit: "Anzeigen", "Show";
    coverage_widest_gap: "Die größte Lücke", "The widest gap";
    coverage_chosen_field: "Gewähltes Handlungsfeld", "Chosen field of action";
    coverage_matrix: "Kommunen und Handlungsfelder", "Municipalities and fields of action";
    coverage_matrix_text: "Ein Handlungsfeld färbt die Karte. Eine Zelle zeigt, wer dort da ist.", "A field of action colours the map. A cell shows who is there.";
    coverage_column_field: "Handlungsfeld", "Field of action";
    coverage_column_offered: "angeboten in", "offered in";
    coverage_shows: "In den Zellen", "In the cells";
    coverage_shows_services: "Erreichbare Angebote", "Reachable services";
    coverage_shows_wait: "Kürzeste Wartezeit (Tage)", "Shortest wait (days)";
    coverage_legend: "Legende", "Legend";
    coverage_wait_unknown: "?", "?";
    coverage_wait_unknown_text: "? Wartezeit unbekannt", "? waiting time unknown";
    coverage_map: "Auf der Karte", "On the map";
    coverage_map_text: "Schematisch: Die Mittelpunkte der Kommunen stimmen, die Grenzen nicht.", "Schematic: the centres of the municipalities are true, the borders are not.";
    coverage_detail_close: "Zelle schließen", "Close cell";
    coverage_detail_routes: "Wege dorthin", "Routes there";
    coverage_column_ground: "Grundlage", "Ground";
    coverage_column_reachable: "Erreichbar", "Reachable";
    coverage_reachable: "ja", "yes";
    coverage_unreachable: "kein Verweis führt dorthin", "no referral leads there";
    coverage_responsible: "zuständig", "competent by law";
    coverage_serves: "Einzugsgebiet", "area served";
    coverage_whole_kreis: "ganzer Kreis", "whole Kreis";
    coverage_overlaps: "Doppelstrukturen", "Overlapping services";
    coverage_overlaps_text: "Angebote verschiedener Träger für dieselben Menschen, im selben Handlungsfeld und in denselben Kommunen. Das kann Auswahl sein oder doppelte Arbeit; darüber entscheidet das Gespräch, nicht die Zahl.", "Services of different providers for the same people, in the same field and the same municipalities. That can be choice or duplicate work; people decide that, not the number.";
    coverage_overlaps_none: "Keine zwei Angebote überschneiden sich.", "No two services overlap.";
    coverage_overlaps_aborted: "Das Netz ist so groß, dass nicht alle Paare verglichen wurden.", "The network is so large that not all pairs were compared.";
    coverage_competences: "Unklare Zuständigkeiten", "Unclear competences";
    coverage_competences_text: "Rechtskreise, für die in einer Kommune mehrere Stellen zuständig sind oder keine.", "Legal regimes for which several offices are competent in a municipality, or none.";
    coverage_competences_none: "Jeder Rechtskreis, der zugewiesen ist, hat in jeder Kommune genau eine zuständige Stelle.", "Every legal regime that is assigned has exactly one competent office in every municipality.";
    competence_same_kind: "doppelt zuständig", "competent twice";
    competence_nobody: "niemand zuständig", "nobody competent";
    competence_several: "geteilt oder unklar", "shared or unclear";

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
    problem_chain: "Diese Kette gibt es nicht", "There is no such chain";
    problem_chain_text: "Wählen Sie sie aus der Liste.", "Choose it from the list.";
    problem_group: "Diese Zielgruppe gibt es nicht", "There is no such target group";
    problem_group_text: "Wählen Sie sie aus der Liste.", "Choose it from the list.";
    problem_field: "Dieses Handlungsfeld gibt es nicht", "There is no such field of action";
    problem_field_text: "Wählen Sie eine Zelle der Tabelle.", "Choose a cell of the table.";
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
