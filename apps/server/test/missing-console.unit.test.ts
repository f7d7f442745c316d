import { linkPages } from "@caretype/api";
import { afterAll, expect, it, vi } from "vitest";
import { createApp } from "../src/app/app.ts";
import { createLogger } from "../src/log/logger.ts";
import { buildConsole } from "../src/start/built-console.ts";
import { toyServices } from "./toy-services.ts";

const app = await createApp({
  services: toyServices(),
  settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
  logger: createLogger("silent"),
  consoleFolder: null,
});
afterAll(() => app.close());
const get = (url: string) => app.inject({ method: "GET", url, headers: { host: "localhost" } });

it.each(linkPages)("without a built console, /%s says so, and does not leak the link", async (name) => {
  const { statusCode, headers, body } = await get(`/${name}`);
  expect(statusCode).toBe(503);
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
  });
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(body).toContain("The console is not built");
  expect(body).toContain("The link was not used");
  expect(body).not.toMatch(/<script|<form/);
});

it("a start with --build that finds no turbo says how to build the console", async () => {
  vi.stubEnv("PATH", "");
  await expect(buildConsole(new AbortController().signal)).rejects.toThrow("npx -y pnpm@12 build");
  vi.unstubAllEnvs();
});
