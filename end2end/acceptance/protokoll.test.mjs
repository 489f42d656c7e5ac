// Event logs: counted in the browser, assigned to actors, taken over as one step.

import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, visit, withPage } from "../support/browser.mjs";
import { openOwn } from "../support/own_server.mjs";

const PAGE = "/k/05774/daten/protokoll";

let own;

before(async () => {
  own = await openOwn("protokoll");
});

after(() => own?.close());

const field = (page) => page.getByLabel(/^Protokoll wählen/);
const found = (page) => page.getByRole("region", { name: "Was das Protokoll zeigt" });
const day = (n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

/** Cases that go from one office to another `wait` days after it is done, and some to a third. */
function csv(header = "Fall;Schritt;Zeit;Amt") {
  const rows = [header];
  for (let n = 0; n < 40; n += 1) {
    rows.push(`geheim-${n};Antrag;${day(n)};Ausländerbehörde Kreis Paderborn`);
    rows.push(`geheim-${n};Beratung;${day(n + 10)};Jobcenter Kreis Paderborn`);
    if (n < 3) rows.push(`geheim-${n};Kurs;${day(n + 30)};Kleiner Träger`);
    if (n < 20) rows.push(`geheim-${n};Anmeldung;${day(n + 40)};Sprachschule Irgendwo`);
  }
  return { name: "vorgaenge.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
}

test("a log is counted here, assigned, taken over as one step, and undone", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE, own.origin);
    const sent = [];
    page.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await field(page).setInputFiles(csv());
    await found(page).getByText(/^40 Fälle vom 01\.01\.2026 bis/).waitFor();
    assert.deepEqual(sent, ["GET /api/log-targets"], "nothing of the file is sent");
    const text = await found(page).innerText();
    assert.doesNotMatch(text, /Kleiner Träger/, "fewer than five cases are not shown");
    assert.doesNotMatch(await page.content(), /geheim-/, "no case is in the page");
    const pick = (name) => found(page).getByLabel(`Akteur im Netz: ${name}`);
    assert.equal(await pick("Ausländerbehörde Kreis Paderborn").inputValue(), "Ausländerbehörde Kreis Paderborn");
    assert.equal(await pick("Sprachschule Irgendwo").inputValue(), "");
    const way = found(page).getByRole("row", { name: /^Ausländerbehörde Kreis Paderborn → Jobcenter/ });
    assert.match(await way.innerText(), /40\s.*10\b/s, "40 cases, ten days");
    await checkAccessibility(page, "event log");
    await pick("Sprachschule Irgendwo").fill("gibt es nicht");
    await pick("Sprachschule Irgendwo").press("Tab");
    await found(page).getByText("Das gibt es hier nicht. Wählen Sie aus der Liste.").waitFor();
    await found(page).getByRole("button", { name: "Ansehen, was sich ändern würde" }).click();
    const preview = page.getByRole("region", { name: "Was sich ändern würde" });
    await preview.getByText(/Beobachtung: \d+ neu/).waitFor();
    await preview.getByRole("button", { name: "Übernehmen" }).click();
    await page.waitForURL(/\/verlauf/);
    const entry = page.locator(".history-entry").first();
    await entry.getByText("vorgaenge.csv.json").waitFor();
    await entry.getByRole("button", { name: "Zurücknehmen" }).click();
    await page.locator(".history-entry").first().getByText(/nimmt Stand \d+ zurück/).waitFor();
  });
});

test("what cannot be read says why, and columns can be named by hand", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE, own.origin);
    const alert = page.getByRole("alert").filter({ hasText: /./ });
    await field(page).setInputFiles({ name: "leer.csv", mimeType: "text/csv", buffer: Buffer.from("   \n") });
    await alert.getByText(/die Datei ist leer/).waitFor();
    await field(page).setInputFiles(csv("Kasus;Schritt;Zeit;Amt"));
    await alert.getByText(/die Spalte mit der Fallkennung wurde nicht erkannt/).waitFor();
    await page.getByLabel("Fallkennung").selectOption("Kasus");
    await page.getByRole("button", { name: "So lesen" }).click();
    await found(page).getByText(/^40 Fälle/).waitFor();
    await field(page).setInputFiles(csv("Kasus;Schritt;Zeit;Amt"));
    await found(page).getByText(/^40 Fälle/).waitFor();
    await field(page).setInputFiles(csv("Fall;Schritt;Zeit;Sachbearbeiter"));
    await alert.getByText(/es stehen nur Bearbeitende da/).waitFor();
  });
});

test("a long log shows how far it is, and can be stopped", async () => {
  const path = join(own.folder, "lang.xes");
  const file = createWriteStream(path);
  file.write("<log>\n");
  const event = (n) =>
    `<event><string key="concept:name" value="s"/><string key="org:group" value="A${n % 7}"/>` +
    `<date key="time:timestamp" value="2026-01-01T00:00:00Z"/></event>`;
  const trace = `<trace>${Array.from({ length: 50 }, (_, n) => event(n)).join("\n")}</trace>\n`;
  for (let n = 0; n < 6_000; n += 1) {
    if (!file.write(trace)) await once(file, "drain");
  }
  file.end("</log>");
  await once(file, "finish");
  await withPage({}, async (page) => {
    await visit(page, PAGE, own.origin);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 8 });
    await field(page).setInputFiles(path);
    await page.getByRole("progressbar", { name: /wird gezählt/ }).waitFor();
    await page.getByRole("button", { name: "Abbrechen" }).click();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    assert.equal(await found(page).count(), 0);
    await field(page).setInputFiles(csv());
    await found(page).getByText(/^40 Fälle/).waitFor();
  });
});
