import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@caretype/client";
import {
  type SignedUp,
  startCaretype,
  type TestBackend,
  type TestSettings,
  waitTimeout,
} from "@caretype/testing";
import { chromiumFolder, hasChromium, startChromium } from "@caretype/testing/browser";
import type Axe from "axe-core";
import type { RunOptions } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, aroundEach, vi } from "vitest";
import { expect, running } from "./expect.ts";
import { fullLooks, layerLooks, pageLooks, routeLooks } from "./looks.ts";
import { axeFile, axePath, consoleVariable } from "./names.ts";
import { formsWithoutKeys } from "./quality/forms.ts";
import { sessionCookieOf } from "./session-cookie.ts";
import { createWindows, type Window, type WindowOptions, type Windows } from "./windows.ts";

/** The console's origin in the browser: a secure context on any port. */
export const origin = "http://localhost";

/** Pages live for seconds, so V8's optimization would cost more time than it saves. */
const withoutOptimizing = "--js-flags=--no-maglev --no-opt";

export type Opened = {
  backend: TestBackend;
  browser: Browser;
  /** Opens a new window without a session. */
  window(options?: WindowOptions): Promise<Window>;
  /** Opens a new window with a new account signed in. */
  signedIn(
    options?: WindowOptions & { at?: FirstPage },
  ): Promise<Window & { user: SignedUp; client: Client }>;
  /** Signs in without the form. */
  signIn(page: Page, user: Credentials, at?: FirstPage): Promise<void>;
};

/** The path of the page to open. Default: the start page. Null: none, for a test that opens one later. */
type FirstPage = string | null;

type Credentials = { email: string; password: string };

/**
 * A worker runs files in sequence, with servers on the same port. So its browser reaches them all, and reuses
 * compiled scripts and windows. It ends with the worker.
 */
let shared: Promise<{ port: number; browser: Browser; windows: Windows }> | undefined;

async function openBrowser(url: string) {
  const port = Number(new URL(url).port);
  const { browser } = await startChromium(port, chromiumFolder, [withoutOptimizing]);
  browser.on("disconnected", () => {
    shared = undefined;
  });
  return { port, browser, windows: createWindows(browser, origin) };
}

/**
 * Starts the server for a test file, and the browser for its worker.
 * Null without Chromium.
 *
 * @example
 * const opened = await openConsole();
 * describe.skipIf(!opened)("patients", () => { … });
 */
export async function openConsole(settings: TestSettings = {}): Promise<Opened | null> {
  if (!hasChromium) return null;
  const consoleFolder = process.env[consoleVariable];
  if (!consoleFolder)
    throw new Error(`${consoleVariable} is not set: run vitest from the root of the repository`);
  aroundEach((runTest, test) => running.run(test, runTest));
  const start = (port: number) => startCaretype({ appUrl: origin, port, ...settings, consoleFolder });
  const earlier = await shared;
  // Another program may have taken the port since the last file.
  const backend = await start(earlier?.port ?? 0).catch(async () => {
    await earlier?.browser.close();
    return start(0);
  });
  afterAll(() => backend.stop());
  shared ??= openBrowser(backend.url);
  const { browser, windows } = await shared;
  const window = async (options?: WindowOptions) => {
    const taken = await windows.take(backend, options);
    // An open page would slow down the following tests.
    running.getStore()?.onTestFinished(taken.giveBack);
    // Expects no errors of the page. Called here so that vitest counts an assertion of this test.
    expect(taken.window.complaints).toEqual([]);
    return taken.window;
  };
  const signIn = async (page: Page, user: Credentials, at: FirstPage = "/") => {
    await page.context().addCookies([await sessionCookieOf(backend.url, user)]);
    if (at === null) return;
    await page.goto(`${origin}${at}`);
    await page.getByRole("button", { name: /^Your account/ }).waitFor();
  };
  return {
    backend,
    browser,
    window,
    signIn,
    async signedIn({ at, ...options } = {}) {
      const user = await backend.signUp();
      const opened = await window(options);
      await signIn(opened.page, user, at);
      return { ...opened, user, client: user.client };
    },
  };
}

/**
 * Signs in through the page, for tests of the sign-in. Others use `signIn` of their `Opened`, which loads one page
 * less.
 */
export async function signInByForm(page: Page, { email, password }: Credentials) {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: /^Your account/ }).waitFor();
}

const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Rules that depend on the color scheme. */
const colors = ["color-contrast", "link-in-text-block"];

/** The rules per theme. Contrast is slow to check, and a narrow page has the same colors as a wide one. */
const rules: Record<Theme, RunOptions> = {
  light: { runOnly: everything },
  dark: { runOnly: colors },
  narrow: {
    runOnly: everything,
    rules: Object.fromEntries(colors.map((rule) => [rule, { enabled: false }])),
  },
};

/**
 * The page imports axe from the server, as Chromium then caches the compiled script. Without a server, it is sent.
 */
export async function loadAxe(page: Page): Promise<void> {
  const isLoaded = await page.evaluate(
    (path) => "axe" in window || import(path).then(() => true).catch(() => false),
    axePath,
  );
  if (!isLoaded) await page.evaluate(readFileSync(axeFile, "utf8"));
}

declare const axe: typeof Axe;

const openLayers = "[role=dialog], [role=menu], [role=listbox], :popover-open";

/** Expects no violations of WCAG 2.2 A and AA, and no content off-screen. */
async function expectGood(page: Page, name: string, theme: Theme): Promise<void> {
  const options: RunOptions = { ...rules[theme], resultTypes: ["violations"], selectors: false };
  // What is behind a layer has its own look.
  const within = pageLooks.has(name) ? null : openLayers;
  const { violations, overflow } = await page.evaluate(
    async ({ options, within }) => {
      // Targets behind the header, or behind a dialog's buttons, are not smaller for that.
      window.scrollTo({ top: 0, behavior: "instant" });
      for (const part of document.querySelectorAll<HTMLElement>("[role=dialog] form *"))
        if (getComputedStyle(part).position === "sticky") part.style.position = "static";
      const layers = within
        ? [...document.querySelectorAll(within)].filter((layer) => layer.checkVisibility())
        : [];
      const { violations } = await axe.run(layers.length > 0 ? layers : document, options);
      const overflow = document.documentElement.scrollWidth - window.innerWidth;
      return { violations, overflow };
    },
    { options, within },
  );
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
  // A run's summary has only the message.
  expect(faults, [`${name} in ${theme}`, ...faults].join("; ")).toEqual([]);
  expect(overflow, `${name} in ${theme} is wider than the screen`).toBeLessThanOrEqual(0);
}

const themes = [
  { name: "light", width: 1280, scheme: "light" },
  { name: "dark", width: 1280, scheme: "dark" },
  { name: "narrow", width: 360, scheme: "light" },
] as const;
type Theme = (typeof themes)[number]["name"];

/**
 * Checks the page in light, and the looks of `fullLooks` also in dark and narrow. Expects no axe violations and no
 * horizontal overflow. With `CARETYPE_SCREENSHOTS`, checks all in each theme, and saves screenshots in that folder.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  const folder = process.env.CARETYPE_SCREENSHOTS;
  if (folder) await mkdir(folder, { recursive: true });
  // A loading page has no heading yet.
  await page.locator("h1").first().waitFor({ state: "attached" });
  await expectShown(page, name);
  expect(await formsWithoutKeys(page), `${name} has a form that Ctrl+Enter does not submit`).toEqual([]);
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  await loadAxe(page);
  const shown = folder || fullLooks.has(name) ? themes : themes.slice(0, 1);
  for (const { name: theme, width, scheme } of shown) {
    await resize(page, { width, height: 800 }, scheme);
    await expectGood(page, name, theme);
    if (folder) await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
  await resize(page, before, "light");
}

/**
 * Waits for the new layout, as a changing page loses clicks. Waits for color transitions, too: axe would measure
 * intermediate colors. An inherited color starts further transitions in descendants.
 */
async function resize(
  page: Page,
  size: { width: number; height: number },
  colorScheme: "light" | "dark",
): Promise<void> {
  if (page.viewportSize()?.width !== size.width || page.viewportSize()?.height !== size.height)
    await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    ({ width, wanted }) =>
      window.innerWidth === width &&
      document.documentElement.dataset.mantineColorScheme === wanted &&
      document.getAnimations().every((animation) => !(animation instanceof CSSTransition)),
    { width: size.width, wanted: colorScheme },
  );
}

/** Expects the route and the layer that `looks.ts` has for this look. */
async function expectShown(page: Page, name: string): Promise<void> {
  const { pathname } = new URL(page.url());
  const routes = Object.keys(routeLooks).filter((route) => routeLooks[route] === name);
  for (const route of routes)
    expect(pathname, name).toMatch(new RegExp(`^${route.replaceAll(/\$\w+/g, "[^/]+")}/?$`));
  if (Object.values(layerLooks).includes(name))
    await page.locator(openLayers).filter({ visible: true }).first().waitFor();
}

/** Retries a check. In a test, use `expect.poll` of its context instead. */
export const eventually = <Value>(check: () => Promise<Value>): Promise<Value> =>
  vi.waitFor(check, { timeout: waitTimeout() });

export const someName = (prefix: string) => `${prefix} ${randomUUID().slice(0, 8)}`;
