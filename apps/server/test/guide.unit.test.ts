import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app/app.ts";
import { createLogger } from "../src/log/logger.ts";
import { toyServices } from "./toy-services.ts";

const folder = await mkdtemp(join(tmpdir(), "caretype-guide-"));
for (const name of ["assets", "decisions"]) await mkdir(join(folder, name));
await writeFile(join(folder, "index.html"), "home");
await writeFile(join(folder, "api.html"), "api");
await writeFile(join(folder, "decisions/index.html"), "decisions");
await writeFile(join(folder, "assets/main-1234.js"), "1");

const createServer = (guideFolder: string | null) =>
  createApp({
    services: toyServices(),
    settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    guideFolder,
  });
const [app, without] = [await createServer(folder), await createServer(null)];
afterAll(async () => {
  await Promise.all([app.close(), without.close()]);
  await rm(folder, { recursive: true });
});

const headers = { host: "localhost", accept: "text/html" };
const get = (url: string) => app.inject({ url, headers });

describe("the documents' site", () => {
  it.each([
    ["/guide/", "home"],
    ["/guide", "home"],
    ["/guide/api.html", "api"],
    ["/guide/decisions/", "decisions"],
    ["/guide/decisions/index.html", "decisions"],
  ])("has a page at %s", async (url, content) => {
    const { statusCode, body, headers: answered } = await get(url);
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: content });
    expect(answered["content-type"]).toBe("text/html; charset=utf-8");
    expect(answered["cache-control"]).toBe("no-cache");
    expect(answered["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self'/);
  });

  it("is cached where names change with the content, and ends at its folder", async () => {
    const { headers: answered } = await get("/guide/assets/main-1234.js");
    expect(answered["cache-control"]).toBe("public, max-age=31536000, immutable");
    for (const url of [
      "/guide/missing.html",
      "/guide/..%2f..%2fetc/passwd",
      `/guide/${"a".repeat(300)}.html`,
    ])
      expect((await get(url)).statusCode).toBeGreaterThanOrEqual(400);
  });

  it("is linked by the reference and the front page, if it is there", async () => {
    for (const url of ["/docs", "/"]) {
      expect((await get(url)).body).toContain('<a href="/guide/">');
      expect((await without.inject({ url, headers })).body).not.toContain("/guide/");
    }
    expect((await without.inject({ url: "/guide/", headers })).statusCode).toBe(404);
  });
});
