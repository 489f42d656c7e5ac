// The program under test.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const START_TIMEOUT_MS = 120_000;

export function required(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set; run the tests with: cargo xtask test`);
    process.exit(2);
  }
  return value;
}

/** Starts the server on a free port; its address is there once it says that it listens. */
export function startServer(options) {
  const server = spawn(
    required("NETZLOTSE_SERVER"),
    ["serve", "--port", "0", "--site", required("NETZLOTSE_SITE"), ...options],
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

/** Ends it, and waits until it has ended. */
export async function stopServer(server) {
  server.removeAllListeners("exit");
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.on("exit", resolve));
  server.kill("SIGTERM");
  await ended;
}
