import { fileURLToPath } from "node:url";
import { chromiumFolder, startChromium } from "@caretype/testing/browser";
import { build } from "esbuild";
import { afterAll } from "vitest";
import { startCaretype, type TestSettings, waitTimeout } from "../../src/index.ts";

/** Bundles a file as a script that makes its exports a global of the page. */
async function bundle(file: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "page",
    platform: "browser",
    footer: { js: "globalThis.page = page;" },
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

/** Starts the server, and a browser whose pages have the file's exports as `page`. Both end with the test file. */
export async function openContext(file: URL, settings: TestSettings = {}) {
  const backend = await startCaretype(settings);
  afterAll(() => backend.stop());
  const { browser, close } = await startChromium(Number(new URL(backend.url).port), chromiumFolder);
  afterAll(close);
  // Bypasses the server's CSP for scripts of an imagined app.
  const context = await browser.newContext({ bypassCSP: true });
  context.setDefaultTimeout(waitTimeout());
  await context.addInitScript(await bundle(file));
  return { backend, context };
}
