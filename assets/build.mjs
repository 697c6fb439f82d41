// Builds what the browser gets: one stylesheet, one script, one icon sprite, the font and the logo, with their licences.
import fs from "node:fs";
import { transformSync } from "esbuild";
import { semanticsCss, themeCss } from "./theme/theme.mjs";

const here = new URL("./", import.meta.url);
const modules = new URL("../node_modules/", here);
const out = new URL("../roeland/ui/static/ui/built/", here);
const read = (path, base = here) => fs.readFileSync(new URL(path, base), "utf8");
const write = (path, text) => fs.writeFileSync(new URL(path, out), text);
const copy = (from, to) => fs.copyFileSync(new URL(from, modules), new URL(to, out));

const CANDIDATE = ["button", "data-badge", "heading", "link", "number-badge", "paragraph", "skip-link"];
const UTRECHT = [
  "alert", "checkbox", "form-field", "form-field-description", "form-field-error-message", "form-fieldset",
  "form-label", "radio-button", "select", "textarea", "textbox",
];
// The order matters: what narrows, and what paper and forced colours need, comes last.
const OURS = [
  "base", "shell", "menu", "page", "badges", "table", "tasks", "facets", "dossier", "form", "feedback", "decision",
  "quiet", "report", "matrix", "narrow", "media",
];
const NOTICE =
  "/* Roeland, EUPL-1.2. Contains CSS from @utrecht/*-css and @nl-design-system-candidate/*-css and token wiring " +
  "from voorbeeld-design-tokens, all EUPL-1.2. Font: Source Sans 3, OFL-1.1. */\n";

const used = (css) => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);

// Component tokens that point at the basis layer, pruned to those that the stylesheet reads.
const wiring = (css) => {
  const theme = read("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css", modules);
  const known = Object.fromEntries([...theme.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map((match) => [match[1], match[2]]));
  const own = new Set([...themeCss.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
  const needed = new Set();
  const queue = used(css + themeCss);
  while (queue.length) {
    const token = queue.pop();
    if (needed.has(token) || own.has(token) || !(token in known) || token.startsWith("--voorbeeld")) continue;
    needed.add(token);
    queue.push(...used(known[token]));
  }
  // What points at the palette of the example would leak its brand: our own theme sets it.
  const kept = [...needed].filter((token) => !known[token].includes("voorbeeld-")).sort();
  return `:where(html){\n${kept.map((token) => `${token}:${known[token].replace(/\/\*.*\*\//, "")};`).join("\n")}\n}\n`;
};

const stylesheet = () => {
  const base = [
    ...UTRECHT.map((name) => read(`@utrecht/${name}-css/dist/index.css`, modules)),
    ...CANDIDATE.map((name) => read(`@nl-design-system-candidate/${name}-css/dist/${name}.css`, modules)),
  ].join("\n").replace(/\/\*# source.*?\*\//g, "")
    // A field that is still empty is not wrong yet: only what we checked turns red.
    .replaceAll(":invalid", '[aria-invalid="true"]');
  const ours = OURS.map((name) => read(`css/${name}.css`)).join("\n");
  const wired = wiring(base + ours);
  const reads = new Set(used(base + ours + wired + semanticsCss + themeCss));
  const theme = themeCss.replace(/^\s*(--basis-[\w-]+):[^;]*;\n/gm, (line, token) => (reads.has(token) ? line : ""));
  const all = wired + base + semanticsCss + theme + ours;
  return NOTICE + transformSync(all, { loader: "css", minify: true, target: "chrome111" }).code;
};

const symbol = (name, svg) => {
  const [, box] = svg.match(/viewBox="([^"]+)"/);
  const inside = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s+/g, " ").replace(/> </g, "><").trim();
  return `<symbol id="i-${name}" viewBox="${box}">${inside}</symbol>`;
};

const sprite = () => {
  const { lucide, own } = JSON.parse(read("icons.json"));
  const symbols = [
    ...lucide.map((name) => symbol(name, read(`lucide-static/icons/${name}.svg`, modules))),
    ...own.map((name) => symbol(name, read(`icons/${name}.svg`))),
  ];
  const licence = "<!-- Icons: Lucide, ISC licence (see LICENSE-lucide.txt). risk-* and bell-roeland: Roeland, EUPL-1.2. -->";
  return `<svg xmlns="http://www.w3.org/2000/svg">${licence}\n${symbols.join("\n")}\n</svg>\n`;
};

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(new URL("fonts/", out), { recursive: true });
fs.cpSync(new URL("logo/", here), new URL("logo/", out), { recursive: true });
write("roeland.css", stylesheet());
write("roeland.js", transformSync(read("js/roeland.js"), { format: "iife", minify: true, target: "es2022" }).code);
write("icons.svg", sprite());
copy("lucide-static/LICENSE", "LICENSE-lucide.txt");
copy("@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2", "fonts/source-sans-3-latin-wght-normal.woff2");
copy("@fontsource-variable/source-sans-3/LICENSE", "fonts/LICENSE-source-sans-3.txt");
