import type { startChromium } from "@caretype/testing/browser";
import { z } from "zod";

export const origin = "http://localhost";

type Browser = Awaited<ReturnType<typeof startChromium>>["browser"];
export type Context = Awaited<ReturnType<Browser["newContext"]>>;
export type Page = Awaited<ReturnType<Context["newPage"]>>;

export type Credentials = { email: string; password: string };

/**
 * Collects Chromium's performance entries from before the first byte of a page. Chromium reports no tasks under 50
 * ms.
 */
const gathering = `
  globalThis.figures = { paint: 0, shift: 0, task: 0, script: 0 };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => { figures.paint = startTime; });
  watch("layout-shift", ({ value, hadRecentInput }) => { figures.shift += hadRecentInput ? 0 : value; });
  watch("longtask", ({ duration }) => { figures.task = Math.max(figures.task, duration); });
  watch("resource", ({ name, transferSize }) => { figures.script += name.endsWith(".js") ? transferSize : 0; });
`;

const Figures = z.object({ paint: z.number(), shift: z.number(), task: z.number(), script: z.number() });
export type Figures = z.output<typeof Figures>;

export const figuresOf = async (page: Page): Promise<Figures> =>
  Figures.parse(await page.evaluate("globalThis.figures"));

export const resetLongTasks = (page: Page) => page.evaluate("void (globalThis.figures.task = 0)");

/** Opens a browser context with an empty cache, and with the cookies of `signedIn`, if given. */
export async function openContext(browser: Browser, signedIn?: Context): Promise<Context> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...(signedIn && { storageState: await signedIn.storageState() }),
  });
  await context.addInitScript(gathering);
  return context;
}

export async function signIn(context: Context, { email, password }: Credentials): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: /^Your account/ }).waitFor();
  await page.close();
}
