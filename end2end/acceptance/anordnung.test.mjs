// The arrangements of the picture: the same actors, other places.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, address, close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const NAMES = [
  ["gruppen", "Gruppen", /^1 · /],
  ["ebenen", "Ebenen", /^Bund$/],
  ["karte", "Karte", /^ohne Ort im Kreis$/],
  ["fluss", "Fluss", /^ohne Verweis$/],
];

for (const [ags, name] of KREISE) {
  test(`every arrangement of Kreis ${name} shows every actor, and names what lies behind`, async () => {
    await withPage({}, async (page) => {
      await visit(page, `/k/${ags}/netz`);
      const actors = await page.locator(".base .node").count();
      const places = async () => page.locator(".base .node").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("transform")));
      let before = await places();
      for (const [code, link, area] of NAMES) {
        await page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name: link, exact: true }).click();
        await page.waitForURL(new RegExp(`anordnung=${code}`));
        await page.locator(".area-name", { hasText: area }).first().waitFor({ state: "attached" });
        assert.equal(await page.locator(".base .node").count(), actors);
        const now = await places();
        assert.notDeepEqual(now, before);
        assert.equal(new Set(now.map((transform) => transform.split(")")[0])).size, actors, "two actors in one place");
        before = now;
      }
    });
  });
}

test("an arrangement is in the link, also without JavaScript, and begins with everything in sight", async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${address}/k/05774/netz?kamera=0,0,90.0`);
    await page.getByRole("link", { name: "Ebenen", exact: true }).click();
    await page.waitForURL(/anordnung=ebenen/);
    assert.doesNotMatch(page.url(), /kamera/);
    assert.ok((await page.locator(".area").count()) >= 3);
    await page.getByRole("link", { name: "Tabelle", exact: true }).click();
    await page.waitForURL(/ansicht=tabelle/);
    assert.match(page.url(), /anordnung=ebenen/);
  });
});
