// With JavaScript off every page reads, links lead on, forms answer.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, close, open, withPage } from "../support/browser.mjs";

before(open);
after(close);

const OFF = { javaScriptEnabled: false };

/** Follows a link or sends a form, and waits until the page it leads to is there as a whole. */
async function follow(page, what) {
  const whole = page.waitForEvent("load");
  await what.click();
  await whole;
}

test("overview, network, table and bottlenecks are complete", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774`);
    await page.getByRole("row", { name: /Delbrück/ }).waitFor();
    await page.goto(`${address}/k/05774/netz`);
    assert.ok((await page.locator(".picture svg a[data-actor]").count()) >= 60);
    await page.goto(`${address}/k/05774/netz?ansicht=tabelle`);
    assert.ok((await page.locator("tbody tr").count()) >= 60);
    await page.goto(`${address}/k/05774/engpaesse`);
    await page.getByText(/Die Warteliste wächst/).first().waitFor();
    await page.getByText("Stelle schaffen").click();
    const post = page.locator("details[open] form");
    await post.getByLabel("Akteur").selectOption({ index: 1 });
    await follow(page, post.getByRole("button", { name: "Berechnen" }));
    await page.getByRole("heading", { name: "Ihre Änderungen" }).waitFor();
  });
});

test("filters are chips that lead on, and a line has its panel", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/netz?gruppe=health&kommune=05774020`);
    const chips = page.getByRole("list", { name: "Filter" });
    assert.equal(await chips.getByRole("listitem").count(), 2);
    await follow(page, chips.getByRole("link", { name: /Delbrück/ }));
    assert.equal(new URL(page.url()).search, "?gruppe=health");
    await follow(page, page.getByRole("link", { name: "Filter aufheben" }));
    assert.equal(new URL(page.url()).search, "");
    await page.goto(`${address}/k/05774/netz?akteur=abh-kreis`);
    await page.getByRole("heading", { level: 3, name: "Von hier" }).click();
    await follow(page, page.getByRole("link", { name: /^Verbindung zeigen: / }).first());
    const panel = page.getByRole("complementary", { name: "Angaben zur Verbindung" });
    assert.ok((await panel.locator(".relation-kind").count()) > 0);
  });
});

test("coverage is complete: for whom, which cell, who is there", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/abdeckung`);
    assert.equal(await page.locator(".coverage tbody tr").count(), 15);
    await page.getByRole("combobox", { name: "Zielgruppe", exact: true }).selectOption("families");
    await follow(page, page.getByRole("button", { name: "Anzeigen" }));
    await follow(page, page.getByRole("link", { name: /^Delbrück, Sprache:/ }));
    await page.getByRole("heading", { name: "„Sprache“ in Delbrück" }).waitFor();
    assert.ok((await page.locator(".cell-detail tbody tr").count()) >= 1);
    assert.match(page.url(), /gruppe=families/);
  });
});

test("the structure is complete, and what gets through is asked for with a form", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/struktur`);
    await follow(page, page.getByRole("link", { name: "nach Rechtskreis" }));
    await page.getByText(/Ohne Gruppe und daher nicht gezählt/).waitFor();
    await page.goto(`${address}/k/05774/engpaesse?aenderung=zu:ebh-kreis`);
    await page.getByRole("combobox", { name: "Handlungsfeld", exact: true }).selectOption("sprache");
    await follow(page, page.locator(".flow").getByRole("button", { name: "Berechnen" }));
    await page.getByText(/kommen höchstens .* bis „Sprache“ durch/).waitFor();
    assert.match(page.url(), /aenderung=zu/);
    assert.ok((await page.locator('.side-picture svg path[stroke="var(--alarm)"][d*="C"]').count()) >= 1);
    await follow(page, page.getByRole("link", { name: "Jetzt nachspielen" }));
    const replayed = page.getByRole("group", { name: /Nachgespielt/ }).locator("tbody tr");
    await replayed.first().waitFor();
    assert.ok((await replayed.count()) > 10);
  });
});

test("a chain is chosen, mapped and compared", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/ketten`);
    await follow(page, page.getByRole("link", { name: /Ankommen bis Spracherwerb/ }));
    await page.getByRole("heading", { name: "Alle Kommunen im Vergleich" }).waitFor();
    await follow(page, page.getByRole("link", { name: "Delbrück", exact: true }));
    await page.getByText(/dauert in Delbrück/).waitFor();
    assert.equal(await page.locator(".chain-steps tbody tr").count(), 10);
  });
});

test("an actor is found through the search form and opened from the table", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/netz`);
    await page.getByRole("combobox", { name: "Akteur suchen" }).fill("Jobcenter");
    await follow(page, page.getByRole("button", { name: "Suchen" }));
    await follow(page, page.getByRole("link", { name: "Tabelle", exact: true }));
    const rows = await page.locator("tbody tr").count();
    assert.ok(rows > 0 && rows < 40, `${rows} rows`);
    await follow(page, page.locator("tbody th a").first());
    await page.getByRole("complementary", { name: "Angaben zum Akteur" }).waitFor();
  });
});

test("filters work as a form", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/netz`);
    const all = await page.locator(".picture svg a[data-actor]").count();
    await page.getByRole("checkbox", { name: /Sprache und Bildung/ }).check();
    await follow(page, page.getByRole("button", { name: "Anwenden" }));
    const some = await page.locator(".picture svg a[data-actor]").count();
    assert.ok(some > 0 && some < all);
  });
});

test("a route is asked for and answered", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/wege`);
    await page.getByRole("combobox", { name: "Wohnort", exact: true }).selectOption({ label: "Delbrück" });
    await page.getByRole("combobox", { name: "Aufenthaltsstatus", exact: true }).selectOption("duldung");
    await page.getByRole("combobox", { name: "Ziel", exact: true }).selectOption("feld:arbeit");
    await follow(page, page.getByRole("button", { name: "Wege suchen" }));
    assert.equal(await page.locator(".route-card").count(), 4);
    await page.locator(".answer-sentence").getByText(/Ausländerbehörde Kreis Paderborn/).waitFor();
  });
});

test("a route with conditions is asked for, compared and put on paper", async () => {
  await withPage(OFF, async (page) => {
    await page.goto(`${address}/k/05774/wege?kommune=05774020&status=duldung&nach=feld:arbeit`);
    await page.getByText("Weitere Bedingungen").click();
    await page.getByLabel("Übergaben höchstens").selectOption("4");
    await page.getByLabel("Stelle meiden").selectOption("cm-delbrueck");
    await follow(page, page.getByRole("button", { name: "Wege suchen" }));
    assert.match(page.url(), /uebergaben=4/);
    await page.locator(".answer-sentence").waitFor();
    await follow(page, page.locator(".comparison tbody a").last());
    await page.locator(".comparison tr.selected").waitFor();
    assert.equal(await page.locator(".comparison tr.selected").count(), 1);
    await follow(page, page.locator(".route-card.shown").getByRole("link", { name: "Wegzettel drucken" }));
    await page.getByRole("heading", { level: 1, name: /^Wegzettel: von Delbrück/ }).waitFor();
    await page.getByText(/Stand der Daten/).waitFor();
  });
});
