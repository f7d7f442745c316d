import { createHash } from "node:crypto";

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** Allows a page the site's own scripts and VitePress's inline ones, and no other. */
export function withScriptPolicy(html: string): string {
  const hashes = Array.from(html.matchAll(inlineScript), ([, script = ""]) => hashOf(script));
  const policy = ["script-src 'self'", ...hashes].join(" ");
  return html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
