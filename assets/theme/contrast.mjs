// Prints the contrast of every pair of colours that meet, and fails when one is too low.
import { basis, dark, light, rl } from "./theme.mjs";

const lum = (h) => {
const c = [1, 3, 5]
  .map((i) => parseInt(h.slice(i, i + 2), 16) / 255)
  .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
};
const cr = (a, b) => {
const [x, y] = [lum(a), lum(b)].sort((p, q) => q - p);
return (x + 0.05) / (y + 0.05);
};
const t = [];
const add = (n, a, b, min) => t.push([n, a, b, cr(a, b).toFixed(2), cr(a, b) >= min ? "ok" : "FAIL " + min]);
for (const m of ["l", "d"]) {
  const b = basis(m === "l" ? light : dark),
    r = rl(m),
    pg = r["--rl-page-bg"],
    s = r["--rl-surface"];
  add(m + " text/surface", b["--basis-color-default-color-document"], s, 4.5);
  add(m + " text/page", b["--basis-color-default-color-document"], pg, 4.5);
  add(m + " subtle/surface", b["--basis-color-default-color-subtle"], s, 4.5);
  add(m + " subtle/page", b["--basis-color-default-color-subtle"], pg, 4.5);
  add(m + " subtle/surface2", b["--basis-color-default-color-subtle"], r["--rl-surface-2"], 4.5);
  add(m + " link/surface", b["--basis-color-action-2-color-default"], s, 4.5);
  add(m + " link/page", b["--basis-color-action-2-color-default"], pg, 4.5);
  add(
    m + " primary button",
    b["--basis-color-action-1-inverse-color-default"],
    b["--basis-color-action-1-inverse-bg-default"],
    4.5,
  );
  add(m + " field border/surface", b["--basis-color-default-border-default"], s, 3);
  add(m + " error text/surface", b["--basis-color-negative-color-default"], s, 4.5);
  add(m + " focus text/bg", b["--basis-focus-color"], b["--basis-focus-background-color"], 4.5);
  for (const k of ["verboden", "hoog", "transparantie", "minimaal", "onbekend"]) {
    add(m + " risk " + k, r[`--rl-risk-${k}-color`], r[`--rl-risk-${k}-bg`], 4.5);
    add(m + " risk border " + k, r[`--rl-risk-${k}-border`], s, 3);
  }
  for (const k of ["ev", "a", "i"]) add(m + " mark " + k, r[`--rl-mark-${k}-color`], r[`--rl-mark-${k}-bg`], 4.5);
  for (const k of [1, 2, 3, 4, 5]) add(m + " chart " + k, r[`--rl-chart-${k}`], s, 3);
  add(m + " topbar subtle", r["--rl-topbar-subtle"], r["--rl-topbar-bg"], 4.5);
  add(m + " topbar field", r["--rl-topbar-subtle"], r["--rl-topbar-field"], 4.5);
  add(m + " brand", r["--rl-brand"], r["--rl-topbar-bg"], 3);
  for (const k of ["positive", "warning", "negative", "info"])
    add(m + " alert " + k, b[`--basis-color-${k}-color-document`], b[`--basis-color-${k}-bg-default`], 4.5);
}
console.log(t.map((x) => x.join("  ")).join("\n"));
if (t.some((x) => x[4] !== "ok")) process.exit(1);
