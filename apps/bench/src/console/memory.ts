import { measureMemory, visitRepeatedly } from "@caretype/testing/browser/memory";
import { type Context, origin } from "./chromium.ts";
import type { Memory } from "./result.ts";

/** Rounds of these pages. */
const rounds = { full: 40, small: 10 };
const warmUp = 4;

/** What the console holds after many pages, and after a sign-out, relative to before. */
export async function measureConsoleMemory(context: Context, isSmall: boolean): Promise<Memory> {
  const page = await context.newPage();
  await page.goto(`${origin}/patients`);
  const link = page.getByRole("table", { name: "Patients" }).getByRole("link").first();
  const patient = (await link.getAttribute("href")) ?? "/patients/new";
  const paths = [patient, "/", "/doctors", "/imports", "/patients"];
  const visit = async (times: number) => {
    await visitRepeatedly(page, paths, times);
    await link.waitFor();
    return measureMemory(page);
  };
  const before = await visit(warmUp);
  const count = rounds[isSmall ? "small" : "full"];
  const after = await visit(count);
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const signedOut = await measureMemory(page);
  await context.close();
  return {
    navigations: count * paths.length,
    heapRatio: after.heap / before.heap,
    newListeners: after.listeners - before.listeners,
    newDetachedNodes: after.detached - before.detached,
    signedOutRatio: signedOut.heap / before.heap,
  };
}
