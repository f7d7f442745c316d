import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { slug } from "github-slugger";
import { defineConfig } from "vitepress";
import { base } from "../src/base.ts";

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** Content security policy: only the site's own scripts and VitePress's inline ones. */
function withScriptPolicy(html: string): string {
  const hashes = Array.from(html.matchAll(inlineScript), ([, script = ""]) => hashOf(script));
  const policy = ["script-src 'self'", ...hashes].join(" ");
  return html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

const folder = new URL("../dist/", import.meta.url);

/** Each further word narrows the results. Short headings rank above pages that repeat the words. */
const searchOptions = {
  combineWith: "AND",
  fuzzy: 0.1,
  boost: { title: 8, text: 0.3, titles: 0.1 },
  bm25: { k: 1.2, b: 0.9, d: 0.5 },
} as const;

/** `src/main.ts` writes the pages and this file before VitePress starts. */
const { sidebar, nav } = JSON.parse(readFileSync(new URL("site.json", folder), "utf8"));

export default defineConfig({
  title: "Caretype",
  description: "Documentation of Caretype, an end-to-end type-safe backend for healthcare records",
  lang: "en",
  base,
  transformHtml: withScriptPolicy,
  srcDir: "dist/pages",
  // Copied without a build.
  srcExclude: ["public/**"],
  outDir: process.env.CARETYPE_DOCS_FOLDER ?? "dist/site",
  cacheDir: "dist/cache",
  markdown: {
    // Anchors in GitHub's format, as the documents link.
    anchor: { slugify: (heading) => slug(heading) },
    config(markdown) {
      const fence = markdown.renderer.rules.fence;
      markdown.renderer.rules.fence = (tokens, index, ...others) => {
        const { info = "", content = "" } = tokens[index] ?? {};
        if (info.trim() === "mermaid") return `<MermaidDiagram code="${encodeURIComponent(content)}" />`;
        return fence?.(tokens, index, ...others) ?? "";
      };
    },
  },
  themeConfig: {
    nav,
    sidebar,
    outline: [2, 3],
    search: { provider: "local", options: { miniSearch: { searchOptions } } },
    externalLinkIcon: true,
  },
  // Loopback addresses in instructions.
  ignoreDeadLinks: "localhostLinks",
});
