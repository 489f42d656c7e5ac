// What the picture is drawn on: SVG, WebGL2, Canvas2D. All show the same, and nothing is lost.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { close, open, placeOf, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const NETZ = "/k/05774/netz?akteur=ki";
const CALM = { reducedMotion: "reduce" };

/** Leaves the page only some kinds of context. */
const only = (page, kinds) => page.addInitScript((allowed) => {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return allowed.includes(kind) ? original.call(this, kind, ...rest) : null;
  };
}, kinds);

/** Makes the emulated GPU pass for a real one: WebGL2 is chosen for nothing less. */
const pretendGpu = (page) => page.addInitScript(() => {
  const original = WebGL2RenderingContext.prototype.getParameter;
  const NAMES = [0x1f01, 0x9246];
  WebGL2RenderingContext.prototype.getParameter = function (parameter) {
    return NAMES.includes(parameter) ? "A GPU" : original.call(this, parameter);
  };
});

/** Waits until the canvas shows the picture: then the SVG is not needed any more. */
const drawn = (page) => page.waitForFunction(() => document.querySelector("svg.drawing").childElementCount === 0);

/** Waits until two pictures in a row are the same. */
async function still(page) {
  const shot = () => page.locator(".picture-frame").screenshot();
  let before = await shot();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const now = await shot();
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error("the picture does not come to rest");
}

/** Share of pixels that differ clearly between two pictures. */
const difference = (page, one, other) => page.evaluate(async (images) => {
  const pixels = await Promise.all(images.map(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }));
  let differing = 0;
  for (let at = 0; at < pixels[0].length; at += 4) {
    const distance = [0, 1, 2].reduce((sum, channel) => sum + Math.abs(pixels[0][at + channel] - pixels[1][at + channel]), 0);
    if (distance > 150) differing += 1;
  }
  return differing / (pixels[0].length / 4);
}, [one, other].map((png) => png.toString("base64")));

test("SVG, Canvas2D and WebGL2 draw the same picture", async () => {
  const shots = [];
  for (const kinds of [[], ["2d"], ["2d", "webgl2"]]) {
    await withPage(CALM, async (page) => {
      await only(page, kinds);
      await pretendGpu(page);
      await visit(page, NETZ);
      if (kinds.length > 0) await drawn(page);
      shots.push(await still(page));
    });
  }
  await withPage(CALM, async (page) => {
    await visit(page, "/");
    const [svg, canvas, webgl] = shots;
    assert.ok((await difference(page, canvas, webgl)) < 0.01, "Canvas2D and WebGL2");
    assert.ok((await difference(page, svg, webgl)) < 0.03, "SVG and WebGL2");
  });
});

test("without any canvas the picture still answers", async () => {
  await withPage(CALM, async (page) => {
    await only(page, []);
    await visit(page, "/k/05774/netz");
    const { x, y } = await placeOf(page, "05774", "ki");
    await page.mouse.click(x, y);
    await page.waitForURL(/akteur=ki/);
    await page.locator("svg.drawing circle, svg.drawing path").first().waitFor();
  });
});

test("a lost GPU costs nothing: the same picture comes back", async () => {
  await withPage(CALM, async (page) => {
    await pretendGpu(page);
    await visit(page, NETZ);
    await drawn(page);
    const before = await still(page);
    await page.evaluate(async () => {
      const canvas = document.querySelector("canvas.drawing");
      const extension = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
      const restored = new Promise((resolve) => canvas.addEventListener("webglcontextrestored", resolve, { once: true }));
      const lost = new Promise((resolve) => canvas.addEventListener("webglcontextlost", resolve, { once: true }));
      extension.loseContext();
      await lost;
      setTimeout(() => extension.restoreContext());
      await restored;
    });
    const after = await still(page);
    assert.ok((await difference(page, before, after)) < 0.001);
    assert.match(page.url(), /akteur=ki/);
  });
});

test("nothing is drawn while nothing changes", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    await drawn(page);
    await still(page);
    const frames = await page.evaluate(async () => {
      let asked = 0;
      const original = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => {
        asked += 1;
        return original(callback);
      };
      // Ten frames of the browser, counted without asking for any of the page's.
      for (let frame = 0; frame < 10; frame += 1) await new Promise((resolve) => original(resolve));
      window.requestAnimationFrame = original;
      return asked;
    });
    assert.equal(frames, 0);
  });
});
