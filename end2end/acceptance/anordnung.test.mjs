// The arrangements of the picture: the same actors, other places.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, address, close, open, placeOf, visit, withPage } from "../support/browser.mjs";

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
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${address}/k/${ags}/netz`);
      const marks = page.locator(".picture svg a[data-actor]");
      const actors = await marks.count();
      const places = async () => marks.locator("path:first-of-type").evaluateAll((paths) => paths.map((path) => path.getAttribute("d").split("L")[0].split("C")[0]));
      let before = await places();
      for (const [code, link, area] of NAMES) {
        await page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name: link, exact: true }).click();
        await page.waitForURL(new RegExp(`anordnung=${code}`));
        await page.locator(".picture svg text", { hasText: area }).first().waitFor({ state: "attached" });
        assert.equal(await marks.count(), actors);
        const now = await places();
        assert.notDeepEqual(now, before);
        assert.equal(new Set(now).size, actors, "two actors in one place");
        before = now;
      }
    });
  });
}

test("another arrangement moves the actors, and keeps what is looked at", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?akteur=ki&umfeld=2");
    const before = await placeOf(page, "05774", "ki");
    await page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name: "Ebenen", exact: true }).click();
    await page.waitForURL(/anordnung=ebenen/);
    assert.match(page.url(), /akteur=ki/);
    assert.match(page.url(), /umfeld=2/);
    const after = await placeOf(page, "05774", "ki", "levels");
    assert.notDeepEqual(after, before);
  });
});

test("an arrangement is in the link, also without JavaScript, and begins with everything in sight", async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${address}/k/05774/netz?kamera=0,0,90.0`);
    await page.getByRole("link", { name: "Ebenen", exact: true }).click();
    await page.waitForURL(/anordnung=ebenen/);
    assert.doesNotMatch(page.url(), /kamera/);
    assert.ok((await page.locator(".picture svg text", { hasText: /^(Bund|Land|Kreis|Gemeinde)/ }).count()) >= 3);
    await page.getByRole("link", { name: "Tabelle", exact: true }).click();
    await page.waitForURL(/ansicht=tabelle/);
    assert.match(page.url(), /anordnung=ebenen/);
  });
});
