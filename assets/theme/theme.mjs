// Palette to --basis-* (the basis layer of NL Design System) and --rl-* (what colours mean in Roeland).
import { P } from "./palette.mjs";

const L = {
  default: "inkt",
  "action-1": "toren",
  "action-2": "toren",
  "accent-1": "toren",
  "accent-2": "brons",
  "accent-3": "water",
  selected: "toren",
  highlight: "brons",
  info: "toren",
  positive: "groen",
  negative: "rood",
  warning: "oranje",
  disabled: "inkt",
};
export const light = (h) => ({
  "bg-document": "#ffffff",
  "bg-subtle": P[h][50],
  "bg-default": P[h][h === "inkt" ? 50 : 100],
  "bg-hover": P[h][100],
  "bg-active": P[h][200],
  "border-subtle": P[h][200],
  "border-default": P[h][h === "inkt" ? 400 : 400],
  "border-hover": P[h][500],
  "border-active": P[h][600],
  "color-subtle": P[h][500],
  "color-default": P[h][h === "inkt" ? 700 : 600],
  "color-hover": P[h][700],
  "color-active": P[h][800],
  "color-document": P[h][h === "inkt" ? 900 : 800],
  "inverse-bg-document": P[h][700],
  "inverse-bg-subtle": P[h][700],
  "inverse-bg-default": P[h][600],
  "inverse-bg-hover": P[h][700],
  "inverse-bg-active": P[h][800],
  "inverse-border-subtle": P[h][400],
  "inverse-border-default": P[h][300],
  "inverse-border-hover": P[h][200],
  "inverse-border-active": P[h][200],
  "inverse-color-subtle": P[h][200],
  "inverse-color-default": "#ffffff",
  "inverse-color-hover": "#ffffff",
  "inverse-color-active": "#ffffff",
  "inverse-color-document": "#ffffff",
});
const D = { doc: "#0f1624", surface: "#172033" };
export const dark = (h) => ({
  "bg-document": D.surface,
  "bg-subtle": h === "inkt" ? "#1c2740" : P[h][900],
  "bg-default": h === "inkt" ? "#202c46" : h === "toren" ? P[h][800] : P[h][900],
  "bg-hover": h === "inkt" ? "#283651" : P[h][700],
  "bg-active": h === "inkt" ? "#324260" : P[h][700],
  "border-subtle": h === "inkt" ? "#2c3a55" : P[h][700],
  "border-default": h === "inkt" ? "#7586a3" : P[h][400],
  "border-hover": P[h][300],
  "border-active": P[h][200],
  "color-subtle": h === "inkt" ? "#a9b5c9" : P[h][300],
  "color-default": h === "inkt" ? "#d3dae6" : P[h][300],
  "color-hover": P[h][200],
  "color-active": P[h][100],
  "color-document": h === "inkt" ? "#eef1f6" : P[h][100],
  "inverse-bg-document": P[h][300],
  "inverse-bg-subtle": P[h][300],
  "inverse-bg-default": P[h][300],
  "inverse-bg-hover": P[h][200],
  "inverse-bg-active": P[h][100],
  "inverse-border-subtle": P[h][400],
  "inverse-border-default": P[h][300],
  "inverse-border-hover": P[h][200],
  "inverse-border-active": P[h][200],
  "inverse-color-subtle": "#0f1624",
  "inverse-color-default": "#0f1624",
  "inverse-color-hover": "#0f1624",
  "inverse-color-active": "#0f1624",
  "inverse-color-document": "#0f1624",
});
const risk = (m) =>
  m === "l"
    ? {
        verboden: ["#6e1610", "#ffffff", "#6e1610"],
        hoog: ["#ffe6cb", "#682f02", "#cf6a17"],
        transparantie: ["#dce8f7", "#173f77", "#5a8acb"],
        minimaal: ["#d6eedf", "#10452a", "#3a9364"],
        onbekend: ["#ffffff", "#414c60", "#7d889a"],
      }
    : {
        verboden: ["#f2b8b2", "#350a07", "#f2b8b2"],
        hoog: ["#482002", "#fbcb98", "#cf6a17"],
        transparantie: ["#12305b", "#bcd2ee", "#5a8acb"],
        minimaal: ["#0b311e", "#abd9bd", "#3a9364"],
        onbekend: ["#172033", "#d3dae6", "#7586a3"],
      };
export const rl = (m) => {
  const o = {};
  for (const [k, [b, c, r]] of Object.entries(risk(m))) {
    o[`--rl-risk-${k}-bg`] = b;
    o[`--rl-risk-${k}-color`] = c;
    o[`--rl-risk-${k}-border`] = r;
  }
  Object.assign(
    o,
    m === "l"
      ? {
          "--rl-page-bg": P.inkt[25],
          "--rl-surface": "#ffffff",
          "--rl-surface-2": P.inkt[50],
          "--rl-line": P.inkt[200],
          "--rl-line-strong": P.inkt[300],
          "--rl-topbar-bg": P.toren[900],
          "--rl-topbar-color": "#ffffff",
          "--rl-topbar-subtle": P.toren[200],
          "--rl-topbar-field": "#1d3a66",
          "--rl-brand": P.brons[300],
          "--rl-mark-ev-bg": P.toren[700],
          "--rl-mark-ev-color": "#ffffff",
          "--rl-mark-a-bg": P.brons[50],
          "--rl-mark-a-color": P.brons[700],
          "--rl-mark-a-border": P.brons[500],
          "--rl-mark-i-bg": "#ffffff",
          "--rl-mark-i-color": P.inkt[600],
          "--rl-mark-i-border": P.inkt[400],
          "--rl-chart-1": "#1c5096",
          "--rl-chart-2": "#c25a00",
          "--rl-chart-3": "#0a7f78",
          "--rl-chart-4": "#8047a0",
          "--rl-chart-5": "#8f641a",
          "--rl-chart-target": "#101828",
          "--rl-chart-grid": P.inkt[200],
          "--rl-chart-empty": P.inkt[100],
          "--rl-shadow": "0 1px 2px rgb(16 24 40 / .05)",
          "--rl-gap-bg": "#fff5ea",
        }
      : {
          "--rl-page-bg": D.doc,
          "--rl-surface": D.surface,
          "--rl-surface-2": "#1c2740",
          "--rl-line": "#2c3a55",
          "--rl-line-strong": "#43536f",
          "--rl-topbar-bg": "#0a1222",
          "--rl-topbar-color": "#ffffff",
          "--rl-topbar-subtle": P.toren[200],
          "--rl-topbar-field": "#1b2943",
          "--rl-brand": P.brons[300],
          "--rl-mark-ev-bg": P.toren[300],
          "--rl-mark-ev-color": "#0f1624",
          "--rl-mark-a-bg": P.brons[900],
          "--rl-mark-a-color": P.brons[200],
          "--rl-mark-a-border": P.brons[400],
          "--rl-mark-i-bg": D.surface,
          "--rl-mark-i-color": "#d3dae6",
          "--rl-mark-i-border": "#7586a3",
          "--rl-chart-1": "#8fb3e0",
          "--rl-chart-2": "#f0a65e",
          "--rl-chart-3": "#5fc0b8",
          "--rl-chart-4": "#c39bdb",
          "--rl-chart-5": "#d8b164",
          "--rl-chart-target": "#ffffff",
          "--rl-chart-grid": "#2c3a55",
          "--rl-chart-empty": "#283651",
          "--rl-shadow": "none",
          "--rl-gap-bg": "#311602",
        },
  );
  return o;
};
export const basis = (f) => {
  const o = {};
  for (const [g, h] of Object.entries(L)) for (const [k, v] of Object.entries(f(h))) o[`--basis-color-${g}-${k}`] = v;
  const dk = f === dark;
  o["--basis-color-transparent"] = "transparent";
  o["--basis-color-disabled-color-subtle"] = dk ? "#8592aa" : P.inkt[500];
  o["--basis-focus-background-color"] = dk ? "#d8b164" : "#ffd666";
  o["--basis-focus-color"] = "#101828";
  o["--basis-focus-outline-color"] = dk ? "#ffffff" : "#101828";
  o["--basis-focus-inverse-outline-color"] = "#ffffff";
  return o;
};
const fixed = {
  "--basis-text-font-family-default": "'Source Sans 3 Variable','Source Sans 3',system-ui,'Segoe UI',Roboto,Arial,sans-serif",
  "--basis-heading-font-family": "var(--basis-text-font-family-default)",
  "--basis-heading-font-weight": "650",
  "--basis-text-font-weight-default": "400",
  "--basis-text-font-weight-bold": "600",
  "--basis-text-font-size-sm": "0.9375rem",
  "--basis-text-font-size-md": "1.0625rem",
  "--basis-text-font-size-lg": "1.1875rem",
  "--basis-text-font-size-xl": "1.375rem",
  "--basis-text-font-size-2xl": "1.5rem",
  "--basis-text-font-size-3xl": "2rem",
  "--basis-text-font-size-4xl": "2.5rem",
  "--basis-text-line-height-sm": "1.45",
  "--basis-text-line-height-md": "1.5",
  "--basis-text-line-height-lg": "1.3",
  "--basis-text-line-height-xl": "1.25",
  "--basis-text-line-height-2xl": "1.25",
  "--basis-text-line-height-3xl": "1.15",
  "--basis-border-radius-sm": "4px",
  "--basis-border-radius-md": "6px",
  "--basis-border-radius-lg": "10px",
  "--basis-border-radius-round": "999px",
  "--basis-form-control-border-radius": "var(--basis-border-radius-sm)",
  "--basis-form-control-padding-block-start": "8px",
  "--basis-form-control-padding-block-end": "8px",
  "--basis-form-control-max-inline-size": "30rem",
  "--basis-pointer-target-min-block-size": "2.75rem",
  "--basis-pointer-target-min-inline-size": "2.75rem",
  "--basis-page-max-inline-size": "1440px",
  "--basis-focus-outline-style": "solid",
  "--basis-focus-outline-width": "3px",
  "--basis-focus-outline-offset": "2px",
  "--nl-button-font-family": "var(--basis-text-font-family-default)",
  "--nl-button-border-radius": "var(--basis-border-radius-md)",
  "--nl-button-icon-size": "1.25rem",
  "--utrecht-alert-border-radius": "var(--basis-border-radius-md)",
};
const css = (sel, o, ind = "") =>
  `${ind}${sel} {\n` +
  Object.entries(o)
    .map(([k, v]) => `${ind}  ${k}: ${v};`)
    .join("\n") +
  `\n${ind}}\n`;
// Dark is for screens: paper is white.
export const themeCss =
  `/* Roeland theme – own work for the Roeland project. Another theme replaces it. */\n` +
  css(".roeland-theme", { "color-scheme": "light", ...fixed, ...basis(light) }) +
  `@media screen {\n` +
  css('.roeland-theme[data-modus="donker"]', { "color-scheme": "dark", ...basis(dark) }, "  ") +
  `}\n` +
  `@media screen and (prefers-color-scheme: dark) {\n` +
  css('.roeland-theme:not([data-modus="licht"])', { "color-scheme": "dark", ...basis(dark) }, "  ") +
  `}\n`;
export const semanticsCss =
  `/* Roeland semantics: zero-specificity defaults; any theme may override. */\n` +
  css(":where(html)", rl("l")) +
  `@media screen {\n` +
  css(':where(html[data-modus="donker"])', rl("d"), "  ") +
  `}\n` +
  `@media screen and (prefers-color-scheme: dark) {\n` +
  css(':where(html:not([data-modus="licht"]))', rl("d"), "  ") +
  `}\n`;
