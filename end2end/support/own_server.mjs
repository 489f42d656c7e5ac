// A server for one file of tests, with data of its own: for those who change what is there.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { close, open } from "./browser.mjs";
import { startServer, stopServer } from "./server.mjs";

/**
 * Opens the browser and starts a server on a database in a new folder. `fill` may write into that
 * folder and its database (the second argument, as the program takes it) before the server has it.
 */
export async function openOwn(name, options = [], fill = () => {}) {
  await open();
  const folder = mkdtempSync(join(tmpdir(), `netzlotse-${name}-`));
  const data = `--data=${join(folder, "daten")}`;
  fill(folder, data);
  const { server, address } = startServer([...options, data]);
  const closeAll = async () => {
    await close();
    await stopServer(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { folder, origin: await address, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
