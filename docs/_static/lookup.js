// The look-up box of the home page: answers from the facts that the page carries.
(() => {
  const form = document.getElementById("lookup");
  const { asOf, platforms, generic } = JSON.parse(
    document.getElementById("lookup-facts").textContent,
  );
  const input = form.querySelector("input");
  const output = form.querySelector("output");

  const link = (label, tag) => {
    const made = document.createElement("a");
    made.href = `platforms/${label}/`;
    made.append(Object.assign(document.createElement("code"), { textContent: tag }));
    return made;
  };
  const platform = (p, why) => [
    link(p.label, p.tag),
    `${why}: ${p.status}, Emscripten ${p.emscripten}, Python ${p.python}, Pyodide ${p.releases.at(0)} to ${p.releases.at(-1)}.`,
  ];
  const tag = (g, why) => [
    link(g.label, g.tag),
    `${why}: a generic tag, used by Pyodide ${g.releases.at(0)} to ${g.releases.at(-1)}. It names an Emscripten version, not a platform.`,
  ];

  const answer = (text) => {
    const found = [];
    const version = /(?:pyemscripten|pyodide)_(\d+_\d+)/.exec(text) || /^(\d+_\d+)$/.exec(text);
    if (version) {
      for (const p of platforms) if (p.version === version[1]) found.push(platform(p, ""));
      return found.length ? found : [[`No platform ${version[1]} is known (data of ${asOf}).`]];
    }
    const named = /emscripten_(\d+)_(\d+)_(\d+)/.exec(text);
    const cpython = /^cp(\d)(\d+)$/.exec(text);
    const wanted = named ? named.slice(1).join(".") : cpython ? `${cpython[1]}.${cpython[2]}` : text;
    const minor = /^3\.\d+/.exec(wanted)?.[0];
    for (const p of platforms) {
      if (p.names.includes(text)) found.push(platform(p, " has this name in a tool"));
      if (p.emscripten === wanted) found.push(platform(p, ` uses Emscripten ${wanted}`));
      if (p.python === minor && !named) found.push(platform(p, ` is for Python ${minor}`));
      if (p.releases.includes(wanted)) found.push(platform(p, ` is in Pyodide ${wanted}`));
    }
    for (const g of generic) {
      if (g.emscripten === wanted) found.push(tag(g, ""));
      else if (g.pythons.includes(minor) && !named) found.push(tag(g, ` is for Python ${minor}`));
      else if (g.releases.includes(wanted)) found.push(tag(g, ` is in Pyodide ${wanted}`));
    }
    if (!found.length && /^\d+\.\d+\.\d+$/.test(wanted)) {
      const name = `emscripten_${wanted.replaceAll(".", "_")}_wasm32`;
      found.push([
        `No platform uses Emscripten ${wanted}, and no Pyodide release has that number (data of ${asOf}). ` +
          `That is normal for a private build: ${name} names it, and PyPI refuses that tag.`,
      ]);
    }
    return found.length ? found : [[`Nothing here goes by that name (data of ${asOf}).`]];
  };

  const show = () => {
    const text = input.value.trim();
    output.replaceChildren(
      ...(text ? answer(text) : []).map((line) => {
        const paragraph = document.createElement("p");
        paragraph.append(...line);
        return paragraph;
      }),
    );
  };
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.hidden = false;
  show();
})();
