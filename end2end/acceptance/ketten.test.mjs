// Chains: how one runs in a Kommune, what is missing, how the Kommunen compare.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

test("from the list of chains to the course in one Kommune", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/ketten");
    await page.getByRole("link", { name: /Ankommen bis Spracherwerb/ }).click();
    await page.waitForURL(/kette=ankommen-sprache/);
    await page.getByRole("heading", { name: "Alle Kommunen im Vergleich" }).waitFor();
    await page.getByRole("link", { name: "Delbrück", exact: true }).click();
    await page.waitForURL(/kommune=05774020/);
    await page.getByText(/„Ankommen bis Spracherwerb“ dauert in Delbrück (mindestens )?\d+ Tage, davon \d+ Tage Warten/).waitFor();
    await page.getByText(/Schritte? bestimm(t|en) die Dauer/).waitFor();
  });
});

test("chart and table have the same steps in the same order", async () => {
  await withPage({}, async (page) => {
    for (const [ags] of KREISE) {
      await visit(page, `/k/${ags}/ketten?kette=duldung-arbeit`);
      await page.locator(".chain-comparison tbody th a").first().click();
      await page.locator(".chain-steps").waitFor();
      const drawn = await page.locator(".gantt-label strong").allTextContents();
      const rows = await page.locator(".chain-steps tbody th").allTextContents();
      assert.equal(drawn.length, 10);
      drawn.forEach((name, position) => assert.ok(rows[position].startsWith(name), name));
      const critical = await page.locator(".gantt .step-bar.critical:not(svg)").count();
      assert.equal(await page.locator(".chain-steps .tag-critical").count(), critical);
      assert.ok(critical >= 1);
    }
  });
});

test("a status of one's own is asked with the form and kept in the URL", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/ketten");
    await page.getByLabel("Integrationskette").selectOption("familie");
    await page.getByRole("combobox", { name: "Wohnort", exact: true }).selectOption({ label: "Büren" });
    await page.getByRole("combobox", { name: "Aufenthaltsstatus", exact: true }).selectOption("duldung");
    await page.getByRole("button", { name: "Anzeigen" }).click();
    await page.waitForURL(/kette=familie&kommune=\d+&status=duldung/);
    await page.getByText(/dauert in Büren/).waitFor();
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    assert.equal(await page.getByRole("combobox", { name: "Aufenthaltsstatus", exact: true }).inputValue(), "duldung");
  });
});

test("the comparison is ordered by lead time and marks the chosen Kommune", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05758/ketten?kette=familie");
    const texts = await page.locator(".chain-comparison tbody td:nth-child(2)").allTextContents();
    const days = texts.map((text) => Number(text.replace(/\D/g, "")));
    assert.ok(days.length >= 5);
    assert.deepEqual(days, [...days].sort((a, b) => a - b));
    const place = page.locator(".chain-comparison tbody th a").nth(1);
    const name = await place.textContent();
    await place.click();
    await page.locator(".chain-comparison tr.chosen").getByText(name).waitFor();
  });
});

test("hand-overs that do not hold are named, worst first", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/ketten?kette=ankommen-sprache&kommune=05774020");
    const section = page.getByRole("region", { name: "Übergaben, die nicht halten" });
    await section.getByText(/Übergaben zwischen Stellen/).waitFor();
    const tags = await section.locator(".level").allTextContents();
    const rank = ["fehlt", "nur auf dem Papier", "Rechtskreiswechsel", "ohne Vereinbarung"];
    const ranks = tags.map((tag) => rank.indexOf(tag.trim()));
    assert.ok(!ranks.includes(-1));
    assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
  });
});
