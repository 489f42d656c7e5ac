// The page of bottlenecks: what is found, what would help, what would be different.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PAGE = "/k/05774/engpaesse";

test("findings are filtered by kind, and the kind is in the URL", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    const filter = page.getByRole("navigation", { name: "Art des Befunds" });
    await filter.getByRole("link", { name: /^Abhängigkeit/ }).click();
    await page.waitForURL(/art=abhaengigkeit/);
    const items = page.locator(".strain-item");
    await items.first().getByText(/Fällt diese Stelle aus/).waitFor();
    const count = await items.count();
    assert.equal(await page.locator(".strain-item .level-dependence").count(), count);
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    assert.equal(await page.locator(".strain-item").count(), count);
  });
});

test("each finding says what it rests on", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    const first = page.locator(".strain-item").first();
    await first.getByText("Worauf das beruht").click();
    await first.locator(".finding-evidence .evidence").first().waitFor();
  });
});

test("one more unit can be tried, seen and taken back", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    await page.getByRole("link", { name: "Ausprobieren" }).first().click();
    await page.waitForURL(/aenderung=platz/);
    await page.getByText(/^Geschätzt:/).waitFor();
    await page.getByRole("heading", { name: "Angebote, bei denen sich etwas ändert" }).waitFor();
    await page.getByRole("link", { name: /entfernen/ }).click();
    await page.waitForURL((url) => !url.search.includes("aenderung"));
    await page.getByText(/^Geschätzt:/).waitFor({ state: "detached" });
  });
});

test("a change is made with a form, also without JavaScript", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await withPage({ javaScriptEnabled }, async (page) => {
      await page.goto(address + PAGE);
      await page.getByText("Schließen", { exact: true }).click();
      const form = page.locator("details[open] form");
      await form.getByLabel("Akteur oder Angebot").selectOption("zu:ebh-kreis");
      await form.getByRole("button", { name: "Berechnen" }).click();
      await page.getByRole("heading", { name: "Ihre Änderungen" }).waitFor();
      await page.getByText(/Geschätzt:.*nicht mehr erreichbar/).waitFor();
      await page.getByText("Schätzung", { exact: true }).first().waitFor();
    });
  }
});
