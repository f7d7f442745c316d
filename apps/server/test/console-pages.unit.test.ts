import { globSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app/app.ts";
import { createLogger } from "../src/log/logger.ts";
import { toyServices } from "./toy-services.ts";

// Inside a folder named `assets`, like the folder of files with hashed names.
const folder = join(await mkdtemp(join(tmpdir(), "caretype-pages-")), "assets", "dist");
await mkdir(join(folder, "assets"), { recursive: true });
const mailsAreSent = `<meta name="caretype-mail" content="sent">`;
const page = `${mailsAreSent}<script src="/main.js" nonce="NONCE-OF-THE-PAGE"></script>`;
await writeFile(join(folder, "index.html"), page);
await writeFile(join(folder, "color-scheme.js"), "1");
await writeFile(join(folder, "assets", "main-1234.js"), "2");
await writeFile(join(folder, "assets", "main-1234.js.br"), brotliCompressSync("2"));
const createConsole = (services = toyServices()) =>
  createApp({
    services,
    settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    consoleFolder: folder,
  });
const app = await createConsole();
afterAll(async () => {
  await app.close();
  await rm(join(folder, "..", ".."), { recursive: true });
});

const asked = "text/html,application/xhtml+xml,*/*;q=0.8";
const get = (url: string, accept = asked) =>
  app.inject({ method: "GET", url, headers: { host: "localhost", accept } });

describe("the console's document", () => {
  it("has a new nonce in each answer, and allows no other script or style", async () => {
    const [one, other] = [await get("/"), await get("/patients")];
    const nonceOf = ({ body }: { body: string }) => /nonce="([^"]+)"/.exec(body)?.[1];
    expect(nonceOf(one)).not.toBe(nonceOf(other));
    expect(one.headers["content-security-policy"]).toContain(`style-src 'self' 'nonce-${nonceOf(one)}'`);
    expect(one.headers["content-security-policy"]).toContain("script-src 'self';");
    expect(one.headers["cache-control"]).toBe("no-store");
  });

  it("tells whether the server sends emails, so that the console does not promise any", async () => {
    expect((await get("/")).body).toContain(`<meta name="caretype-mail" content="kept">`);
    const mailer = { canSend: true, send: async () => null };
    const mailing = await createConsole({ ...toyServices(), mailer });
    const { body } = await mailing.inject({ url: "/", headers: { host: "localhost", accept: asked } });
    await mailing.close();
    expect(body).toContain(mailsAreSent);
  });

  it("is served at the address of each page that the console declares", async () => {
    const routes = fileURLToPath(new URL("../../console/src", import.meta.url));
    const declared = await Promise.all(
      globSync("**/routes.tsx", { cwd: routes }).map((file) => readFile(join(routes, file), "utf8")),
    );
    const paths = declared.flatMap((text) =>
      Array.from(text.matchAll(/(?:path: |\b(?:pageAt|tab)\(\s*)"(\/\w[^"]*)"/g), ([, path]) => path),
    );
    const children = [
      "/appointments",
      "/invitations",
      "/roles",
      "/practice",
      "/emergency-access",
      "/security",
      "/sessions",
      "/practices",
      "/display",
    ];
    const tops = paths.filter((path) => path !== undefined && !children.includes(path));
    expect(tops.length).toBeGreaterThan(20);
    for (const path of tops) expect([path, (await get(String(path))).statusCode]).toEqual([path, 200]);
  });

  it.each([
    "/nothing",
    "/favicon.ico",
    "/%00",
    "//evil.example/",
    "/api%2fpatients",
    "/trpcx",
    "/Patients",
    "/patients/%E0%A4%A",
  ])("answers 404 at %s, which is not a page", async (url) => {
    const { statusCode, headers } = await get(url);
    expect([statusCode, headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
  });

  it("is only for browsers, whose Accept is short: a long one is not parsed", async () => {
    const long = `text/html,${Array.from({ length: 1_000 }, (_, index) => `text/a${index};q=0.1`).join()}`;
    const { statusCode, headers } = await get("/patients", long);
    expect([statusCode, headers["content-type"]]).toEqual([404, "application/problem+json; charset=utf-8"]);
  });

  it.each(["application/json", "*/*", "application/json, text/html;q=0"])(
    "is not for programs, which ask for %s",
    async (accept) => {
      const { statusCode, headers } = await get("/patients", accept);
      expect([statusCode, headers["content-type"]]).toEqual([404, "application/problem+json; charset=utf-8"]);
    },
  );

  it.each(["/api/nothing", "/API/patients", "/trpc/nothing.at.all", "/assets/gone.js", "/docs/gone"])(
    "does not stand in for %s",
    async (url) => expect((await get(url)).headers["content-type"]).not.toContain("text/html"),
  );
});

it("only files with a hash in their name are cached for ever", async () => {
  const kept = async (url: string) => (await get(url)).headers["cache-control"];
  expect(await kept("/assets/main-1234.js")).toContain("immutable");
  expect(await kept("/color-scheme.js")).toBe("public, max-age=300");
});

describe("a file of the console", () => {
  const ask = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: "GET", url, headers: { host: "localhost", ...headers } });

  it("is sent in its compressed form, and only by its own name", async () => {
    const { headers } = await ask("/assets/main-1234.js", { "accept-encoding": "br" });
    expect(headers).toMatchObject({
      "content-encoding": "br",
      "content-type": expect.stringContaining("javascript"),
    });
    expect((await ask("/assets/main-1234.js.br")).statusCode).toBe(404);
  });

  it.each([
    "gone.js",
    "",
    "sub/gone.js",
    "..%2findex.html",
    "%2e%2e/index.html",
    "%00",
    ".hidden",
    "main-1234.js/",
    "a".repeat(900),
  ])("is not found at /assets/%s", async (name) => {
    const { statusCode, headers, body } = await ask(`/assets/${name}`);
    expect([statusCode, headers["content-type"]]).toEqual([404, "application/problem+json; charset=utf-8"]);
    expect(JSON.parse(body).code).toBe("ROUTE_NOT_FOUND");
  });

  it.each([{ range: "bytes=99-" }, { "if-match": '"other"' }])(
    "is refused for a wrong %o",
    async (headers) => {
      const { statusCode, body } = await ask("/assets/main-1234.js", headers);
      expect([statusCode, JSON.parse(body).code]).toEqual([400, "MALFORMED_REQUEST"]);
    },
  );

  it("has its size without its content, and parts of it", async () => {
    const head = await app.inject({
      method: "HEAD",
      url: "/assets/main-1234.js?v=1",
      headers: { host: "localhost" },
    });
    expect([head.statusCode, head.headers["content-length"], head.body]).toEqual([200, "1", ""]);
    const part = await ask("/assets/main-1234.js", { range: "bytes=0-0" });
    expect([part.statusCode, part.body]).toEqual([206, "2"]);
    const known = await ask("/assets/main-1234.js", { "if-none-match": String(head.headers.etag) });
    expect(known.statusCode).toBe(304);
  });

  it("is read, and nothing else", async () => {
    const { statusCode, headers } = await app.inject({
      method: "POST",
      url: "/assets/main-1234.js",
      headers: { host: "localhost" },
    });
    expect([statusCode, headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });
});
