// Makes one script of packages in the module format of Node.js, for pages and workers.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";


/** Packages whose entry is an ES module: the file that is none. */
const PLAIN_FILES = {
  "d3-force": "dist/d3-force.js",
  "d3-dispatch": "dist/d3-dispatch.js",
  "d3-quadtree": "dist/d3-quadtree.js",
  "d3-timer": "dist/d3-timer.js",
  "vis-network": "standalone/umd/vis-network.min.js",
};

function resolve(name, from) {
  if (name.startsWith(".")) return createRequire(from).resolve(name);
  const folder = join(dirname(new URL(import.meta.url).pathname), "..", "node_modules", name);
  if (PLAIN_FILES[name]) return join(folder, PLAIN_FILES[name]);
  const found = createRequire(from).resolve(name);
  // Node.js prefers its own modules to packages of the same name, unless a folder is asked for.
  return found.startsWith("/") ? found : createRequire(from).resolve(`${name}/`);
}

/** A script that sets `globalThis.packages` to an object with these packages by name. */
export function bundle(names) {
  const modules = new Map();
  const add = (path) => {
    if (modules.has(path)) return;
    modules.set(path, "");
    const code = readFileSync(path, "utf8");
    const links = {};
    for (const [, name] of code.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)) {
      try {
        links[name] = resolve(name, path);
      } catch {
        // Named in a comment or for Node.js only.
        continue;
      }
      if (links[name].startsWith("/")) add(links[name]);
    }
    modules.set(path, `[${JSON.stringify(links)}, function (require, module, exports) {${code}\n}]`);
  };
  const entries = names.map((name) => [name, resolve(name, import.meta.url)]);
  for (const [, path] of entries) add(path);
  const table = [...modules].map(([path, code]) => `${JSON.stringify(path)}: ${code}`);
  const wanted = entries.map(([name, path]) => `${JSON.stringify(name)}: load(${JSON.stringify(path)})`);
  return `{
    const table = {${table.join(",\n")}};
    const loaded = {};
    const load = (path) => {
      if (loaded[path]) return loaded[path].exports;
      const [links, run] = table[path];
      const module = (loaded[path] = { exports: {} });
      run.call(module.exports, (name) => load(links[name] ?? name), module, module.exports);
      return module.exports;
    };
    globalThis.packages = {${wanted.join(", ")}};
  }`;
}
