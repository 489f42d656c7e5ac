// Runs the browser tests against a real server with a fresh in-memory database.
//
// Expects from `cargo xtask test`: NETZLOTSE_SERVER (binary), NETZLOTSE_SITE (built site),
// NETZLOTSE_CHROMIUM (browser). NETZLOTSE_SCREENSHOTS=folder also writes pictures of every page.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer, stopServer } from "./support/server.mjs";

const here = dirname(fileURLToPath(import.meta.url));

function testFiles() {
  const folders = ["acceptance", "no-js", "bugs"];
  return folders.flatMap((folder) => {
    try {
      const files = readdirSync(join(here, folder)).filter((file) => file.endsWith(".test.mjs"));
      return files.sort().map((file) => join(here, folder, file));
    } catch (error) {
      if (error.code === "ENOENT") return [];
      throw error;
    }
  });
}

function runTests(address) {
  const only = process.argv.slice(2);
  const files = testFiles().filter((file) => only.length === 0 || only.some((part) => file.includes(part)));
  if (files.length === 0) throw new Error("no test file found");
  const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files], {
    stdio: "inherit",
    env: { ...process.env, NETZLOTSE_ADDRESS: address },
  });
  return new Promise((resolve) => tests.on("exit", (code) => resolve(code ?? 1)));
}

const { server, address } = startServer(["--database", "mem://"]);
let code = 1;
try {
  code = await runTests(await address);
} catch (error) {
  console.error(error.message);
} finally {
  await stopServer(server);
}
process.exitCode = code;
