// The page "Wege": from the start page to an answer with its evidence, and everything around it.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { close, hydrated, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const QUESTION = "kommune=05774020&status=duldung&nach=feld:arbeit";
const WEGE = `/k/05774/wege?${QUESTION}`;

test("Duldung in Delbrück to work: two clicks to the answer, a third to its evidence", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/");
    await page.getByRole("link", { name: /Einen Weg finden/ }).click();
    const sentence = page.locator(".answer-sentence");
    await sentence.waitFor();
    assert.match(await sentence.textContent(), /In (rund|mindestens) \d+ Tage?n? .*Ausländerbehörde Kreis Paderborn/);
    const wait = page.locator(".route-card").first().locator(".span-wait .evidence").first();
    await wait.locator("summary").click();
    await wait.getByText(/Median/).waitFor();
  });
});

test("the best routes stand side by side, each with its five figures", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    const best = page.locator(".best-route");
    assert.ok((await best.count()) >= 1);
    for (const card of await best.all()) {
      assert.equal(await card.locator("dd").count(), 5);
    }
    const merits = await best.allTextContents();
    for (const word of [/schnellste/i, /sicherste/i, /wenigsten? Übergaben/i, /wenigsten? Rechtskreiswechsel/i]) {
      assert.ok(merits.some((text) => word.test(text)), `${word} in ${merits}`);
    }
  });
});

test("the order of the list is in the URL and starts again at its first route", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${WEGE}&weg=2`);
    await page.getByRole("navigation", { name: "Wege ordnen nach" }).getByRole("link", { name: "Übergaben" }).click();
    await page.waitForURL((url) => url.search.includes("reihenfolge=uebergaben") && !url.search.includes("weg="));
    const facts = page.locator("#weg-1 header");
    await facts.getByText(/Übergabe/).first().waitFor();
    await page.getByRole("button", { name: "Wege suchen" }).click();
    await page.waitForURL(/reihenfolge=uebergaben/);
  });
});

test("rows and points of the comparison choose the route in the picture", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    const rows = page.locator(".comparison tbody tr");
    const n = await rows.count();
    assert.ok(n >= 1);
    const last = rows.nth(n - 1);
    const name = (await last.getByRole("link").textContent()).trim();
    await last.getByRole("link").click();
    await page.locator(".comparison tr.selected").getByText(name, { exact: true }).waitFor();
    if (n > 1) {
      assert.equal(await page.locator(".scatter a").count(), n);
      assert.match(page.url(), new RegExp(`weg=${name.match(/\d+/)[0]}`));
      await page.locator(".scatter a").first().click();
      await page.locator(".comparison tr.selected").getByText((await rows.first().getByRole("link").textContent()).trim(), { exact: true }).waitFor();
    }
  });
});

test("every station of the list has its lane, and the lanes carry the numbers of the stations", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    for (const card of await page.locator(".route-card").all()) {
      const lanes = await card.locator(".swimlane .lane-name").count();
      assert.equal(lanes, await card.locator(".station").count());
      assert.equal(await card.locator(".swimlane .handover").count(), lanes - 1);
    }
  });
});

test("further conditions are set, kept in the URL and left again", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    const first = (await page.locator(".route-card .station a").first().textContent()).trim();
    await page.getByText("Weitere Bedingungen").click();
    await page.getByRole("combobox", { name: "Sprache", exact: true }).selectOption({ label: "Arabisch" });
    await page.getByLabel("Übergaben höchstens").selectOption("4");
    await page.getByLabel("Stelle meiden").selectOption({ label: first });
    await page.getByRole("button", { name: "Wege suchen" }).click();
    await page.waitForURL(/sprache=ar/);
    await page.locator(".answer-head").getByText("Arabisch").waitFor();
    await page.getByLabel("Weitere Stelle meiden").waitFor();
    assert.match(page.url(), /uebergaben=4/);
    const stations = await page.locator(".route-card .station a").allTextContents();
    assert.ok(!stations.includes(first), `${first} is still on a route`);
    await page.reload();
    await hydrated(page);
    assert.equal(await page.getByRole("combobox", { name: "Sprache", exact: true }).inputValue(), "ar");
    await page.getByText(/soll gemieden werden|nicht auf Arabisch/).first().waitFor();
  });
});

test("values that mean nothing are named and left out", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${WEGE}&gruppe=gibt-es-nicht&uebergaben=viele&meiden=niemand&bestaetigt=nein`);
    await page.getByText("uebergaben=viele").waitFor();
    await page.getByText("gruppe=gibt-es-nicht, meiden=niemand").waitFor();
    assert.ok((await page.locator(".route-card").count()) >= 1);
  });
});

test("for each station of the best route it is said what is left without it", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    const rows = page.locator(".fallbacks tbody tr");
    assert.equal(await rows.count(), await page.locator(".route-card").first().locator(".station").count());
    for (const text of await rows.allTextContents()) {
      assert.match(text, /kein anderer Weg|länger|unbekannt/);
    }
  });
});

test("near misses say for whom and where they would be possible", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    const misses = page.locator(".near-misses");
    await misses.getByText(/weitere zeigen/).click();
    await misses.getByText(/nicht zuständig für Delbrück \(zuständig: /).first().waitFor();
    await misses.getByText(/nur bei /).first().waitFor();
  });
});

test("a Wegzettel is reached with the keyboard and prints as a sheet alone", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    await page.locator(".route-card").first().getByRole("link", { name: "Wegzettel drucken" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/wege\/zettel\?/);
    await page.getByRole("heading", { level: 1, name: /Wegzettel: von Delbrück zu „Arbeit und Beschäftigung“/ }).waitFor();
    assert.ok((await page.locator(".slip-step").count()) >= 1);
    await page.getByText(/Stand der Daten: \d\d\.\d\d\.\d{4}/).waitFor();
    await page.emulateMedia({ media: "print" });
    for (const name of [".site-header", ".kreis-bar", ".site-footer", ".slip-tools"]) {
      assert.equal(await page.locator(name).isVisible(), false, `${name} would be printed`);
    }
    assert.ok(await page.locator(".slip-sheet").isVisible());
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const n_pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    assert.equal(n_pages, 1);
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("link", { name: "Zurück zu den Wegen" }).click();
    await page.waitForURL((url) => url.pathname.endsWith("/wege"));
    assert.equal(new URL(page.url()).searchParams.get("kommune"), "05774020");
  });
});

test("the page answers in English", async () => {
  await withPage({}, async (page) => {
    await visit(page, WEGE);
    await page.getByRole("link", { name: "EN", exact: true }).click();
    await page.getByText(/^In (about|at least) \d+ days? /).waitFor();
    await page.getByRole("heading", { name: "If an office drops out" }).waitFor();
    await page.getByText("Further conditions").waitFor();
  });
});
