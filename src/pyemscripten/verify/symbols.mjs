// Writes, as JSON, what one Pyodide release offers to side modules: for each name in the object from
// which the loader resolves imports, its kind and signature; and which suffixes Python imports.
// Usage: node symbols.mjs FOLDER OUTPUT   (FOLDER holds pyodide.mjs)
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, output] = process.argv.slice(2);

// The main module is the first one instantiated with a global offset table. Its `env` is the
// loader's own object: the exports of the main module are merged into it afterwards.
let env;
let main;
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (source, imports) => {
    const result = await original(source, imports);
    if (!env && imports?.["GOT.mem"]) {
      env = imports.env;
      main = result.instance ?? result;
    }
    return result;
  };
}

// Node.js cannot be asked for the type of a tag: import it as (i32) -> () and see.
const takesTag = (tag) => {
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 127, 0, 2, 8, 1, 1, 101, 1, 116, 4, 0, 0];
  try {
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), { e: { t: tag } });
    return "vi";
  } catch {
    return "";
  }
};

const isMutable = (global) => {
  try {
    global.value = global.value;
    return true;
  } catch {
    return false;
  }
};

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const pyodide = await loadPyodide({ indexURL: folder });

const exported = new Map(Object.entries(main.exports).map(([name, value]) => [value, name]));
const symbols = {};
for (const [name, value] of Object.entries(env)) {
  if (typeof value === "function") {
    if (value.stub) continue; // a placeholder: the loader does not take it for a definition
    const own = exported.get(value);
    symbols[name] = own === undefined ? ["s", value.sig ?? ""] : ["f", own];
  } else if (value instanceof WebAssembly.Tag) symbols[name] = ["x", takesTag(value)];
  else if (value instanceof WebAssembly.Table) symbols[name] = ["t", ""];
  else if (value instanceof WebAssembly.Memory) symbols[name] = ["m", ""];
  else if (value instanceof WebAssembly.Global && isMutable(value)) symbols[name] = ["g", ""];
  else symbols[name] = ["d", ""];
}
const suffixes = pyodide.runPython("import importlib.machinery as m; ' '.join(m.EXTENSION_SUFFIXES)");
writeFileSync(output, JSON.stringify({ symbols, suffixes: suffixes.split(" ") }));
process.exit(0);
