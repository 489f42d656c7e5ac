// A Kreis's own borders on the map, from a file that stays in the browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, checkAccessibility, close, open, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PATH = "/k/05774/netz?anordnung=karte";

/** Squares side by side for all Kommunen but one. */
function borders(municipalities, feature = (town) => ({ AGS: town.id, GEN: town.name })) {
  const features = municipalities.slice(1).map((town, position) => {
    const [left, top] = [8.4 + (position % 3) * 0.2, 51.4 + Math.floor(position / 3) * 0.12];
    const corners = [[left, top], [left + 0.2, top], [left + 0.2, top + 0.12], [left, top + 0.12], [left, top]];
    return { type: "Feature", properties: feature(town), geometry: { type: "Polygon", coordinates: [corners] } };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

const choose = (page, name, text) =>
  page.getByLabel("Eigene Grenzen (GeoJSON)").setInputFiles({ name, mimeType: "application/geo+json", buffer: Buffer.from(text) });

async function municipalities(page) {
  const answer = await page.request.get(`${address}/api/graph?ags=05774&arrangement=places`);
  return (await answer.json()).municipalities;
}

test("own borders are drawn, kept for the next visit, and removed", async () => {
  await withPage({}, async (page) => {
    await visit(page, PATH);
    const [missing] = await municipalities(page);
    const before = [await shown(page), await page.locator(".picture-frame").getAttribute("data-camera")];
    await choose(page, "kreis.geojson", borders(await municipalities(page)));
    const state = page.getByText(`Grenzen aus „kreis.geojson“. Nicht in der Datei: ${missing.name}.`);
    await state.waitFor();
    assert.equal(await shown(page), before[0]);
    // Another map, seen whole.
    const camera = () => page.locator(".picture-frame").getAttribute("data-camera");
    assert.notEqual(await camera(), before[1]);
    await checkAccessibility(page, "Karte mit eigenen Grenzen");

    await visit(page, PATH);
    await state.waitFor();
    assert.notEqual(await camera(), before[1]);
    await page.getByRole("button", { name: "entfernen", exact: true }).click();
    await state.waitFor({ state: "detached" });
    await visit(page, PATH);
    await page.getByText("Die Datei bleibt in Ihrem Browser;").waitFor();
    assert.equal(await camera(), before[1]);
  });
});

test("a file that gives no borders is refused with a sentence", async () => {
  await withPage({}, async (page) => {
    await visit(page, PATH);
    const towns = await municipalities(page);
    for (const [text, sentence] of [
      ["kein JSON", "„datei.json“ ist keine GeoJSON-Datei."],
      [borders(towns, () => ({ AGS: "05111000" })), "„datei.json“ enthält keine Kommune dieses Kreises."],
      [borders(towns).replaceAll("[8.", "[482000.").replaceAll(",51.", ",5729000."), "Speichern Sie sie in WGS 84"],
      ['{"type":"FeatureCollection","features":[]}', "„datei.json“ enthält keine Flächen."],
    ]) {
      await choose(page, "datei.json", text);
      await page.getByText(sentence).waitFor();
    }
  });
});
