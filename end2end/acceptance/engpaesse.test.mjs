// The page of bottlenecks: what is found, what would help, what would be different.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, checkAccessibility, close, open, visit, withPage } from "../support/browser.mjs";

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

test("what a change would do is seen in the picture and listed beside it", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${PAGE}?aenderung=zu:ebh-kreis&aenderung=neu:ki>abh-kreis:abh-kreis-besch`);
    const picture = page.locator(".scenario-result .picture-frame");
    await picture.scrollIntoViewIfNeeded();
    const marked = await picture.getAttribute("data-changed");
    assert.match(marked, /(^|,)ebh-kreis:removed(,|$)/);
    const removed = page.locator(".difference-title", { hasText: "Fällt weg" }).locator("+ ul");
    await removed.getByRole("link", { name: /Einbürgerungsbehörde/ }).first().waitFor();
    const added = page.locator(".difference-title", { hasText: "Neu" }).locator("+ ul");
    await added.getByRole("link", { name: /Ausländerbehörde Kreis Paderborn/ }).waitFor();
    await checkAccessibility(page, "Was wäre, wenn?");
    // The new tie is drawn with the others.
    const drawn = async (frame) => Number((await frame.getAttribute("data-shown")).split("/")[1]);
    assert.equal(await drawn(picture), (await drawn(page.locator(".flow .picture-frame"))) + 1);
  });
});

test("the network is replayed beside the page, with progress, and the result is that of the server", async () => {
  await withPage({}, async (page) => {
    const rows = () => page.getByRole("group", { name: /Nachgespielt/ }).locator("tbody tr").allInnerTexts();
    await page.goto(`${address}${PAGE}?nachspielen=1`);
    const byServer = await rows();
    assert.ok(byServer.length > 10);

    await visit(page, PAGE);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const worker = page.waitForEvent("worker");
    const progress = page.getByRole("progressbar", { name: "Zehn Jahre werden nachgespielt" }).waitFor();
    await page.getByRole("link", { name: "Jetzt nachspielen" }).click();
    await Promise.all([worker, progress]);
    await page.getByRole("group", { name: /Nachgespielt/ }).waitFor();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    assert.deepEqual(await rows(), byServer);
    assert.ok(asked.includes("/api/simulation-input"));
    assert.ok(!asked.includes("/api/simulation"), "the server simulated");
    await page.getByRole("link", { name: "Ergebnis schließen" }).click();
    await page.getByRole("link", { name: "Jetzt nachspielen" }).waitFor();
    await page.getByRole("group", { name: /Nachgespielt/ }).waitFor({ state: "detached" });
  });
});

test("a replay can be cancelled while it runs", async () => {
  await withPage({}, async (page) => {
    // Held back, so that the replay cannot be over before it is cancelled.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/worker.js?*", async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await visit(page, PAGE);
    await page.getByRole("link", { name: "Jetzt nachspielen" }).click();
    await page.getByRole("progressbar").waitFor();
    await page.getByRole("link", { name: "Abbrechen" }).click();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Jetzt nachspielen" }).waitFor();
    assert.equal(await page.getByRole("group", { name: /Nachgespielt/ }).count(), 0);
    release();
  });
});

test("how many get through is answered in words, in the picture and in a table", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    await page.getByRole("heading", { name: "Wie viele kommen durch?" }).waitFor();
    await page.getByRole("combobox", { name: "Handlungsfeld", exact: true }).selectOption("sprache");
    await page.getByRole("combobox", { name: "Wohnort", exact: true }).selectOption({ label: "Delbrück" });
    await page.locator(".flow").getByRole("button", { name: "Berechnen" }).click();
    await page.waitForURL(/feld=sprache&kommune=05774020/);
    await page.getByText(/^Aus Delbrück kommen höchstens .* bis „Sprache“ durch/).waitFor();
    const rows = page.getByRole("group", { name: "Die engste Stelle" }).locator("tbody tr");
    const actors = new Set(await rows.locator("a").allInnerTexts());
    // A canvas tells nothing of its rings; the drawing of the server does.
    await withPage({ javaScriptEnabled: false }, async (drawn) => {
      await drawn.goto(page.url());
      const rings = drawn.locator('.side-picture svg path[stroke="var(--alarm)"][d*="C"]');
      assert.equal(await rings.count(), actors.size);
    });
  });
});
