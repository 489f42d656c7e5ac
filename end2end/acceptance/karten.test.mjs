// A shared map: a view passed on by a link, for a role and with a password, and its picture embedded.

import { createServer } from "node:http";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, hydrated, screenshot, visit, withPage } from "../support/browser.mjs";
import { openOwn } from "../support/own_server.mjs";
import { elsewhere } from "../support/session.mjs";

let own;

before(async () => {
  own = await openOwn("karten");
});

after(() => own?.close());

const VIEW = "/k/05774/netz?gruppe=welfare";
const PASSWORD = "Lindenallee 12";

/** The bar that tells guests by which map they are here. */
const bar = (page) => page.getByRole("region", { name: "Geteilte Karte", exact: true });

/** Where the map stands in the list of those who share. */
const entry = (page, label) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: label }) });

/** Fills in the form and sends it; gives the path of the link. */
async function share(page, { label, role = "Partner", password = "", isEmbeddable = false }) {
  await page.getByLabel("Bezeichnung").fill(label);
  await page.getByRole("radio", { name: new RegExp(`^${role}:`) }).check();
  await page.getByLabel(/^Passwort/).fill(password);
  if (isEmbeddable) await page.getByLabel("Bild zum Einbetten in eine Website").check();
  await page.getByRole("button", { name: "Karte teilen" }).click();
  await page.getByText("Die Karte ist geteilt.").waitFor();
  return entry(page, label).getByRole("link", { name: "Link öffnen" }).getAttribute("href");
}

async function revoke(page, label) {
  await page.getByRole("button", { name: `Zurückziehen: ${label}` }).click();
  await page.getByRole("button", { name: `Wirklich zurückziehen: ${label}` }).click();
  await page.getByText("Die Karte ist zurückgezogen.").waitFor();
  await entry(page, label).waitFor({ state: "detached" });
}

/** How many relations of the Kreis somebody sees who is on a page of this server. */
const relations = (page) =>
  page.evaluate(async () => (await (await fetch("/api/graph?ags=05774")).json()).edges.length);

test("a view is shared with partners by link and password, until it is withdrawn", async () => {
  await withPage({}, async (coordinator) => {
    await visit(coordinator, VIEW, own.origin);
    await coordinator.getByRole("button", { name: "Teilen" }).click();
    await coordinator.getByRole("link", { name: "Für bestimmte Leute teilen …" }).click();
    await coordinator.getByRole("heading", { level: 1, name: "Geteilte Karten" }).waitFor();
    await coordinator.getByRole("link", { name: VIEW }).first().waitFor();
    const link = await share(coordinator, { label: "Träger in Delbrück", password: PASSWORD });

    // The link is as it will be passed on.
    await entry(coordinator, "Träger in Delbrück").getByText("Link und QR-Code").click();
    const field = coordinator.getByRole("textbox", { name: "Link zu dieser Ansicht" });
    assert.equal(await field.inputValue(), own.origin + link);
    await coordinator.getByRole("img", { name: "Der Link als QR-Code" }).waitFor();
    await entry(coordinator, "Träger in Delbrück").getByText(/Partner · gültig bis .* · mit Passwort/).waitFor();

    await withPage({ expectedStatus: 403 }, async (visitor) => {
      await visit(visitor, "/", elsewhere(own.origin));
      const before = await relations(visitor);
      await visit(visitor, link, elsewhere(own.origin));
      await visitor.getByRole("heading", { level: 1, name: "Karte mit Passwort" }).waitFor();
      await checkAccessibility(visitor, "Tür einer Karte");
      await visitor.getByLabel("Passwort").fill("Lindenallee 13");
      await visitor.getByRole("button", { name: "Karte öffnen" }).click();
      await visitor.getByText("Das Passwort stimmt nicht.").waitFor();
      await checkAccessibility(visitor, "Tür einer Karte nach einem falschen Passwort");
      await visitor.getByLabel("Passwort").fill(PASSWORD);
      await visitor.keyboard.press("Enter");
      await visitor.waitForURL((url) => url.pathname + url.search === VIEW);
      await hydrated(visitor);
      await bar(visitor).getByText("Geteilte Karte: Träger in Delbrück.").waitFor();
      await bar(visitor).getByText(/Sichtbar bis \d\d\.\d\d\.\d{4}\./).waitFor();
      assert.ok((await relations(visitor)) > before, "partners see more");
      assert.equal(await visitor.getByRole("link", { name: "Für bestimmte Leute teilen …" }).count(), 0);
      await checkAccessibility(visitor, "Netz als Gast einer Karte");
      await screenshot(visitor, "karte-gast");

      // On another page as well, and on another Kreis no more than everybody.
      await visitor.getByRole("link", { name: "Engpässe" }).first().click();
      await visitor.waitForURL(/\/engpaesse/);
      await bar(visitor).waitFor();
      await visit(visitor, "/k/05554", elsewhere(own.origin));
      await visitor.getByRole("heading", { level: 1 }).first().waitFor();
      assert.equal(await bar(visitor).count(), 0);

      await visit(visitor, "/k/05774/netz", elsewhere(own.origin));
      await bar(visitor).getByRole("button", { name: "Verlassen" }).click();
      await visitor.waitForURL(/\/k\/05774$/);
      await hydrated(visitor);
      assert.equal(await bar(visitor).count(), 0);
      assert.equal(await relations(visitor), before);
    });

    await withPage({ expectedStatus: 404 }, async (visitor) => {
      await visitor.goto(elsewhere(own.origin) + link);
      await visitor.getByLabel("Passwort").fill(PASSWORD);
      await visitor.getByRole("button", { name: "Karte öffnen" }).click();
      await hydrated(visitor);
      await bar(visitor).waitFor();
      await revoke(coordinator, "Träger in Delbrück");
      await visitor.reload();
      await hydrated(visitor);
      assert.equal(await bar(visitor).count(), 0);
      await visit(visitor, link, elsewhere(own.origin));
      await visitor.getByRole("heading", { level: 1, name: "Diese Karte gibt es nicht" }).waitFor();
      await checkAccessibility(visitor, "zurückgezogene Karte");
    });
  });
});

test("whoever has no scripts comes in and leaves as well", async () => {
  await withPage({}, async (coordinator) => {
    await visit(coordinator, "/k/05774/karten", own.origin);
    const link = await share(coordinator, { label: "Ohne Skripte", password: PASSWORD });
    await withPage({ javaScriptEnabled: false }, async (visitor) => {
      await visitor.goto(elsewhere(own.origin) + link);
      await visitor.getByLabel("Passwort").fill(PASSWORD);
      await visitor.getByRole("button", { name: "Karte öffnen" }).click();
      await visitor.waitForURL(/\/k\/05774\/netz/);
      await bar(visitor).getByText("Geteilte Karte: Ohne Skripte.").waitFor();
      await bar(visitor).getByRole("button", { name: "Verlassen" }).click();
      await visitor.waitForURL(/\/k\/05774$/);
      assert.equal(await bar(visitor).count(), 0);
    });
    await withPage({ javaScriptEnabled: false }, async (reader) => {
      await reader.goto(`${elsewhere(own.origin)}/k/05774/karten`);
      await reader.getByText("Karten teilt die Koordination.").waitFor();
    });
    await revoke(coordinator, "Ohne Skripte");
  });
});

/** Another website, whose only page is this HTML. */
async function withWebsite(html, body) {
  const server = createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(isPage ? 200 : 204, { "content-type": "text/html; charset=utf-8" });
    response.end(isPage ? `<!doctype html><html lang="de"><title>Kreis</title><body>${html}</body></html>` : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await body(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test("the picture of a public map is shown by another website, until the map is withdrawn", async () => {
  await withPage({}, async (coordinator) => {
    await visit(coordinator, "/k/05774/karten", own.origin);
    const box = coordinator.getByLabel("Bild zum Einbetten in eine Website");
    await coordinator.getByRole("radio", { name: /^Partner:/ }).check();
    assert.equal(await box.isDisabled(), true, "partners alone may see it");
    const link = await share(coordinator, { label: "Für die Website", role: "Öffentlich", isEmbeddable: true });
    await entry(coordinator, "Für die Website").getByText("Einbetten", { exact: true }).click();
    const html = await coordinator.getByRole("textbox", { name: "HTML zum Einbetten" }).inputValue();
    assert.ok(html.includes(`${own.origin}${link}/bild.svg`), html);

    await withWebsite(html, async (website) => {
      await withPage({ expectedStatus: 404 }, async (reader) => {
        await reader.goto(website);
        await reader.getByRole("img", { name: "Für die Website" }).waitFor();
        await reader.waitForFunction(() => document.images[0].complete && document.images[0].naturalWidth > 0);
        await screenshot(reader, "karte-eingebettet");
        await revoke(coordinator, "Für die Website");
        const answer = await reader.request.get(`${own.origin}${link}/bild.svg`);
        assert.equal(answer.status(), 404);
      });
    });
  });
});

for (const [name, options] of [
  ["hell", {}],
  ["dunkel-schmal", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
  ["kontrast-320", { forcedColors: "active", viewport: { width: 320, height: 800 } }],
]) {
  test(`axe-core finds nothing on the page of the maps (${name})`, async () => {
    await withPage(options, async (page) => {
      await visit(page, "/k/05774/karten", own.origin);
      await checkAccessibility(page, "Karten ohne Karte");
      const label = `Karte ${name}`;
      await share(page, { label, role: "Öffentlich", isEmbeddable: true });
      for (const more of ["Link und QR-Code", "Einbetten"]) {
        await entry(page, label).getByText(more, { exact: true }).click();
      }
      await page.getByRole("textbox", { name: "HTML zum Einbetten" }).waitFor();
      await page.getByRole("button", { name: `Zurückziehen: ${label}` }).click();
      await checkAccessibility(page, "Karten");
      await screenshot(page, `karten-${name}`);
      const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(isTooWide, false, "nothing is scrolled to the side");
      await page.getByRole("button", { name: `Wirklich zurückziehen: ${label}` }).click();
      await entry(page, label).waitFor({ state: "detached" });
    });
  });
}
