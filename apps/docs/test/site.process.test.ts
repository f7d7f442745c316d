import { execFile } from "node:child_process";
import { glob, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromiumFolder, hasChromium, startChromium } from "@caretype/testing/browser";
import { afterAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const site = await mkdtemp(join(tmpdir(), "caretype-docs-"));
afterAll(() => rm(site, { recursive: true, force: true }));

const node = (...words: string[]) =>
  run(process.execPath, words, {
    cwd: root,
    env: { ...process.env, CARETYPE_DOCS_BASE: "/", CARETYPE_DOCS_FOLDER: site },
  });
await node("src/main.ts");
// Fails on dead links.
await node("node_modules/vitepress/bin/vitepress.js", "build");

const pages = new Map<string, string>();
for await (const path of glob("**/*.html", { cwd: site }))
  pages.set(`/${path}`, await readFile(join(site, path), "utf8"));

/** The number of diagrams, which the browser renders. */
const diagramsIn = (html: string) => html.match(/class="mermaid-diagram"/g)?.length ?? 0;

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};
const server = createServer((request, response) => {
  // Warms the browser's code cache for all pages.
  response.setHeader("cache-control", "max-age=3600");
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  readFile(join(site, path)).then(
    (content) =>
      response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream").end(content),
    () => response.writeHead(404).end(),
  );
});
await new Promise<void>((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
const portOf = (address: AddressInfo | string | null) =>
  typeof address === "object" ? (address?.port ?? 0) : 0;
afterAll(() => server.close());

describe("the pages", () => {
  it("are one for each document, and more", () => {
    expect([...pages.keys()]).toEqual(
      expect.arrayContaining([
        "/index.html",
        "/api.html",
        "/decisions/index.html",
        "/reference/patient.html",
      ]),
    );
  });

  it("are all in llms.txt, as Markdown", async () => {
    const index = await readFile(join(site, "llms.txt"), "utf8");
    const listed = [...index.matchAll(/\]\((\/[^)]+\.md)\)/g)].map(([, path = ""]) => path);
    const written = [...pages.keys()].filter((path) => path !== "/404.html");
    expect(listed.sort()).toEqual(written.map((path) => path.replace(/html$/, "md")).sort());
    for (const path of listed) expect(await readFile(join(site, path), "utf8")).toMatch(/^# /);
  });

  it("allow only their own scripts", () => {
    const open = [...pages].filter(([, html]) => !/<head><meta http-equiv="[^>]* 'sha256-/.test(html));
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it("have a heading for each link that names one", () => {
    const links = [...pages].flatMap(([from, html]) =>
      [...html.matchAll(/href="([^"#]*)#([^"]+)"/g)].map(([, path = "", anchor = ""]) => ({
        from,
        to: path === "" ? from : new URL(path, `http://localhost${from}`).pathname,
        anchor: decodeURIComponent(anchor),
      })),
    );
    expect(links.length).toBeGreaterThan(1_000);
    const idsOf = (html: string) =>
      new Set(Array.from(html.matchAll(/\bid="([^"]+)"/g), ([, id = ""]) => id));
    const headings = new Map(Array.from(pages, ([path, html]) => [path, idsOf(html)]));
    const broken = links.filter(({ to, anchor }) => pages.has(to) && !headings.get(to)?.has(anchor));
    expect(broken).toEqual([]);
  });
});

/** Searches, with the page and heading of their first result. */
const searches = {
  pagination: "APILists, pagination and cursors",
  cursor: "APILists, pagination and cursors",
  timezone: "APIDates and time zones",
  timeout: "@caretype/clientUseRetry and timeout",
  "optimistic locking": "ConceptsWords of other systems",
  jwt: "ConceptsWords of other systems",
  nextjs: "ConceptsWords of other systems",
  hipaa: "ConceptsWords of other systems",
  "reverse proxy": "ConceptsWords of other systems",
  postman: "ConceptsWords of other systems",
  "google calendar": "ConceptsWords of other systems",
  logrotate: "MonitoringThe log",
  sso: "Extend and reactOther things that are not there",
  webhook: "Extend and reactFollow changes by polling: no webhooks yet",
  poll: "Extend and reactFollow changes by polling: no webhooks yet",
  "rate limit": "RATE_LIMITED",
  "file upload": "Extend and reactFile uploads and attachments: none",
  updatedSince: "Extend and react",
  extend: "Extend and react",
  "own feature": "Extend and reactYour own feature",
  // The call, and its effect on a patient.
  procedure: "ConceptsProcedure",
  "clinical procedure": "procedure (clinical)",
  role: "Roles",
  throttle: "ConceptsWords of other systems",
  healthcheck: "ConceptsWords of other systems",
  lambda: "ConceptsWords of other systems",
  backoff: "ConceptsWords of other systems",
  k8s: "ConceptsWords of other systems",
  dotenv: "ConceptsWords of other systems",
  "self-signed certificate": "ConceptsWords of other systems",
  dedupe: "ConceptsWords of other systems",
  telemetry: "ConceptsWords of other systems",
  wcag: "ConceptsWords of other systems",
  pdf: "ConceptsWords of other systems",
  bun: "ConceptsWords of other systems",
  invoices: "Extend and reactOther things that are not there",
};

describe.runIf(hasChromium)("in a browser", async () => {
  const { browser, close } = hasChromium
    ? await startChromium(portOf(server.address()), chromiumFolder)
    : { browser: null, close: () => undefined };
  afterAll(close);

  type PageOptions = Parameters<NonNullable<typeof browser>["newPage"]>[0];
  async function open(path: string, options: PageOptions = {}) {
    const page = await browser?.newPage({ viewport: { width: 360, height: 740 }, ...options });
    if (!page) throw new Error("There is no browser.");
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") failures.push(message.text());
    });
    await page.goto(`http://localhost${path}`);
    return { page, failures };
  }

  it("fit a phone, without errors", async () => {
    const { page: running, failures } = await open("/index.html");
    // Reference pages share a template: one shows that their scripts run.
    const { page: still } = await open("/reference/patient.html", { javaScriptEnabled: false });
    const wide: string[] = [];
    for (const path of pages.keys()) {
      if (path === "/404.html") continue;
      const isAlike = path.startsWith("/reference/") && path !== "/reference/patient.html";
      const page = isAlike ? still : running;
      await page.goto(`http://localhost${path}`);
      if ((await page.evaluate("document.documentElement.scrollWidth")) !== 360) wide.push(path);
    }
    expect({ wide, failures }).toEqual({ wide: [], failures: [] });
    await Promise.all([running.close(), still.close()]);
  });

  it("are searched", async () => {
    const { page, failures } = await open("/index.html");
    await page.getByRole("button", { name: "Search" }).click();
    const search = page.getByRole("searchbox");
    for (const [words, wanted] of Object.entries(searches)) {
      await search.fill(words);
      const first = page.getByRole("option").first();
      await expect.poll(() => first.textContent(), { message: words }).toContain(wanted);
    }
    await search.fill("undo a merge of two patients");
    await page.getByRole("option", { name: "patient.unmerge" }).click();
    await page.waitForURL(/reference\/patient.*unmerge/);
    expect(failures).toEqual([]);
    await page.close();
  });

  it("draw every diagram, also in dark colours", async () => {
    const drawing = [...pages].filter(([, html]) => diagramsIn(html) > 0);
    expect(drawing.map(([path]) => path)).toEqual(
      expect.arrayContaining(["/development/architecture.html", "/concepts.html"]),
    );
    for (const [path, html] of drawing) {
      const { page, failures } = await open(path, { colorScheme: "dark" });
      const drawn = page.locator(".mermaid-diagram svg");
      await expect.poll(() => drawn.count(), { message: path }).toBe(diagramsIn(html));
      for (const diagram of await drawn.all()) {
        // Mermaid renders an invalid diagram as a bomb with this text.
        expect(await diagram.textContent(), path).not.toMatch(/Syntax error/);
        expect(await diagram.locator("text, foreignObject").count(), path).toBeGreaterThan(1);
      }
      expect({ path, failures }).toEqual({ path, failures: [] });
      await page.close();
    }
  });
});
