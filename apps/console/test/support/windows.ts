import { type TestBackend, waitTimeout } from "@caretype/testing";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { expect } from "vitest";
import { type ClinicalWords, watchForClinicalWords } from "./clinical-words.ts";

export type WindowOptions = {
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
  timezone?: string;
  /** Default: `en-GB`. */
  locale?: string;
};

export type Window = {
  page: Page;
  context: BrowserContext;
  /**
   * Errors in the browser's console, including violations of the content security policy. Must be empty at the end of
   * a test: remove expected ones.
   */
  complaints: string[];
};

/** A browser window and its state. */
type Kept = {
  /** Windows with one key share language and time zone, which cannot be changed. */
  key: string;
  page: Page;
  context: BrowserContext;
  cdp: CDPSession;
  /** Reverts a test's changes that outlive its page. */
  undo(): Promise<void>;
  clinicalWords: ClinicalWords;
  /** A test used something that lasts until the window is closed. */
  isChanged: boolean;
  /** Errors of the test that has the window. */
  complaints: string[];
};

/** What outlives a page, and cannot be undone. */
const lasting = {
  page: ["exposeBinding", "exposeFunction", "routeWebSocket"],
  context: [
    "exposeBinding",
    "exposeFunction",
    "newCDPSession",
    "routeWebSocket",
    "setDefaultTimeout",
    "setExtraHTTPHeaders",
    "setGeolocation",
    "setHTTPCredentials",
  ],
  clock: ["install", "pauseAt", "setFixedTime", "setSystemTime"],
};

/**
 * Windows without a session. A new one costs a second of processor time, so tests reuse those in which nothing lasts
 * and nothing is stored.
 */
export function createWindows(browser: Browser, origin: string) {
  const free: Kept[] = [];
  return {
    /** A window for a test with this backend. */
    async take(
      { database }: TestBackend,
      options: WindowOptions = {},
    ): Promise<{ window: Window; giveBack(): Promise<void> }> {
      const settings = { timezoneId: options.timezone ?? "Europe/Vienna", locale: options.locale ?? "en-GB" };
      const key = JSON.stringify(settings);
      const at = free.findIndex((one) => one.key === key);
      const [found] = at < 0 ? [] : free.splice(at, 1);
      const kept = (found && (await emptied(found, origin))) ?? (await open(browser, settings));
      await dress(kept.page, options);
      kept.complaints = [];
      const { page, context, complaints } = kept;
      const giveBack = async () => {
        const left = [...complaints];
        const isGood = await isReusable(kept, origin);
        if (!isGood) await context.close();
        await kept.clinicalWords.expectNone(database);
        if (isGood) free.push(kept);
        expect(left, "errors in the browser's console").toEqual([]);
      };
      return { window: { page, context, complaints }, giveBack };
    },
  };
}

export type Windows = ReturnType<typeof createWindows>;

/** One window for all sizes and looks, as each loads the console's files separately. */
async function dress(page: Page, { width = 1280, height = 800, scheme = "light" }: WindowOptions) {
  await page.setViewportSize({ width, height });
  const contrast = { forcedColors: "none", contrast: "no-preference" } as const;
  await page.emulateMedia({ media: null, colorScheme: scheme, reducedMotion: "reduce", ...contrast });
}

type Settings = { timezoneId: string; locale: string };

async function open(browser: Browser, settings: Settings): Promise<Kept> {
  // Of further pages.
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ ...settings, viewport, reducedMotion: "reduce" });
  const clinicalWords = await watchForClinicalWords(context);
  context.setDefaultTimeout(waitTimeout());
  // Not undone, as it is added before the test's own are tracked.
  await context.addInitScript(delayCalls, callDelayMs);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const undos: (() => Promise<void>)[] = [];
  const kept: Kept = {
    key: JSON.stringify(settings),
    page,
    context,
    cdp,
    undo: async () => {
      await context.setOffline(false);
      await context.clearPermissions();
      for (const undo of undos) await undo();
      for (const other of context.pages()) if (other !== page) await other.close();
    },
    clinicalWords,
    isChanged: false,
    complaints: [],
  };
  page.on("console", (message) => {
    // The browser logs each failed response, even if the page handles it.
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isAnswer) kept.complaints.push(message.text());
  });
  page.on("pageerror", (error) => kept.complaints.push(error.message));
  // After our own listeners, which stay.
  undos.push(undoLasting(page), undoLasting(context));
  const note = () => {
    kept.isChanged = true;
  };
  noteUse(page, lasting.page, note);
  noteUse(context, lasting.context, note);
  noteUse(context.clock, lasting.clock, note);
  return kept;
}

/** Finds tests that wait for what is there already: see docs/development/tests.md. */
const callDelayMs = Number(process.env.CARETYPE_TEST_CALL_DELAY ?? 0);

/** Runs in each page. A test may stop the page's clock later. */
function delayCalls(ms: number): void {
  const { fetch, setTimeout } = window;
  if (ms === 0) return;
  window.fetch = async (...call) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return fetch(...call);
  };
}

/** Calls back whenever one of the members is read. */
function noteUse(target: object, members: readonly string[], note: () => void): void {
  for (const name of members) {
    const value: unknown = Reflect.get(target, name);
    if (value === undefined) throw new TypeError(`There is no ${name}.`);
    const get = () => {
      note();
      return value;
    };
    Object.defineProperty(target, name, { get });
  }
}

type Listener = (...event: unknown[]) => unknown;

/** Tracks listeners, routes and scripts that a test adds. The returned function removes them. */
function undoLasting(target: Page | BrowserContext): () => Promise<void> {
  const undos: (() => unknown)[] = [];
  const { on, once, addInitScript } = target;
  const listen = (add: unknown) => (event: never, listener: Listener) => {
    undos.push(() => target.removeListener(event, listener as never));
    return Reflect.apply(add as typeof on, target, [event, listener]);
  };
  const watched = {
    on: listen(on),
    once: listen(once),
    async addInitScript(...script: unknown[]) {
      const added = await Reflect.apply(addInitScript, target, script);
      undos.push(() => added.dispose());
      return added;
    },
  };
  Object.assign(target, watched);
  return async () => {
    await target.unrouteAll({ behavior: "ignoreErrors" });
    for (const undo of undos.splice(0)) await undo();
  };
}

/** Replaces the test's page by one without scripts. The browser keeps the process, and thus the compiled scripts. */
async function isReusable({ page, isChanged, undo }: Kept, origin: string): Promise<boolean> {
  if (isChanged || page.isClosed()) return false;
  try {
    await undo();
    await page.goto(`${origin}/favicon.svg`);
    return true;
  } catch {
    // The test stopped the server, for example.
    return false;
  }
}

const storageTypes = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage";

/** Deletes what a test stored. Null if the window cannot be reused. */
async function emptied(kept: Kept, origin: string): Promise<Kept | null> {
  const { page, context, cdp } = kept;
  try {
    await page.evaluate(() => {
      sessionStorage.clear();
      window.name = "";
    });
    await cdp.send("Storage.clearDataForOrigin", { origin, storageTypes });
    await cdp.send("Page.resetNavigationHistory");
    await context.clearCookies();
    // Over nothing.
    await page.mouse.move(-1, -1);
    return kept;
  } catch {
    await context.close();
    return null;
  }
}
