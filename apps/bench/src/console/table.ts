import { type Context, figuresOf, origin, type Page, resetLongTasks } from "./chromium.ts";
import { countFrames, frameRate, openBarePage } from "./frames.ts";
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
