import { readFileSync } from "node:fs";
import { appRouter } from "@caretype/api";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { linkPages } from "../src/link-page/pages.ts";
import { createLogger } from "../src/logger.ts";
import { restProcedures } from "../src/rest/route-table.ts";
import { toyServices } from "./toy-services.ts";

const app = await createApp({
  services: toyServices(),
  settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
  logger: createLogger("silent"),
});
afterAll(() => app.close());
const get = (url: string) => app.inject({ method: "GET", url, headers: { host: "localhost" } });

const paths = [...linkPages.map(({ path }) => path), "/accept-invitation"];

it("is there for each link that a mail can have", () => {
  const source = readFileSync(new URL("../../../packages/api/src/mail/content.ts", import.meta.url), "utf8");
  const [, union = ""] = /export type LinkPage =([^;]+);/.exec(source) ?? [];
  const named = [...union.matchAll(/"([\w-]+)"/g)].map(([, name]) => `/${name}`);
  expect(named).toHaveLength(6);
  expect(paths.toSorted()).toEqual(named.toSorted());
});

describe.each(paths)("%s", (path) => {
  it("is a page that loads nothing but its own script and styles, is framed by nobody and tells nobody of itself", async () => {
    const { statusCode, headers, body } = await get(path);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    });
    expect(body).toMatch(/^<!doctype html><html lang="en">/);
    expect(body).toContain("<noscript>");
    // Nothing in it that the policy would have to allow.
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=|https?:/);
  });

  it("has labels and room for errors at each of its fields, and all that it loads is there", async () => {
    const { body } = await get(path);
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [input] of body.matchAll(/<input[^>]*>/g)) {
      const [, id] = / id="([^"]+)"/.exec(input) ?? [];
      expect(body).toContain(`<label for="${id}">`);
      const [, about] = /aria-describedby="([^"]+)"/.exec(input) ?? [];
      for (const other of about?.split(" ") ?? []) expect(ids).toContain(other);
    }
    const loaded = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? "");
    expect(loaded).toHaveLength(2);
    for (const url of loaded) {
      const asset = await get(url);
      expect(asset.statusCode).toBe(200);
      for (const [, imported = ""] of asset.body.matchAll(/from "\.\/([^"]+)"/g))
        expect((await get(`/link-page/${imported}`)).statusCode).toBe(200);
    }
  });
});

it("sends each form to a procedure that takes a token and the form's fields", () => {
  const procedures = restProcedures(appRouter);
  for (const { form } of linkPages) {
    const found = procedures.find(({ rest }) => `/api${rest.line.replace("POST ", "")}` === form.action);
    expect(form.action && found?.path).toBeTruthy();
    const values = Object.fromEntries(form.fields.map(({ name }) => [name, "nine lives of a lamp"]));
    const { again: _same, ...sent } = values;
    expect(found?.input?.safeParse({ token: "x", ...sent }).success).toBe(true);
  }
});

it("has no other files to be read", async () => {
  for (const url of [
    "/link-page/../pages.ts",
    "/link-page/pages.ts",
    "/link-page/",
    "/link-page/%2e%2e/pages.ts",
  ])
    expect((await get(url)).statusCode).toBe(404);
});
