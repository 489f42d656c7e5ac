// Runs the browser tests against a real server with a fresh in-memory database.
//
// Expects from `cargo xtask test`: NETZLOTSE_SERVER (binary), NETZLOTSE_SITE (built site),
// NETZLOTSE_CHROMIUM (browser). NETZLOTSE_SCREENSHOTS=folder also writes pictures of every page.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";

const here = dirname(fileURLToPath(import.meta.url));
const START_TIMEOUT_MS = 120_000;

function required(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set; run the tests with: cargo xtask test`);
    process.exit(2);
  }
  return value;
}

/** Starts the server on a free port; resolves to its address once it says that it listens. */
function startServer() {
  const server = spawn(
    required("NETZLOTSE_SERVER"),
    ["serve", "--port", "0", "--database", "mem://", "--site", required("NETZLOTSE_SITE")],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NETZLOTSE_LOG: "warn" } },
  );
  const address = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the server did not start in time")), START_TIMEOUT_MS);
    createInterface({ input: server.stdout }).on("line", (line) => {
      const found = line.match(/http:\/\/\S+/);
      if (found) {
        clearTimeout(timer);
        resolve(found[0].replace(/\/$/, ""));
      }
    });
    server.on("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  });
  return { server, address };
}

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
  const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", ...files], {
    stdio: "inherit",
    env: { ...process.env, NETZLOTSE_ADDRESS: address },
  });
  return new Promise((resolve) => tests.on("exit", (code) => resolve(code ?? 1)));
}

const { server, address } = startServer();
let code = 1;
try {
  code = await runTests(await address);
} catch (error) {
  console.error(error.message);
} finally {
  server.removeAllListeners("exit");
  server.kill("SIGTERM");
}
process.exitCode = code;
