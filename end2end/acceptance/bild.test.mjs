// The picture as a tool: walking, surroundings, pins, undo, commands, files.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { close, open, placeOf, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const NETZ = "/k/05774/netz";
const frame = (page) => page.locator(".picture-frame");
const url = (page) => new URL(page.url()).searchParams;

test("the keyboard walks along the relations and back, and says where it is", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    await frame(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForURL(/akteur=/);
    const first = url(page).get("akteur");
    await page.keyboard.press("ArrowDown");
    const line = page.locator(".walk-line");
    await line.getByText(/^1 von \d+: Ausländerbehörde .+/).waitFor();
    await page.keyboard.press("ArrowUp");
    await line.getByText(/^(\d+) von \1: /).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((now) => now.searchParams.get("akteur") !== first);
    await page.keyboard.press("Backspace");
    await page.waitForURL((now) => now.searchParams.get("akteur") === first);
    await page.keyboard.press("Escape");
    await page.waitForURL((now) => !now.searchParams.has("akteur"));
  });
});

test("depth, direction and rest of the surroundings are in the link", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=ki`);
    await frame(page).focus();
    await page.keyboard.press("3");
    await page.waitForURL(/umfeld=3/);
    await page.keyboard.press("f");
    await page.waitForURL(/rest=ausblenden/);
    await page.getByRole("navigation", { name: "Richtung" }).getByRole("link", { name: "hierher" }).click();
    await page.waitForURL(/verbindungen=hierher/);
    assert.equal(url(page).get("akteur"), "ki");
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    assert.equal(await page.getByRole("navigation", { name: "Schritte" }).getByRole("link", { name: "3" }).getAttribute("aria-current"), "true");
  });
});

test("an actor is dragged, stays where it was put, and goes back with undo", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const from = await placeOf(page, "05774", "ki");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 30, { steps: 3 });
    await page.mouse.move(from.x + 90, from.y + 60, { steps: 3 });
    await page.mouse.up();
    await page.waitForURL(/fest=ki/);
    const pin = url(page).get("fest");
    await page.keyboard.press("Control+z");
    await page.waitForURL((now) => !now.searchParams.has("fest"));
    await page.keyboard.press("Control+y");
    await page.waitForURL((now) => now.searchParams.get("fest") === pin);
    await page.getByRole("link", { name: "Alle lösen" }).click();
    await page.waitForURL((now) => !now.searchParams.has("fest"));
    await page.getByRole("button", { name: "Rückgängig" }).waitFor();
  });
});

test("P pins the selected actor without dragging, and sets it free", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=ki`);
    await frame(page).focus();
    await page.keyboard.press("p");
    await page.waitForURL(/fest=ki/);
    await page.keyboard.press("p");
    await page.waitForURL((now) => !now.searchParams.has("fest"));
  });
});

test("the colours of the arrows are a legend that filters", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const all = await shown(page);
    await page.getByRole("group", { name: "Pfeilfarbe: Wartezeit" }).getByRole("checkbox").first().check();
    await page.waitForURL(/wartezeit=/);
    await page.waitForFunction((before) => document.querySelector(".picture-frame").dataset.shown !== before, all);
    const [actors, relations] = (await shown(page)).split("/").map(Number);
    const [allActors, allRelations] = all.split("/").map(Number);
    assert.equal(actors, allActors);
    assert.ok(relations > 0 && relations < allRelations);
    await page.getByRole("button", { name: "Rückgängig" }).click();
    await page.waitForFunction((before) => document.querySelector(".picture-frame").dataset.shown === before, all);
  });
});

test("the command palette finds an arrangement and an actor", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const before = await frame(page).getAttribute("data-camera");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("ebenen");
    await page.keyboard.press("Enter");
    await page.waitForURL(/anordnung=ebenen/);
    // The page is made anew with the other arrangement, its palette too.
    await page.waitForFunction((camera) => document.querySelector(".picture-frame").dataset.camera !== camera, before);
    await page.keyboard.press("Control+k");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.type("ausländerb kreis");
    await page.keyboard.press("Enter");
    await page.waitForURL(/akteur=abh-kreis/);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
  });
});

test("what takes the picture along covers none of it, and Escape closes that alone", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=ki`);
    const menu = page.locator(".export-menu");
    // Beside the other controls, where nothing of a fitted picture lies.
    const [controls, box] = [await page.locator(".picture-controls").boundingBox(), await menu.boundingBox()];
    assert.ok(Math.abs(box.y - controls.y) < 1 && Math.abs(box.height - controls.height) < 1);
    await menu.locator("summary").focus();
    await page.keyboard.press("Enter");
    await menu.getByRole("button", { name: "PDF" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await menu.getByRole("button", { name: "PDF" }).waitFor({ state: "hidden" });
    assert.ok(await menu.locator("summary").evaluate((it) => it === document.activeElement));
    assert.equal(url(page).get("akteur"), "ki");
  });
});

async function exported(page, name) {
  await page.locator(".export-menu > summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  await page.locator(".export-menu > summary").click();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("the picture is taken along as SVG, PDF and PNG, with title, legend and source", async () => {
  await withPage({ acceptDownloads: true }, async (page) => {
    await visit(page, NETZ);
    const svg = await exported(page, "SVG");
    assert.equal(svg.name, "kreis-paderborn-netz-der-integrationsarbeit.svg");
    const text = svg.bytes.toString("utf8");
    for (const part of ["Kreis Paderborn: Netz der Integrationsarbeit", "Beispieldaten", "Wartezeit bis 6 Wochen", "font/woff2", "</svg>"]) {
      assert.ok(text.includes(part), part);
    }
    assert.doesNotMatch(text, /var\(|href|NaN|inf/);
    // Elsewhere: this page would not let a document of its own have a style.
    const elsewhere = await page.context().newPage();
    const parsed = await elsewhere.evaluate((source) => new DOMParser().parseFromString(source, "image/svg+xml").querySelector("parsererror")?.textContent ?? "", text);
    assert.equal(parsed, "");
    const pdf = await exported(page, "PDF");
    assert.equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");
    assert.ok(pdf.bytes.includes("/Helvetica-Bold") && pdf.bytes.subarray(-6).includes("%%EOF"));
    const width = async (name) => {
      const { bytes } = await exported(page, name);
      assert.equal(bytes.subarray(1, 4).toString(), "PNG");
      return bytes.readUInt32BE(16);
    };
    const single = await width("PNG 1×");
    const box = await frame(page).boundingBox();
    assert.ok(single >= box.width);
    assert.ok(Math.abs((await width("PNG 2×")) - 2 * single) <= 2);
  });
});

test("with reduced motion the camera is there at once", async () => {
  await withPage({ reducedMotion: "reduce" }, async (page) => {
    await visit(page, NETZ);
    const before = await frame(page).getAttribute("data-camera");
    await page.getByRole("button", { name: "Vergrößern" }).click();
    const after = await frame(page).getAttribute("data-camera");
    assert.notEqual(after, before);
    await page.waitForURL(/kamera=/);
    const scale = (camera) => Number(camera.split(",")[2]);
    assert.ok(Math.abs(scale(await frame(page).getAttribute("data-camera")) - scale(after)) < 0.1);
  });
});

test("a replay is played in the picture, stopped and moved to another day", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/engpaesse?nachspielen=1");
    await page.getByRole("button", { name: "Im Bild abspielen" }).click();
    const controls = page.getByRole("group", { name: "Abspielen" });
    const day = controls.locator("output");
    await day.getByText(/^Tag 0 von \d+$/).waitFor();
    await controls.getByRole("combobox", { name: "Tempo" }).selectOption("10");
    await controls.getByRole("button", { name: "Abspielen" }).click();
    await page.waitForFunction(() => !document.querySelector(".film-controls output").textContent.startsWith("Tag 0 "));
    await controls.getByRole("button", { name: "Anhalten" }).click();
    const stopped = await day.textContent();
    await controls.getByRole("slider", { name: "Zeitpunkt" }).fill("40");
    await day.getByText(/^Tag 40 /).waitFor();
    assert.notEqual(stopped, await day.textContent());
    assert.ok((await page.getByRole("table", { name: "Wohin bisher" }).or(page.locator(".film table")).locator("tbody tr").count()) >= 3);
  });
});

test("only the strongest referrals and the best connected actors are shown on demand", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz");
    const [nActors, nTies] = (await shown(page)).split("/").map(Number);
    await page.getByRole("slider", { name: "Verweise nach Menge" }).fill("20");
    await page.waitForURL(/verweise=20/);
    const [, nStrong] = (await shown(page)).split("/").map(Number);
    assert.ok(nStrong >= nTies * 0.2 && nStrong < nTies, `${nStrong} of ${nTies}`);
    await page.getByRole("slider", { name: "Akteure nach Verweisen" }).fill("50");
    await page.waitForURL(/akteure=50/);
    const [nConnected] = (await shown(page)).split("/").map(Number);
    assert.ok(nConnected >= nActors / 2 && nConnected < nActors, `${nConnected} of ${nActors}`);
    await page.getByRole("link", { name: "Filter aufheben" }).click();
    await page.waitForURL((url) => url.search === "");
    assert.equal(await shown(page), `${nActors}/${nTies}`);
  });
});

test("the panel is as wide as the reader wants it, also at the next visit", async () => {
  for (const width of [1440, 1280]) {
    await withPage({ viewport: { width, height: 900 } }, async (page) => {
      await visit(page, "/k/05774/netz?akteur=ki");
      const edge = page.getByRole("separator", { name: /^Breite der Angaben/ });
      const panel = page.getByRole("complementary", { name: "Angaben zum Akteur" });
      const wide = async () => Math.round((await panel.boundingBox()).width);
      const usual = await wide();
      assert.equal(await edge.getAttribute("aria-valuenow"), `${usual}`);
      await edge.focus();
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      assert.equal(await wide(), usual + 64);
      await visit(page, "/k/05774/netz?akteur=ki");
      assert.equal(await wide(), usual + 64);
      const box = await edge.boundingBox();
      const at = { x: box.x + box.width / 2, y: box.y + 200 };
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x - 60, at.y, { steps: 4 });
      await page.mouse.up();
      assert.ok((await wide()) > usual + 100);
      // Without dragging: wider with each click, and back.
      const seen = [];
      for (let click = 0; click < 4 && seen.at(-1) !== usual; click += 1) {
        const now = await edge.boundingBox();
        await page.mouse.click(now.x + now.width / 2, now.y + 300);
        seen.push(await wide());
      }
      assert.equal(seen.at(-1), usual, seen.join(", "));
    });
  }
});
