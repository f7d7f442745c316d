import { type Context, figuresOf, origin, type Page, resetLongTasks } from "./chromium.ts";
import type { SlowCpu } from "./result.ts";

const slower = 6;

/** A piece of work of some milliseconds, which tells how fast this machine is now. */
const calibration = `(() => {
  const startedAt = performance.now();
  let sum = 0;
  for (let turn = 0; turn < 2_000_000; turn += 1) sum = (sum + turn * 31) % 1_000_003;
  return performance.now() - startedAt + 0 * sum;
})()`;

const idle = (page: Page) => page.evaluate("new Promise((done) => requestIdleCallback(done))");

/** What somebody does in the list of patients, one after the other. */
const steps: { step: string; run(page: Page): Promise<unknown> }[] = [
  { step: "Scroll the list", run: (page) => page.mouse.wheel(0, 3_000) },
  {
    step: "Search",
    run: async (page) => {
      const answered = page.waitForResponse(/patient\.list/);
      await page.getByLabel("Search").pressSequentially("First");
      await answered;
    },
  },
  {
    step: "Open a patient",
    run: async (page) => {
      await page.getByRole("table", { name: "Patients" }).getByRole("link").first().click();
      await page.getByRole("tab").first().waitFor();
    },
  },
  {
    step: "Go back",
    run: async (page) => {
      await page.goBack();
      await page.locator("[data-index='1']").waitFor();
    },
  },
  {
    step: "Open the palette",
    run: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("option").first().waitFor();
    },
  },
];

/** The longest task of each step at a six times slower processor. The code of all pages is loaded before. */
export async function measureSlowCpu(context: Context): Promise<SlowCpu> {
  const page = await context.newPage();
  await page.goto(`${origin}/patients`);
  await page.locator("[data-index='10']").waitFor();
  for (const { run } of steps) await run(page);
  await page.goto(`${origin}/patients`);
  await page.locator("[data-index='10']").waitFor();
  await page.getByRole("table", { name: "Patients" }).hover();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const calibrationMilliseconds = Number(await page.evaluate(calibration));
  const measured: SlowCpu["steps"] = [];
  for (const { step, run } of steps) {
    await resetLongTasks(page);
    await run(page);
    await idle(page);
    measured.push({ step, longestTaskMilliseconds: (await figuresOf(page)).task });
  }
  await context.close();
  return { slower, calibrationMilliseconds, steps: measured };
}
