// The network as a matrix: who refers in rows, who receives in columns.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, address, close, open, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const frame = (page) => page.getByRole("application", { name: /^Matrix: / });

for (const [ags, name] of KREISE) {
  test(`the matrix of Kreis ${name} has every actor on both sides, and a cell for each pair that refers`, async () => {
    await withPage({}, async (page) => {
      await visit(page, `/k/${ags}/netz`);
      const actors = parseInt(await shown(page));
      await page.getByRole("navigation", { name: "Ansicht", exact: true }).getByRole("link", { name: "Matrix" }).click();
      await page.waitForURL(/ansicht=matrix/);
      await frame(page).waitFor();
      assert.equal(await page.locator(".matrix-rows a").count(), actors);
      assert.equal(await page.locator(".matrix-columns a").count(), actors);
      const cells = await page.locator(".matrix-cells .cell").count();
      assert.ok(cells > 100 && cells < 2000, `${cells} cells`);
      assert.ok((await page.locator(".matrix-rows .block-name").count()) > 2);
    });
  });
}

test("a row and a column are marked under the pointer, and what the cell holds is said", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?ansicht=matrix");
    const cell = page.locator(".matrix-cells .cell").first();
    await cell.hover();
    await page.locator(".matrix-cells .band").first().waitFor();
    assert.equal(await page.locator(".matrix-cells .band").count(), 2);
    const title = await cell.locator("xpath=../*[local-name()='title']").textContent();
    assert.equal(await page.locator(".matrix-said").innerText(), title);
    await cell.click();
    await page.waitForURL(/akteur=/);
    await page.getByRole("complementary", { name: "Angaben zum Akteur" }).waitFor();
    assert.match(page.url(), /ansicht=matrix/);
    assert.equal(await page.locator(".matrix-rows .chosen").count(), 1);
  });
});

test("the matrix is walked with the keys, and filters leave rows out", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?ansicht=matrix");
    await frame(page).focus();
    const said = page.locator(".matrix-said");
    const found = /verweist|klärt|gibt über|berechtigt/;
    // The first rows may refer to nobody; then that is what is said.
    for (let row = 0; row < 30 && !found.test(await said.innerText()); row += 1) {
      await page.keyboard.press("ArrowDown");
      await said.getByText(/keine Verbindung/).waitFor();
      await page.keyboard.press("ArrowRight");
    }
    await said.getByText(found).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/akteur=/);
    const rows = await page.locator(".matrix-rows a").count();
    await page.getByRole("checkbox", { name: /^Bund/ }).first().check();
    await page.waitForURL(/sektor=public_federal/);
    assert.ok((await page.locator(".matrix-rows a").count()) < rows);
  });
});

test("cells get dark by volume or by wait", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?ansicht=matrix");
    const classes = () => page.locator(".matrix-cells .cell").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("class")));
    const before = await classes();
    await page.getByRole("link", { name: "Wartezeit", exact: true }).click();
    await page.waitForURL(/dunkel=wartezeit/);
    await page.getByText("unter 14 Tage").waitFor();
    assert.notDeepEqual(await classes(), before);
  });
});

test("without JavaScript the matrix is complete and its names are links", async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${address}/k/05774/netz?ansicht=matrix`);
    await page.locator(".matrix-rows a").first().click();
    await page.waitForURL(/akteur=/);
    assert.match(page.url(), /ansicht=matrix/);
    assert.ok((await page.locator(".matrix-cells .cell").count()) > 100);
  });
});
