// Changing a network: forms, what others see of it, conflicts, undo, the history.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, hydrated, visit, withPage } from "../support/browser.mjs";
import { openOwn } from "../support/own_server.mjs";
import { elsewhere } from "../support/session.mjs";

let own;

before(async () => {
  own = await openOwn("bearbeiten");
});

after(() => own?.close());

const form = (page) => page.getByRole("complementary", { name: "Bearbeiten" });
const panel = (page) => page.getByRole("complementary", { name: "Angaben zum Akteur" });
const newestEntry = (page) => page.locator(".history-entry").first();
const save = (page) => form(page).getByRole("button", { name: "Speichern" }).click();

async function openForm(page, row) {
  await visit(page, `/k/05774/netz?bearbeiten=${row}`, own.origin);
  await form(page).getByRole("button", { name: "Speichern" }).waitFor();
}

test("a change is saved, seen by others without a reload, undone and done again", async () => {
  await withPage({}, async (page) => {
    await withPage({}, async (other) => {
      await visit(other, "/k/05774/netz?akteur=ki", own.origin);
      await visit(page, "/k/05774/netz?akteur=ki", own.origin);
      const name = await panel(page).getByRole("heading", { level: 2 }).innerText();
      await panel(page).getByRole("link", { name: /^Bearbeiten: / }).first().click();
      const field = form(page).getByLabel("Kurzname");
      await form(page).getByText("Mehr Angaben").click();
      await field.fill("KI neu");
      await form(page).getByLabel("Name *").fill("Kommunales Integrationszentrum, umbenannt");
      await form(page).getByLabel(/^Warum/).fill("neuer Zuschnitt");
      await save(page);
      await form(page).waitFor({ state: "detached" });
      for (const seen of [page, other]) {
        await panel(seen).getByRole("heading", { name: /umbenannt/ }).waitFor();
      }
      await page.keyboard.press("Control+z");
      for (const seen of [page, other]) {
        await panel(seen).getByRole("heading", { name: name.replace(/[✎\s]+$/, "") }).waitFor();
      }
      await page.keyboard.press("Control+y");
      await panel(other).getByRole("heading", { name: /umbenannt/ }).waitFor();
    });
  });
});

test("what is wrong stands beside its field, and nothing is lost", async () => {
  await withPage({}, async (page) => {
    await openForm(page, "actors:");
    await form(page).getByLabel("Funktionspostfach oder Telefon").fill("info@example.de");
    await save(page);
    assert.equal(await form(page).getByText("das Feld ist leer, wird aber gebraucht").count(), 4);
    assert.equal(await form(page).getByLabel("Name *").getAttribute("aria-invalid"), "true");
    assert.equal(await form(page).getByLabel("Funktionspostfach oder Telefon").inputValue(), "info@example.de");
    await checkAccessibility(page, "Formular mit Fehlern");
  });
});

test("a new actor is made, warned of one alike, and found in the picture and the history", async () => {
  await withPage({}, async (page) => {
    await openForm(page, "actors:");
    await form(page).getByLabel("Name *").fill("Jobcenter Kreis Paderborn");
    await form(page).getByText("Vielleicht gibt es das schon:").waitFor();
    await form(page).getByLabel("Name *").fill("Sternwarte am Habichtswald");
    await form(page).getByText("Vielleicht gibt es das schon:").waitFor({ state: "hidden" });
    await form(page).getByLabel("Art *").selectOption({ label: "Beratungsstelle" });
    await form(page).getByLabel("Sektor *").selectOption({ label: "Zivilgesellschaft" });
    await form(page).getByLabel("Ebene *").selectOption({ label: "Kreis" });
    await page.keyboard.press("Control+Enter");
    await panel(page).getByRole("heading", { name: "Sternwarte am Habichtswald" }).waitFor();
    assert.match(page.url(), /akteur=sternwarte-am-habichtswald/);
    await panel(page).getByText("Von hier", { exact: true }).click();
    await panel(page).getByRole("link", { name: "+ Beziehung hinzufügen" }).first().click();
    await form(page).getByLabel("An *").fill("Kommunales Integrationszentrum, umbenannt");
    await save(page);
    await form(page).waitFor({ state: "detached" });
    const outgoing = panel(page).locator("details", { hasText: "Von hier" });
    await outgoing.locator(".count").getByText("1", { exact: true }).waitFor();
    // The panel is drawn anew, and what was open in it stays so.
    assert.equal(await outgoing.evaluate((details) => details.open), true);
    await outgoing.getByRole("link", { name: "Kommunales Integrationszentrum, umbenannt", exact: true }).waitFor();
    await visit(page, "/k/05774/verlauf", own.origin);
    await page.getByText("Sternwarte am Habichtswald verweist an").first().waitFor();
    await checkAccessibility(page, "Verlauf");
  });
});

test("a name nobody has is refused before it is sent", async () => {
  await withPage({}, async (page) => {
    await openForm(page, "relations::ki:");
    await form(page).getByLabel("An *").fill("Amt für Luftschlösser");
    await save(page);
    await form(page).getByText("Das gibt es hier nicht. Wählen Sie aus der Liste.").waitFor();
  });
});

test("two who change the same field: the second sees both values and chooses", async () => {
  await withPage({ expectedStatus: 409 }, async (page) => {
    await withPage({}, async (other) => {
      for (const one of [page, other]) await openForm(one, "actors:abh-kreis");
      await form(other).getByLabel("Name *").fill("Ausländeramt (zuerst)");
      await save(other);
      await form(other).waitFor({ state: "detached" });
      await form(page).getByLabel("Name *").fill("Ausländeramt (danach)");
      await save(page);
      const conflict = form(page).getByRole("alert").filter({ hasText: "Jemand war schneller" });
      await conflict.waitFor();
      await conflict.getByText("Ausländeramt (zuerst)").waitFor();
      await checkAccessibility(page, "Formular mit Konflikt");
      await conflict.getByLabel(/Ihre Eingabe/).check();
      // What is chosen is what is saved, without a further click.
      await save(page);
      await form(page).waitFor({ state: "detached" });
      await visit(page, "/k/05774/netz?akteur=abh-kreis", own.origin);
      await panel(page).getByRole("heading", { name: "Ausländeramt (danach)" }).waitFor();
    });
  });
});

test("what one types stays while others change the network", async () => {
  await withPage({}, async (page) => {
    await withPage({}, async (other) => {
      await openForm(page, "actors:ki");
      await form(page).getByLabel("Funktionspostfach oder Telefon").fill("noch nicht fertig");
      await openForm(other, "actors:abh-kreis");
      await form(other).getByLabel("Funktionspostfach oder Telefon").fill("abh@example.de");
      await save(other);
      await form(other).waitFor({ state: "detached" });
      await visit(other, "/k/05774/verlauf", own.origin);
      assert.equal(
        await form(page).getByLabel("Funktionspostfach oder Telefon").inputValue(),
        "noch nicht fertig",
      );
    });
  });
});

test("the picture takes over what others do, and nothing of it begins anew", async () => {
  // The panel of an actor that others remove.
  await withPage({ expectedStatus: 404 }, async (page) => {
    await withPage({}, async (other) => {
      await visit(page, "/k/05774/netz?beziehung=flow,cooperation", own.origin);
      const frame = page.locator(".picture-frame").first();
      await frame.locator("canvas").waitFor();
      // Marks that would not be there if the frame, or the field, had been made anew.
      await frame.evaluate((it) => (it.dataset.same = "ja"));
      const search = page.getByRole("combobox", { name: "Akteur suchen" });
      await search.fill("volkshoch");
      const [nActors, nLines] = (await frame.getAttribute("data-shown")).split("/").map(Number);
      const relations = page.locator(".legend-entry", { hasText: "Zusammenarbeit" }).locator(".count");
      const nCooperations = Number(await relations.innerText());

      await openForm(other, "actors:");
      await form(other).getByLabel("Name *").fill("Aaron-Haus für Volkshochschulkurse");
      await form(other).getByLabel("Art *").selectOption({ label: "Beratungsstelle" });
      await form(other).getByLabel("Sektor *").selectOption({ label: "Zivilgesellschaft" });
      await form(other).getByLabel("Ebene *").selectOption({ label: "Kreis" });
      await save(other);
      await page.waitForFunction(
        (shown) => document.querySelector(".picture-frame").dataset.shown === shown,
        `${nActors + 1}/${nLines}`,
      );
      // The list does not shift under whoever chooses from it; what is typed next finds who is new.
      assert.equal(await page.getByRole("option", { name: /Aaron-Haus/ }).count(), 0);
      await openForm(other, "relations::aaron-haus-fuer-volkshochschulkurse:ki");
      await form(other).getByLabel("Art *").selectOption({ label: "kooperiert mit" });
      await save(other);
      await form(other).waitFor({ state: "detached" });
      await page.waitForFunction(
        (shown) => document.querySelector(".picture-frame").dataset.shown === shown,
        `${nActors + 1}/${nLines + 1}`,
      );
      assert.equal(Number(await relations.innerText()), nCooperations + 1);
      assert.equal(await search.inputValue(), "volkshoch", "what is being typed stays");
      assert.equal(await frame.getAttribute("data-same"), "ja", "the picture is the same one");

      await search.fill("volkshochschulk");
      await page.getByRole("option", { name: /Aaron-Haus/ }).waitFor();

      // The palette knows who is new, and who is gone is nowhere any more.
      await search.fill("");
      await frame.focus();
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Befehl oder Akteur" }).fill("Aaron-Haus");
      await page.getByRole("option", { name: /Aaron-Haus/ }).waitFor();
      await page.keyboard.press("Enter");
      await panel(page).getByRole("heading", { name: /Aaron-Haus/ }).waitFor();
      await openForm(other, "actors:aaron-haus-fuer-volkshochschulkurse");
      await form(other).getByRole("button", { name: "Entfernen", exact: true }).click();
      await form(other).getByRole("button", { name: "Wirklich entfernen" }).click();
      await page.waitForFunction(
        (shown) => document.querySelector(".picture-frame").dataset.shown === shown,
        `${nActors}/${nLines}`,
      );
      await panel(page).getByRole("alert").waitFor();
      await panel(page).getByRole("link", { name: "Auswahl aufheben" }).click();
      await panel(page).waitFor({ state: "detached" });
    });
  });
});

test("what is removed goes with what hangs on it, and comes back from the history", async () => {
  await withPage({}, async (page) => {
    await openForm(page, "actors:abh-kreis");
    await form(page).getByRole("button", { name: "Entfernen", exact: true }).click();
    await form(page).getByText("Mit diesem Eintrag ändert sich:").waitFor();
    await form(page).getByRole("button", { name: "Wirklich entfernen" }).click();
    await form(page).waitFor({ state: "detached" });
    await visit(page, "/k/05774/verlauf", own.origin);
    const newest = newestEntry(page);
    await newest.getByText("entfernt", { exact: true }).first().waitFor();
    await newest.getByRole("button", { name: "Zurücknehmen" }).click();
    await newestEntry(page).getByText(/nimmt Stand \d+ zurück/).waitFor();
    await visit(page, "/k/05774/netz?akteur=abh-kreis", own.origin);
    await panel(page).waitFor();
  });
});

test("every table is listed, searched and edited", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten", own.origin);
    await checkAccessibility(page, "Daten");
    await page.getByRole("link", { name: /^Quelle \d+/ }).click();
    await page.getByRole("searchbox", { name: "In dieser Tabelle suchen" }).fill("integration");
    await page.keyboard.press("Enter");
    await page.waitForURL(/suche=integration/);
    await hydrated(page);
    await page.getByText(/\d+ von \d+ Einträgen/).waitFor();
    await page.getByRole("link", { name: /^Bearbeiten / }).first().click();
    await form(page).getByLabel("Herausgeber").fill("Kreis Paderborn, neu");
    await save(page);
    await form(page).waitFor({ state: "detached" });
    assert.match(page.url(), /tabelle=sources&suche=integration$/);
  });
});

test("a file is looked at, taken over and taken back as one step", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten/austausch", own.origin);
    await checkAccessibility(page, "Ein- und auslesen");
    const kumu = {
      elements: [
        { label: "Sprachcafé am Dom", type: "Ehrenamtsinitiative" },
        { label: "Tafel Paderborn-Süd", type: "Ehrenamtsinitiative" },
      ],
      connections: [{ from: "Sprachcafé am Dom", to: "Tafel Paderborn-Süd", type: "verweist an" }],
    };
    await page.getByLabel(/^Datei wählen/).setInputFiles({
      name: "netz.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(kumu)),
    });
    const preview = page.getByRole("region", { name: "Was sich ändern würde" });
    await preview.getByText("Akteur: 2 neu").waitFor();
    await preview.getByText("Beziehung: 1 neu").waitFor();
    await checkAccessibility(page, "Vorschau eines Einlesens");
    await preview.getByRole("button", { name: "Übernehmen" }).click();
    await page.waitForURL(/verlauf/);
    const newest = newestEntry(page);
    await newest.getByText(/^eingelesen/).waitFor();
    await newest.getByText("Sprachcafé am Dom", { exact: true }).waitFor();
    await newest.getByRole("button", { name: "Zurücknehmen" }).click();
    await newestEntry(page).getByText(/nimmt Stand \d+ zurück/).waitFor();
    await visit(page, "/k/05774/daten?suche=sprachcafé", own.origin);
    await page.getByText("Dazu gibt es hier nichts.").waitFor();
  });
});

test("what cannot be read is named with its reason", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten/austausch", own.origin);
    await page.getByLabel(/^Datei wählen/).setInputFiles({
      name: "actors.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("id;kind;name;sector;level;sources;confidence\nneu;amt;Neu;welfare;kreis;beispiel;example\n"),
    });
    await page.getByText(/actors.csv, Zeile 2, Spalte kind/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Übernehmen" }).count(), 0);
  });
});

test("a list of one's own is mapped, mended, and mapped anew", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten/austausch", own.origin);
    const list = [
      "Einrichtung;Typ;Ort;Bemerkung",
      "Tafel an der Pader;Ehrenamtsinitiative;Delbrück;x",
      "Nachbarschaftshilfe Nord;Beratungsstelle;5774020;y",
      "Jobcenter Kreis Paderborn;Jobcenter;Paderborn;z",
    ];
    await page.getByLabel(/^Datei wählen/).setInputFiles({
      name: "liste.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(list.join("\n")),
    });
    const preview = page.getByRole("region", { name: "Was sich ändern würde" });
    await preview.getByRole("button", { name: "So lesen" }).click();
    await preview.getByText("Akteur: 1 neu, 1 geändert").waitFor();
    assert.equal(await preview.getByLabel(/^Jobcenter Kreis Paderborn/).isChecked(), true, "the same name");
    await preview.getByLabel(/Führende Nullen .* \(1 Zeile\)/).check();
    await preview.getByText("Akteur: 2 neu, 1 geändert").waitFor();
    await checkAccessibility(page, "Vorschau einer Liste");
    await preview.getByText("Was steht in welcher Spalte?").click();
    const note = preview.locator("label").filter({ has: page.locator("span", { hasText: /^Bemerkung$/ }) });
    await note.locator("select").selectOption({ label: "nicht lesen" });
    await preview.getByRole("button", { name: "So lesen" }).click();
    await preview.getByText("Akteur: 2 neu, 1 geändert").waitFor({ state: "detached" });
    await preview.getByText(/^Akteur: 2 neu/).waitFor();
  });
});

test("the file of another Kreis is not mixed into this one", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten/austausch", own.origin);
    const other = await (await page.request.get(`${own.origin}/ausgabe/05554/json`)).body();
    await page.getByLabel(/^Datei wählen/).setInputFiles({ name: "netz.json", mimeType: "application/json", buffer: other });
    await page.getByText(/gehört zu „Kreis Borken“, nicht zu „Kreis Paderborn“/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Übernehmen" }).count(), 0);
    const url = `${own.origin}/api/uebernehmen/05774?name=netz.json&command=fremd-0001`;
    const taken = await page.request.post(url, { data: other, headers: { "sec-fetch-site": "same-origin" } });
    assert.equal(taken.status(), 422);
    assert.match(await taken.text(), /gehört zu/);
  });
});

test("the network is written in every format", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten/austausch", own.origin);
    const links = page.getByRole("region", { name: "Ausgeben" }).getByRole("link");
    const n = await links.count();
    assert.equal(n, 10);
    for (let idx = 0; idx < n; idx += 1) {
      const href = await links.nth(idx).getAttribute("href");
      const answer = await page.request.get(own.origin + href);
      assert.equal(answer.status(), 200, href);
      assert.match(answer.headers()["content-disposition"], /attachment; filename="netzlotse-kreis-paderborn/);
      assert.ok((await answer.body()).length > 1000, href);
    }
  });
});

test("a relation is drawn from one actor to another", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz", own.origin);
    const frame = page.locator(".picture-frame").first();
    const graph = await (await page.request.get(`${own.origin}/api/graph?ags=05774`)).json();
    const [x, y, scale] = (await frame.getAttribute("data-camera")).split(",").map(Number);
    const box = await frame.boundingBox();
    const at = (node) => [
      box.x + box.width / 2 + (node.x - x) * scale,
      box.y + box.height / 2 + (node.y - y) * scale,
    ];
    const [from, to] = ["abh-kreis", "ki"].map((id) => graph.nodes.find((node) => node.id === id));
    await page.keyboard.down("Alt");
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up("Alt");
    await form(page).getByRole("button", { name: "Speichern" }).waitFor();
    assert.match(page.url(), /bearbeiten=relations::abh-kreis:ki/);
    await page.keyboard.press("Escape");
    await form(page).waitFor({ state: "detached" });
  });
});

test("what changed since a day is seen in the picture, and a side confirms with one click", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/daten/bestaetigung?akteur=ki", own.origin);
    await checkAccessibility(page, "Bestätigungsrunde");
    const first = page.getByRole("listitem").filter({ hasText: "nicht bestätigt" }).first();
    await first.getByRole("button", { name: "Stimmt", exact: true }).click();
    await page.getByText(/^bestätigt am/).first().waitFor();
    await visit(page, "/k/05774/daten/guete", own.origin);
    await checkAccessibility(page, "Güte der Daten");
  });
  await withPage({ expectedStatus: 404 }, async (page) => {
    await visit(page, "/k/05774/verlauf?von=2020-01-01", own.origin);
    await page.getByText("Von diesem Tag ist kein Stand bekannt").waitFor();
  });
});

test("any page shows the network as it was on a day, to read only", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/verlauf", own.origin);
    const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Berlin" }).format(new Date());
    await page.getByLabel("Das ganze Netz an einem Tag ansehen").fill(today);
    await page.getByRole("button", { name: "Ansehen" }).click();
    await page.waitForURL(new RegExp(`/k/05774@${today}/netz`));
    await page.getByText(/^So war das Netz am/).waitFor();
    await page.locator('.picture-frame [data-node], .picture-frame canvas').first().waitFor({ state: "attached" });
    assert.equal(await page.getByRole("link", { name: /Neuer Akteur/ }).count(), 0, "nothing to add");
    await page.getByRole("link", { name: "Engpässe" }).click();
    await page.waitForURL(new RegExp(`/k/05774@${today}/engpaesse`));
    await page.getByText("Auslastung der Angebote").first().waitFor();
    await page.getByRole("link", { name: "Daten" }).click();
    await page.getByText("Einträge").first().waitFor();
    assert.equal(await page.getByRole("link", { name: /^Bearbeiten/ }).count(), 0, "nothing to edit");
    await checkAccessibility(page, "a state of the past");
    await page.getByRole("link", { name: "Zum heutigen Stand" }).click();
    await page.waitForURL(/\/k\/05774\/daten/);
    await page.getByText(/^So war das Netz am/).waitFor({ state: "detached" });
  });
  await withPage({ expectedStatus: 404 }, async (page) => {
    const answer = await visit(page, "/k/05774@2020-01-01/netz", own.origin);
    assert.equal(answer.status(), 404);
    await page.getByText("Von diesem Tag ist kein Stand bekannt").first().waitFor();
  });
});

test("the panel of an actor has its own history, with what belongs to it", async () => {
  await withPage({}, async (page) => {
    const history = panel(page).locator("details.panel-section").filter({ has: page.getByRole("heading", { level: 3, name: "Verlauf", exact: true }) });
    await visit(page, "/k/05774/netz?akteur=jobcenter", own.origin);
    await history.locator("summary").click();
    await history.getByRole("listitem").first().waitFor();
    await panel(page).getByRole("link", { name: /^Bearbeiten: / }).first().click();
    await form(page).getByText("Mehr Angaben").click();
    await form(page).getByLabel("Kurzname").fill("JC");
    await form(page).getByLabel(/^Warum/).fill("so sagen es alle");
    await save(page);
    await form(page).waitFor({ state: "detached" });
    // It stays open, and has the new entry with its reason.
    await history.getByText("so sagen es alle").waitFor();
    await history.locator(".panel-history > li").first().getByText("so sagen es alle").waitFor();
    await history.locator(".panel-history > li").first().getByText("Kurzname").waitFor();
    await history.locator(".panel-history > li").nth(1).waitFor();
    await checkAccessibility(page, "panel-verlauf");
    await history.locator(".panel-history > li").first().getByRole("link").first().click();
    await page.waitForURL(/\/verlauf\?ab=\d+#stand-/);
    await newestEntry(page).getByText("so sagen es alle").waitFor();
    await newestEntry(page).getByRole("button", { name: "Zurücknehmen" }).click();
    await page.waitForURL((now) => now.search === "");
    await newestEntry(page).getByText(/^nimmt Stand \d+ zurück/).waitFor();
  });
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?akteur=jobcenter", elsewhere(own.origin));
    await panel(page).getByRole("heading", { level: 3, name: "Quellen" }).waitFor();
    assert.equal(await panel(page).getByRole("heading", { level: 3, name: "Verlauf" }).count(), 0, "readers see none");
  });
});

test("what is open in the panel stays open when another actor is chosen", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?akteur=ki", own.origin);
    const section = (name) =>
      panel(page).locator("details.panel-section").filter({ has: page.getByRole("heading", { level: 3, name, exact: true }) });
    await section("Quellen").locator("summary").first().click();
    await section("Angebote").locator("summary").first().click();
    await panel(page).getByRole("link", { name: /^Koordinierung des KIM/ }).first().click();
    await page.waitForURL(/akteur=kim-koord/);
    await panel(page).getByRole("heading", { level: 2, name: /^Koordinierung des KIM/ }).waitFor();
    assert.equal(await section("Quellen").evaluate((it) => it.open), true);
    assert.equal(await section("Angebote").evaluate((it) => it.open), false);
  });
});
