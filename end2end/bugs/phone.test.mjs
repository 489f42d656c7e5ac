// What once was cut off on a phone, or swallowed the wheel.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PHONE = { viewport: { width: 390, height: 900 } };

test("the small picture of the overview lies within its frame", async () => {
  await withPage(PHONE, async (page) => {
    await visit(page, "/k/05774");
    const [frame, picture] = await Promise.all([".thumbnail", ".thumbnail .picture"].map((part) => page.locator(part).boundingBox()));
    assert.ok(picture.height <= frame.height + 1, `${picture.height} in ${frame.height}`);
  });
});

test("every tab of a Kreis is in sight", async () => {
  await withPage(PHONE, async (page) => {
    await visit(page, "/k/05774/struktur");
    for (const tab of await page.locator(".tabs a").all()) {
      const box = await tab.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 390, await tab.innerText());
    }
  });
});

test("every arrangement and every view of the network is in sight", async () => {
  await withPage(PHONE, async (page) => {
    await visit(page, "/k/05774/netz");
    const links = await page.locator(".toolbar .switch a").all();
    assert.equal(links.length, 9);
    for (const link of links) {
      const [box, frame] = await Promise.all([link.boundingBox(), link.locator("..").boundingBox()]);
      assert.ok(box.x + box.width <= frame.x + frame.width + 1 && box.x + box.width <= 390, await link.innerText());
    }
  });
});

test("the wheel over a picture within a page scrolls the page, and zooms only with Ctrl", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774");
    const frame = page.locator(".thumbnail .picture-frame").first();
    const before = await frame.getAttribute("data-camera");
    await page.locator(".thumbnail").hover();
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => window.scrollY > 0);
    assert.equal(await frame.getAttribute("data-camera"), before);
    await page.locator(".thumbnail").hover();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.waitForFunction((box) => document.querySelector(".thumbnail .picture-frame").getAttribute("data-camera") !== box, before);
  });
});
