// What the picture once did to those who used it for the first time.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { close, open, placeOf, until, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const NETZ = "/k/05774/netz";
const CALM = { reducedMotion: "reduce" };
const LAPTOP = { viewport: { width: 1280, height: 720 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

const frame = (page) => page.locator(".picture-frame");
const panel = (page) => page.getByRole("complementary", { name: "Angaben zum Akteur" });
const camera = async (page) => (await frame(page).getAttribute("data-camera")).split(",").map(Number);
const url = (page) => new URL(page.url()).searchParams;

async function assertInWindow(page, locator, name) {
  const box = await locator.boundingBox();
  const { width, height } = page.viewportSize();
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, `${name}: ${JSON.stringify(box)}`);
}

test("on the whole screen everything lies on the ground of the page", async () => {
  await withPage(LAPTOP, async (page) => {
    await visit(page, NETZ);
    await page.getByRole("button", { name: "Vollbild" }).click();
    await page.waitForFunction(() => document.fullscreenElement !== null);
    const bench = await page.locator(".workbench").evaluate((it) => {
      const { height } = it.getBoundingClientRect();
      return { ground: getComputedStyle(it).backgroundColor, isFull: Math.abs(height - window.innerHeight) <= 1 };
    });
    assert.notEqual(bench.ground, "rgba(0, 0, 0, 0)");
    assert.ok(bench.isFull);
  });
});

test("the focus of the picture is seen", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    await page.locator(".legend input").last().focus();
    for (let presses = 0; presses < 5 && !(await frame(page).evaluate((it) => it === document.activeElement)); presses += 1) await page.keyboard.press("Tab");
    assert.deepEqual(await frame(page).evaluate((it) => {
      const { outlineStyle, outlineWidth, zIndex } = getComputedStyle(it, "::after");
      return { outlineStyle, outlineWidth, zIndex };
    }), { outlineStyle: "solid", outlineWidth: "3px", zIndex: "1" });
  });
});

test("the controls lie within the window of a laptop", async () => {
  await withPage(LAPTOP, async (page) => {
    await visit(page, NETZ);
    await assertInWindow(page, page.locator(".picture-controls"), "controls");
    await visit(page, `${NETZ}?akteur=ki`);
    await assertInWindow(page, page.locator(".picture-controls"), "controls beside a panel");
  });
});

for (const width of [1024, 1440]) test(`what opens beside the picture does not move it at ${width} px`, async () => {
  await withPage({ ...CALM, viewport: { width, height: 900 } }, async (page) => {
    await visit(page, NETZ);
    const first = await placeOf(page, "05774", "ki");
    const second = await placeOf(page, "05774", "abh-kreis");
    const before = await frame(page).getAttribute("data-camera");
    await page.mouse.click(first.x, first.y);
    // What has opened beside the picture has taken its place.
    await page.waitForFunction((camera) => document.querySelector(".picture-frame").dataset.camera !== camera, before);
    await page.keyboard.down("Shift");
    await page.mouse.click(second.x, second.y);
    await page.keyboard.up("Shift");
    await page.waitForURL(/abh-kreis/);
    const graph = await (await page.request.get(`${new URL(page.url()).origin}/api/graph?ags=05774&arrangement=overview`)).json();
    const { x, y } = graph.nodes.find((node) => node.id === "ki");
    // The frame is measured a moment after it has got another size.
    await page.waitForFunction(({ first, x, y }) => {
      const frame = document.querySelector(".picture-frame");
      const [left, top, scale] = frame.dataset.camera.split(",").map(Number);
      const box = frame.getBoundingClientRect();
      const place = [box.x + box.width / 2 + (x - left) * scale, box.y + box.height / 2 + (y - top) * scale];
      return Math.hypot(place[0] - first.x, place[1] - first.y) < 2;
    }, { first, x, y });
  });
});

test("a click chooses before there is a canvas without loading the page anew", async () => {
  await withPage(CALM, async (page) => {
    // Nothing but the drawing of the server.
    await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
    await visit(page, NETZ);
    await page.evaluate(() => { window.isSame = true; });
    const { x, y } = await placeOf(page, "05774", "ki");
    await page.mouse.click(x, y);
    await panel(page).waitFor();
    assert.equal(await page.evaluate(() => window.isSame), true);
  });
});

test("a slow double click goes nearer to the actor it began with", async () => {
  await withPage(CALM, async (page) => {
    await visit(page, NETZ);
    const scale = (await camera(page))[2];
    const { x, y } = await placeOf(page, "05774", "ki");
    await page.mouse.click(x, y);
    await panel(page).waitFor();
    // The second click of two, as the browser counts them.
    await page.mouse.move(x, y);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await page.waitForFunction((before) => Number(document.querySelector(".picture-frame").dataset.camera.split(",")[2]) > 1.2 * before, scale);
    assert.equal(url(page).get("akteur"), "ki");
  });
});

test("picture and panel share a narrow window", async () => {
  for (const width of [768, 1024]) {
    await withPage({ viewport: { width, height: 800 } }, async (page) => {
      await visit(page, `${NETZ}?akteur=ki`);
      const [picture, beside] = [await frame(page).boundingBox(), await panel(page).boundingBox()];
      assert.ok(picture.width >= 280 && picture.y < 400 && picture.height >= 300, JSON.stringify(picture));
      assert.ok(picture.x + picture.width <= beside.x + 1 && beside.x + beside.width <= width + 1, JSON.stringify(beside));
    });
  }
});

test("on a phone the panel of an actor comes up where one looks", async () => {
  await withPage({ ...PHONE, ...CALM }, async (page) => {
    await visit(page, NETZ);
    await frame(page).scrollIntoViewIfNeeded();
    const { x, y } = await placeOf(page, "05774", "ki");
    await page.touchscreen.tap(x, y);
    await panel(page).waitFor();
    await assertInWindow(page, panel(page), "panel");
  });
});

test("a walk shows the relation it is at, and says it in one sentence", async () => {
  await withPage(CALM, async (page) => {
    await visit(page, `${NETZ}?akteur=ki`);
    await frame(page).focus();
    const said = page.locator(".walk-line");
    for (let step = 1; step <= 12; step += 1) {
      await page.keyboard.press("ArrowDown");
      await said.getByText(new RegExp(`^${step} von \\d+: `)).waitFor();
      assert.doesNotMatch(await said.textContent(), /\b(an|mit|für|von) (an|von) /);
    }
  });
});

test("Home says what is to be seen, and undo does not choose anybody", async () => {
  await withPage(CALM, async (page) => {
    await visit(page, `${NETZ}?akteur=ki`);
    await frame(page).focus();
    await page.keyboard.press("Home");
    await page.locator(".walk-line").getByText("120 Akteur").waitFor();
    await page.keyboard.press("p");
    await page.waitForURL(/fest=/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForURL((now) => !now.searchParams.has("akteur"));
    const pinned = page.url();
    await page.keyboard.press("Control+z");
    await page.waitForURL((now) => now.href !== pinned);
    assert.equal(url(page).get("akteur"), null);
  });
});

test("a search without a match changes nothing else", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?anordnung=ebenen&akteur=ki`);
    await page.keyboard.press("/");
    await page.keyboard.type("qqq");
    await page.keyboard.press("Enter");
    await page.locator(".matches-note").getByText(/Kein/).waitFor();
    assert.equal(url(page).get("anordnung"), "ebenen");
    assert.equal(url(page).get("akteur"), "ki");
    assert.equal(await page.locator(".search input").inputValue(), "qqq");
  });
});

test("what has opened closes by a click elsewhere and by Escape", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const share = page.getByRole("button", { name: "Teilen", exact: true });
    await share.click();
    await page.keyboard.press("Escape");
    assert.equal(await share.getAttribute("aria-expanded"), "false");
    await share.click();
    await page.locator(".legend > summary").click();
    assert.equal(await share.getAttribute("aria-expanded"), "false");
    const exports = page.locator(".export-menu");
    await exports.locator("summary").click();
    assert.ok(await exports.evaluate((it) => it.open));
    await page.locator(".shown-count").click();
    assert.ok(!(await exports.evaluate((it) => it.open)));
  });
});

test("a chosen actor that the filters leave out is not just missing", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=ki&gruppe=education`);
    const note = page.locator(".out-of-sight");
    await note.getByText("ausgefiltert").waitFor();
    await note.getByRole("link", { name: "Filter aufheben" }).click();
    await note.waitFor({ state: "detached" });
    assert.equal(url(page).get("akteur"), "ki");
    assert.equal(url(page).get("gruppe"), null);
  });
});

test("the picture cannot be lost from sight", async () => {
  await withPage(CALM, async (page) => {
    await visit(page, NETZ);
    const [, , fitted] = await camera(page);
    const box = await frame(page).boundingBox();
    await page.mouse.move(box.x + 300, box.y + 300);
    for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 120);
    await page.waitForFunction((least) => Number(document.querySelector(".picture-frame").dataset.camera.split(",")[2]) < 1.01 * least, fitted / 4);
    const [x0, y0] = await camera(page);
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, 120);
    await page.keyboard.press("Escape");
    assert.deepEqual((await camera(page)).slice(0, 2), [x0, y0]);
    await frame(page).focus();
    await page.keyboard.press("0");
    for (let press = 0; press < 60; press += 1) await page.keyboard.press("Shift+ArrowLeft");
    const [x, , scale] = await camera(page);
    const graph = await (await page.request.get(`${new URL(page.url()).origin}/api/graph?ags=05774&arrangement=overview`)).json();
    // A strip of it is still seen.
    assert.ok(x + box.width / 2 / scale > Math.min(...graph.nodes.map((node) => node.x)));
  });
});

test("one goes from every view of the network to every other", async () => {
  const views = ["Matrix", "Mengen", "Tabelle", "Bild"];
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const look = async (name) => {
      await page.getByRole("link", { name, exact: true }).first().click();
      await page.locator(".switch a[aria-current]", { hasText: name }).waitFor();
      // What comes with another view is there.
      await page.locator({ Matrix: ".matrix-frame", Mengen: ".streams", Tabelle: "table", Bild: ".picture-frame" }[name]).first().waitFor();
    };
    for (const from of views) {
      for (const to of views.filter((name) => name !== from)) {
        await look(from);
        await look(to);
      }
    }
  });
});

test("one may leave the page from within its search", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/engpaesse");
    await page.getByRole("link", { name: "Netz", exact: true }).click();
    await page.getByRole("combobox", { name: "Akteur suchen" }).fill("abh");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Engpässe" }).waitFor();
    await page.getByRole("link", { name: "Ketten", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Ketten" }).waitFor();
  });
});

test("who changes the arrangement faster than it comes gets the last one", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz");
    const held = [];
    await page.route("**/api/graph?**", (route) => {
      held.push(route);
    });
    const link = (name) => page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name });
    const isHeld = () => until(() => held.length > 0, "a request for the picture");
    const letGo = async () => {
      await isHeld();
      await held.shift().continue();
    };
    await link("Ebenen").click();
    await link("Gruppen").click();
    await letGo();
    await page.waitForURL(/anordnung=gruppen/);
    // The second is on its way only now, and the page is used meanwhile.
    await isHeld();
    await link("Fluss").click();
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).check();
    await page.waitForURL(/gruppe=health/);
    await letGo();
    await letGo();
    await page.waitForURL(/anordnung=fluss/);
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).uncheck();
    const card = page.locator(".picture-card");
    const isThere = async () => {
      const at = await placeOf(page, "05774", "ki", "flow");
      await page.mouse.move(at.x, at.y);
      return (await card.count()) > 0 && /^Kommunales Integrationszentrum/.test(await card.innerText());
    };
    await until(isThere, "the arrangement chosen last");
    await page.keyboard.press("Control+z");
    await page.waitForURL(/gruppe=health/);
  });
});

test("undo and redo work in every view", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?ansicht=tabelle");
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).check();
    await page.waitForURL(/gruppe=health/);
    await page.keyboard.press("Control+z");
    await page.waitForURL((now) => !now.searchParams.has("gruppe"));
    await page.keyboard.press("Control+y");
    await page.waitForURL(/gruppe=health/);
    await page.getByRole("navigation", { name: "Ansicht" }).getByRole("link", { name: "Matrix" }).click();
    await page.waitForURL(/ansicht=matrix/);
    await page.keyboard.press("Control+z");
    await page.waitForURL(/ansicht=tabelle/);
    await page.keyboard.press("z");
    await page.waitForURL((now) => !now.searchParams.has("gruppe"));
  });
});
