// A live session for tests: opened by the coordinator of the machine, with members from elsewhere.

import { visit, withPage } from "./browser.mjs";

/** Under this name the browser reaches the same server, which takes it for somebody from elsewhere. */
export const elsewhere = (origin) => origin.replace(/\/\/[^:/]+/, "//kim.localhost");

/** Opens a session on the page of a chair and returns the code that its members are told. */
export async function openSession(page, origin, title, seats, ags = "05774") {
  await visit(page, `/k/${ags}/sitzungen`, origin);
  await page.getByLabel("Name der Sitzung").fill(title);
  await page.getByLabel("Organisationen mit Stimme").fill(seats.join("\n"));
  await page.getByRole("button", { name: "Sitzung eröffnen" }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await bar(page).waitFor();
  return new URL(page.url()).pathname.split("/").pop();
}

/** The bar of the session, on every page. */
export const bar = (page) => page.getByRole("region", { name: "Sitzung", exact: true });

/** Runs `body` with the page of a member who has taken a seat. */
export async function withMember(origin, code, seat, body, options = {}) {
  await withPage(options, async (page) => {
    await visit(page, `/s/${code}`, elsewhere(origin));
    await page.getByRole("button", { name: `Platz nehmen: ${seat}` }).click();
    await page.getByRole("button", { name: `Platz aufgeben: ${seat}` }).waitFor();
    await body(page);
  });
}

/** A chair puts a motion to the vote, on whatever page it is. */
export async function putToVote(page, text, { isSecret = false } = {}) {
  await bar(page).getByRole("button", { name: "Abstimmen lassen" }).click();
  await page.getByLabel("Beschlussvorschlag").fill(text);
  if (isSecret) await page.getByLabel(/^geheim/).check();
  await page.getByRole("button", { name: "Abstimmung eröffnen" }).click();
  await page.getByRole("group", { name: text }).waitFor();
}
