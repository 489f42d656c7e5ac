// Filters as chips, and the way back from what one may not have meant.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { close, open, placeOf, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const NETZ = "/k/05774/netz";
const chips = (page) => page.getByRole("list", { name: "Filter" });
const message = (page) => page.locator(".way-back");

test("each filter is a chip with its number and goes away by itself", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const everybody = await shown(page);
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).check();
    await page.getByRole("checkbox", { name: /^Sprache und Bildung/ }).check();
    await page.getByRole("combobox", { name: "Kommune" }).selectOption({ label: "Delbrück" });
    await page.waitForURL(/kommune=/);
    assert.equal(await chips(page).getByRole("listitem").count(), 3);
    const delbrueck = chips(page).getByRole("link", { name: /^Filter wegnehmen: Delbrück \d+/ });
    const health = chips(page).getByRole("link", { name: /^Filter wegnehmen: Familie und Gesundheit/ });
    const nHealth = Number((await health.innerText()).match(/\d+/)[0]);
    assert.ok(nHealth > 0);
    await delbrueck.click();
    await page.waitForURL((now) => !now.searchParams.has("kommune"));
    await chips(page).getByRole("link", { name: /Bildung/ }).click();
    await page.waitForURL((now) => now.searchParams.get("gruppe") === "health");
    assert.equal((await shown(page)).split("/")[0], `${nHealth}`, "the chip says what it lets through");

    // Taken away by mistake: undo, and the chip is there again.
    await health.click();
    await page.waitForURL((now) => now.search === "");
    await page.keyboard.press("Control+z");
    await health.waitFor();
    await page.keyboard.press("z");
    await chips(page).waitFor({ state: "hidden" });
    assert.equal(await shown(page), everybody);
    await message(page).getByText("Die Filter sind aufgehoben.").waitFor();
    await message(page).getByRole("button", { name: "Rückgängig" }).click();
    await health.waitFor();
    assert.equal(await message(page).isVisible(), false);
  });
});

test("another arrangement and a moved actor offer the way back", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    const from = await placeOf(page, "05774", "ki");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 90, from.y + 60, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/fest=ki/);
    await message(page).getByText(/ist jetzt hier angepinnt\.$/).waitFor();
    await page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name: "Gruppen" }).click();
    await page.waitForURL((now) => now.searchParams.get("anordnung") === "gruppen" && !now.searchParams.has("fest"));
    await message(page).getByText("Neu angeordnet: Gruppen.").waitFor();
    await message(page).getByRole("button", { name: "Rückgängig" }).click();
    await page.waitForURL((now) => !now.searchParams.has("anordnung") && now.searchParams.has("fest"));
    assert.equal(await message(page).isVisible(), false);

    // The next step takes the message along, for its way back would lead elsewhere.
    await page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name: "Ebenen" }).click();
    await message(page).getByText("Neu angeordnet: Ebenen.").waitFor();
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).check();
    await page.waitForURL(/gruppe=health/);
    assert.equal(await message(page).isVisible(), false);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.waitForURL((now) => !now.searchParams.has("anordnung"));
    await page.getByRole("navigation", { name: "Anordnung" }).getByRole("link", { name: "Fluss" }).click();
    await message(page).getByRole("button", { name: "Meldung schließen" }).click();
    assert.equal(await message(page).isVisible(), false);
    await page.waitForURL(/anordnung=fluss/);
  });
});
