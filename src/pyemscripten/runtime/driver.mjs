// Start one Pyodide, run snippets in it, and report. Started by run.py as `node driver.mjs JOB`.
//
// The job is a JSON file. Each stage that is complete becomes one line of JSON in the report
// file, so whatever ends this process early, the report says how far it came.

import { appendFileSync, fstatSync, readFileSync, writeSync } from "node:fs";
import { posix, sep } from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));

// Standard output and error are files, so their sizes tell one snippet's output from the next.
const report = (line) => {
  const sizes = { stdout: fstatSync(1).size, stderr: fstatSync(2).size };
  appendFileSync(job.report, JSON.stringify({ ...line, ...sizes }) + "\n");
};

const end = (problem) => {
  const name = problem?.name ?? "Error";
  const lines = String(problem?.message ?? problem).trim().split("\n");
  // The message of a Python exception is its whole traceback, which ends with what it says.
  report({ died: name === "PythonError" ? lines.at(-1) : `${name}: ${lines[0]}` });
  process.exit(1);
};
process.on("uncaughtException", end);
process.on("unhandledRejection", end);

const printer = (descriptor) => {
  let left = job.limit;
  return (line) => {
    const bytes = Buffer.from(line + "\n").subarray(0, left);
    left -= bytes.length;
    writeSync(descriptor, bytes);
  };
};

const { loadPyodide } = await import(pathToFileURL(job.index + sep + "pyodide.mjs"));
const pyodide = await loadPyodide({
  indexURL: job.index + sep,
  stdout: printer(1),
  stderr: printer(2),
});
const [run, install] = pyodide
  .runPython(
    `(lambda ns: exec(${JSON.stringify(job.harness)}, ns) or (ns["run"], ns["install"]))({})`,
  )
  .toJs({ depth: 1 });
report({ stage: "loaded" });

for (const [from, to] of job.files) {
  pyodide.FS.mkdirTree(posix.dirname(to));
  pyodide.FS.writeFile(to, readFileSync(from));
}
for (const [from, to] of job.wheels) {
  pyodide.FS.writeFile(to, readFileSync(from));
  install(to);
}
if (job.packages.length) {
  await pyodide.loadPackage(job.packages);
  // Most releases print a download that failed, and go on as if nothing were amiss.
  const plain = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");
  const loaded = new Set(Object.keys(pyodide.loadedPackages).map(plain));
  const absent = job.closure.filter((name) => !loaded.has(plain(name)));
  if (absent.length) throw new Error(`could not load ${absent.join(", ")}`);
}
pyodide.globals.get("__import__")("os").environ.update(pyodide.toPy(job.env));
report({ stage: "ready" });

for (const source of job.sources) {
  report({ stage: "answer", answer: JSON.parse(await run(source)) });
}
process.exit(0);
