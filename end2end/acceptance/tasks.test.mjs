// The core tasks of a coordinator, by role and label.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, close, open, placeOf, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

/** A camera as the URL has it. */
const rounded = (camera) => {
  const [x, y, scale] = camera.split(",").map(Number);
  return [x.toFixed(1), y.toFixed(1), scale.toFixed(0)];
};

test("from the start page into each Kreis", async () => {
  await withPage({}, async (page) => {
    for (const [ags, name] of KREISE) {
      await visit(page, "/");
      await page.getByRole("link", { name: `Kreis ${name}` }).click();
      await page.waitForURL(`**/k/${ags}`);
      await page.getByRole("heading", { name: "Wer ist wo zuständig?" }).waitFor();
    }
  });
});

test("an actor is found with the keyboard alone and its panel read", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz");
    await page.keyboard.press("/");
    await page.keyboard.type("auslaenderbehoerde");
    await page.getByRole("option", { name: /Ausländerbehörde Kreis Paderborn/ }).waitFor();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary", { name: "Angaben zum Akteur" });
    await panel.getByRole("heading", { name: /Ausländerbehörde Kreis Paderborn/ }).waitFor();
    await panel.getByText("Beschäftigungserlaubnis").first().waitFor();
    assert.match(page.url(), /akteur=abh-kreis/);
  });
});

test("the panel leads along relations and back", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?akteur=abh-kreis");
    const panel = page.getByRole("complementary", { name: "Angaben zum Akteur" });
    await panel.getByRole("heading", { name: "Von hier", exact: true }).click();
    const first = panel.locator(".relations a").first();
    const name = (await first.textContent()).trim();
    await first.click();
    await page.waitForURL((url) => !url.search.includes("akteur=abh-kreis"));
    await page.goBack();
    await panel.getByRole("heading", { name: /Ausländerbehörde Kreis Paderborn/ }).waitFor();
    assert.ok(name.length > 0);
  });
});

test("Duldung, Delbrück, Arbeit: the fastest route and three alternatives", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/wege");
    await page.getByRole("combobox", { name: "Wohnort", exact: true }).selectOption({ label: "Delbrück" });
    await page.getByRole("combobox", { name: "Aufenthaltsstatus", exact: true }).selectOption({ label: "Duldung (§ 60a AufenthG)" });
    await page.getByRole("combobox", { name: "Ziel", exact: true }).selectOption("feld:arbeit");
    await page.getByRole("button", { name: "Wege suchen" }).click();
    await page.getByRole("heading", { name: "Von Delbrück zu „Arbeit und Beschäftigung“" }).waitFor();
    assert.equal(await page.locator(".route-card").count(), 4);
    const days = await page.locator(".route-time .number").allTextContents();
    for (const text of days) assert.match(text, /\d+ Tage?/);
    const fastest = page.locator(".route-card").first();
    await fastest.getByText("Ausländerbehörde Kreis Paderborn").first().waitFor();
    await fastest.getByText("Warten").first().waitFor();
    await page.getByRole("heading", { name: "Warum nicht anders?" }).waitFor();
    await page.locator(".near-misses li").first().waitFor();
    assert.match(page.url(), /kommune=05774020/);
    assert.match(page.url(), /nach=feld(:|%3A)arbeit/);
  });
});

test("a second route is shown in the picture, and the URL keeps it", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/wege?kommune=05774020&status=duldung&nach=feld:arbeit");
    await page.getByRole("link", { name: "Im Bild zeigen" }).first().click();
    await page.waitForURL(/weg=2/);
    const frame = page.locator(".picture-frame");
    const stations = await frame.getAttribute("data-marked");
    assert.ok(stations.split(",").length >= 2);
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    assert.equal(await frame.getAttribute("data-marked"), stations);
    assert.equal(await page.locator(".route-card.shown").count(), 1);
  });
});

test("bottlenecks are ranked, each with a sentence and a way into the picture", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/engpaesse");
    const items = page.locator(".strain-item");
    assert.ok((await items.count()) >= 3);
    await items.first().getByText("überlastet").waitFor();
    await items.first().getByText(/Die Warteliste wächst jeden Monat um/).waitFor();
    await page.getByText(/Fällt diese Stelle aus/).first().waitFor();
    await items.first().getByRole("link", { name: "Im Netz zeigen" }).click();
    await page.getByRole("complementary", { name: "Angaben zum Akteur" }).waitFor();
  });
});

test("filters, selection, view and camera are in the URL and survive a reload", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05766/netz");
    const all = await shown(page);
    await page.getByRole("checkbox", { name: /Sprache und Bildung/ }).check();
    await page.waitForURL(/gruppe=education/);
    await page.waitForFunction((n) => document.querySelector(".picture-frame").dataset.shown !== n, all);
    const some = await shown(page);
    assert.ok(parseInt(some) > 0 && parseInt(some) < parseInt(all));
    await page.getByRole("button", { name: "Vergrößern" }).click();
    await page.waitForURL(/kamera=/);
    const camera = await page.locator(".picture-frame").getAttribute("data-camera");
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    assert.equal(await shown(page), some);
    assert.deepEqual(rounded(await page.locator(".picture-frame").getAttribute("data-camera")), rounded(camera));
    assert.ok(await page.getByRole("checkbox", { name: /Sprache und Bildung/ }).isChecked());
    await page.getByRole("link", { name: "Filter aufheben" }).click();
    await page.waitForURL((url) => !url.search.includes("gruppe="));
    await page.waitForFunction((n) => document.querySelector(".picture-frame").dataset.shown === n, all);
  });
});

test("the table is ordered by any column, both ways", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05974/netz?ansicht=tabelle");
    await page.getByRole("link", { name: "Verweise hierher" }).click();
    await page.waitForURL(/sortierung=eingehend/);
    await page.getByRole("link", { name: "Verweise hierher" }).click();
    await page.waitForURL(/richtung=ab/);
    const numbers = (await page.locator("tbody td:nth-child(6)").allTextContents()).map(Number);
    assert.ok(numbers.length > 50);
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  });
});

test("the picture can be panned, zoomed and clicked", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05758/netz");
    const frame = page.locator(".picture-frame");
    const camera = () => frame.getAttribute("data-camera");
    const start = await camera();
    const box = await page.locator(".picture-frame").boundingBox();
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 160, box.y + 120, { steps: 4 });
    await page.mouse.up();
    const panned = await camera();
    assert.notEqual(panned, start);
    await page.mouse.wheel(0, -300);
    assert.notEqual(await camera(), panned);
    await page.getByRole("button", { name: "Alles zeigen" }).click();
    await page.waitForFunction((text) => document.querySelector(".picture-frame").dataset.camera === text, start);
    const { x, y } = await placeOf(page, "05758", "ki");
    await page.mouse.click(x, y);
    await page.getByRole("complementary", { name: "Angaben zum Akteur" }).waitFor();
    await page.locator(".picture-frame").focus();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.search.includes("akteur="));
  });
});

test("going back undoes a filter", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05554/netz");
    const all = await shown(page);
    await page.getByRole("checkbox", { name: /Familie und Gesundheit/ }).check();
    await page.waitForURL(/gruppe=health/);
    await page.waitForFunction((n) => document.querySelector(".picture-frame").dataset.shown !== n, all);
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes("gruppe="));
    await page.waitForFunction((n) => document.querySelector(".picture-frame").dataset.shown === n, all);
    assert.equal(await page.getByRole("checkbox", { name: /Familie und Gesundheit/ }).isChecked(), false);
  });
});
