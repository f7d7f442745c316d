import type { Context, Page } from "./chromium.ts";
import { figuresOf, origin, resetLongTasks } from "./chromium.ts";
import type { ConsoleResult } from "./result.ts";

const scrollSteps = 200;
const stepPixels = 1_500;

type Wanted = { patients: number; log: (line: string) => void };

/** Loads all patients in the table by scrolling to its end repeatedly, then scrolls from its start. */
export async function measureTable(
  context: Context,
  { patients, log }: Wanted,
): Promise<ConsoleResult["table"]> {
  await countFrames(context);
  const page = await context.newPage();
  await page.goto(`${origin}/patients`);
  const table = page.getByRole("table", { name: "Patients" });
  await table.locator("[data-index='10']").waitFor();
  await resetLongTasks(page);
  const scroller = "document.querySelector('[data-scroll-restoration-id=patients]')";
  // -1 while there are more.
  while ((await table.getAttribute("aria-rowcount")) !== String(patients + 1)) {
    await page.evaluate(`${scroller}.scrollTop = ${scroller}.scrollHeight`);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  }
  const loading = await figuresOf(page);
  log(`console: loaded ${patients} patients in the table`);
  await page.evaluate(`${scroller}.scrollTop = 0`);
  await table.locator("[data-index='0']").waitFor();
  await resetLongTasks(page);
  await table.hover();
  const rate = await frameRate(page, () => turnWheel(page));
  const scrolling = await figuresOf(page);
  const pixels = Number(await page.evaluate(`${scroller}.scrollHeight`));
  const bare = await openBarePage(context, pixels);
  await bare.mouse.move(400, 400);
  const bareRate = await frameRate(bare, () => turnWheel(bare));
  await context.close();
  return {
    patients,
    scrollSteps,
    loadingLongestTask: loading.task,
    scrollingLongestTask: scrolling.task,
    frameRatio: rate / bareRate,
  };
}

async function turnWheel(page: Page): Promise<void> {
  for (let step = 0; step < scrollSteps; step += 1) await page.mouse.wheel(0, stepPixels);
  await page.evaluate("new Promise((done) => requestIdleCallback(done))");
}

/** Counts frames, from before the first byte of a page. */
const counting = `
  globalThis.frames = 0;
  const count = () => { globalThis.frames += 1; requestAnimationFrame(count); };
  requestAnimationFrame(count);
`;

/** A page with as many pixels to scroll, and nothing to compute: what this machine can draw at most. */
const barePage = (pixels: number) => `
  const scroller = document.createElement("div");
  scroller.style.cssText = "height: 100vh; overflow: auto";
  const content = scroller.appendChild(document.createElement("div"));
  content.style.height = "${pixels}px";
  document.body.replaceChildren(scroller);
`;

const countFrames = (context: Context) => context.addInitScript(counting);

/** Frames per second while `scroll` runs. */
async function frameRate(page: Page, scroll: () => Promise<void>): Promise<number> {
  const read = async () => Number(await page.evaluate("globalThis.frames"));
  const [before, startedAt] = [await read(), performance.now()];
  await scroll();
  return (1_000 * ((await read()) - before)) / (performance.now() - startedAt);
}

/** Opens the bare page in the same context, and so with the same browser and the same window. */
async function openBarePage(context: Context, pixels: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto("about:blank");
  await page.evaluate(barePage(pixels));
  return page;
}
