// A state as open data: what is missing is said beside its field, and the package holds everything.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PAGE = "/k/05774/daten/freigabe";
const SAID = {
  "Wer veröffentlicht?": "Kreis Paderborn",
  "Webseite der Stelle": "https://kreis.example",
  "Wer beantwortet Fragen?": "Kommunales Integrationszentrum",
  "Funktionspostfach oder Kontaktformular": "ki@kreis.example",
  "Wo werden die Dateien liegen?": "https://kreis.example/offene-daten/kim/",
  "Kennung des Datenbereitstellers": "http://dcat-ap.de/def/contributors/openNRW",
};

test("what is missing stands beside its field, then the package can be taken", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    assert.equal(await page.getByText("Bitte ausfüllen.").count(), 0);
    await page.getByLabel("Webseite der Stelle").fill("kreis.example");
    await page.getByRole("button", { name: "Prüfen" }).click();
    await page.getByText("Bitte ausfüllen.").first().waitFor();
    await page.getByText(/„kreis\.example“ ist keine Adresse/).waitFor();
    await checkAccessibility(page, "release with problems");
    for (const [label, text] of Object.entries(SAID)) await page.getByLabel(label).fill(text);
    await page.getByRole("button", { name: "Prüfen" }).click();
    await page.getByRole("heading", { name: "Das Paket ist vollständig" }).waitFor();
    await page.getByText("dcat-ap-de.jsonld").waitFor();
    await checkAccessibility(page, "release");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /^Paket laden/ }).click();
    assert.match((await download).suggestedFilename(), /^netzlotse-kreis-paderborn-freigabe-.*\.zip$/);
    await visit(page, PAGE);
    await page.getByRole("link", { name: "Angaben vom letzten Mal einsetzen" }).click();
    await page.getByRole("heading", { name: "Das Paket ist vollständig" }).waitFor();
    assert.equal(await page.getByLabel("Wer veröffentlicht?").inputValue(), "Kreis Paderborn");
  });
});

test("whoever asks for a package too early is led to what is missing", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/ausgabe/05774/freigabe.zip?herausgeber=Kreis");
    assert.match(page.url(), /daten\/freigabe\?herausgeber=Kreis/);
    await page.getByText("Bitte ausfüllen.").first().waitFor();
  });
});
