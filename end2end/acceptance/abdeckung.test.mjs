// Coverage: who is there for whom, what is on paper only, where two do the same.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

test("the widest gap comes first, and map and matrix agree", async () => {
  await withPage({}, async (page) => {
    for (const [ags] of KREISE) {
      await visit(page, `/k/${ags}/abdeckung`);
      await page.locator(".answer-sentence").getByText(/Kommunen/).waitFor();
      const n_columns = await page.locator(".coverage thead .place:not(.total)").count();
      assert.equal(await page.locator(".coverage-map .area").count(), n_columns);
      assert.equal(await page.locator(".coverage tbody .cell").count(), 15 * n_columns);
    }
  });
});

test("a Handlungsfeld colours the map as its row", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/abdeckung");
    await page.getByRole("link", { name: "Psychische Gesundheit", exact: true }).click();
    await page.waitForURL(/feld=psychische-gesundheit/);
    await page.getByRole("heading", { name: "Auf der Karte: Psychische Gesundheit" }).waitFor();
    for (const state of ["offered", "on-paper", "nobody-there"]) {
      const n_cells = await page.locator(`.coverage tr.chosen .cell.${state}`).count();
      assert.equal(await page.locator(`.coverage-map .area.${state}`).count(), n_cells, state);
    }
  });
});

test("a cell tells who is there and leads on to actor and routes", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/abdeckung?status=duldung");
    await page.getByRole("link", { name: /^Delbrück, Sprache:/ }).click();
    await page.waitForURL(/kommune=05774020/);
    await page.getByRole("heading", { name: "„Sprache“ in Delbrück" }).waitFor();
    const row = page.locator(".cell-detail tbody tr").first();
    await row.getByText(/zuständig|Einzugsgebiet|ganzer Kreis/).waitFor();
    await page.getByRole("link", { name: "Wege dorthin" }).click();
    await page.waitForURL(/wege\?kommune=05774020&status=duldung&nach=feld(:|%3A)sprache/);
    await page.locator(".route-card").first().waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "„Sprache“ in Delbrück" }).waitFor();
    await page.getByRole("link", { name: "Zelle schließen" }).click();
    await page.waitForURL((url) => !url.search.includes("kommune="));
    assert.equal(await page.locator(".cell-detail").count(), 0);
  });
});

test("for fewer people fewer services are open, and the URL keeps who was asked for", async () => {
  await withPage({}, async (page) => {
    const reachable = async () => {
      const numbers = await page.locator(".coverage .cell .number").allTextContents();
      return numbers.reduce((sum, text) => sum + Number(text || 0), 0);
    };
    await visit(page, "/k/05774/abdeckung");
    const all = await reachable();
    await page.getByRole("combobox", { name: "Zielgruppe", exact: true }).selectOption({ label: "Familien" });
    await page.getByRole("button", { name: "Anzeigen" }).click();
    await page.waitForURL(/gruppe=families/);
    await page.getByText("· Familien").waitFor();
    assert.ok((await reachable()) < all);
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    assert.equal(await page.getByRole("combobox", { name: "Zielgruppe", exact: true }).inputValue(), "families");
  });
});

test("cells show the shortest wait on demand", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/abdeckung");
    await page.getByRole("link", { name: "Kürzeste Wartezeit (Tage)" }).click();
    await page.waitForURL(/zeigt=wartezeit/);
    await page.getByText("? Wartezeit unbekannt").waitFor();
    const texts = await page.locator(".coverage .cell.offered .number").allTextContents();
    for (const text of texts) assert.match(text, /^(\d+|\?)$/);
  });
});

test("overlaps and unclear competences are sentences with shares", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/abdeckung");
    const overlaps = page.getByRole("region", { name: "Doppelstrukturen" });
    await overlaps.getByText(/Überschneidung \d+ %/).first().waitFor();
    const competences = page.getByRole("region", { name: "Unklare Zuständigkeiten" });
    await competences.getByText(/mehrere Stellen|keine zuständige Stelle/).first().waitFor();
  });
});

test("on a phone the matrix scrolls in itself and its first column stays", async () => {
  await withPage({ viewport: { width: 390, height: 800 } }, async (page) => {
    await visit(page, "/k/05766/abdeckung");
    const region = page.getByRole("region", { name: /Kommunen und Handlungsfelder/ }).last();
    await region.focus();
    await region.evaluate((element) => element.scrollTo(400, 0));
    const [scrolled, heading] = await Promise.all([
      region.boundingBox(),
      page.locator(".coverage tbody th").first().boundingBox(),
    ]);
    assert.ok(Math.abs(heading.x - scrolled.x) < 4, "the first column has left");
  });
});
