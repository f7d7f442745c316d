import type { Context, Page } from "./chromium.ts";

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

export const countFrames = (context: Context) => context.addInitScript(counting);

/** Frames per second while `scroll` runs. */
export async function frameRate(page: Page, scroll: () => Promise<void>): Promise<number> {
  const read = async () => Number(await page.evaluate("globalThis.frames"));
  const [before, startedAt] = [await read(), performance.now()];
  await scroll();
  return (1_000 * ((await read()) - before)) / (performance.now() - startedAt);
}

/** Opens the bare page in the same context, and so with the same browser and the same window. */
export async function openBarePage(context: Context, pixels: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto("about:blank");
  await page.evaluate(barePage(pixels));
  return page;
}
