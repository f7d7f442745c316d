import type { Page } from "playwright-core";

const failure = {
  message: "Something failed",
  code: -32603,
  data: { code: "INTERNAL_ERROR", httpStatus: 500, requestId: "held" },
};

/** Delays a procedure's response until it is released or refused. */
export async function hold(page: Page, procedure: string) {
  const arrived = Promise.withResolvers<void>();
  const decided = Promise.withResolvers<"go on" | "refuse">();
  const pattern = `**/trpc/${procedure}**`;
  await page.route(pattern, async (route) => {
    arrived.resolve();
    const isBatch = new URL(route.request().url()).searchParams.has("batch");
    const error = { error: failure };
    if ((await decided.promise) === "go on") await route.continue();
    else await route.fulfill({ status: 500, json: isBatch ? [error] : error });
  });
  const decide = async (what: "go on" | "refuse") => {
    const answered = page.waitForResponse((response) => response.url().includes(procedure));
    decided.resolve(what);
    await answered;
    await page.unroute(pattern);
  };
  return { arrived: arrived.promise, release: () => decide("go on"), refuse: () => decide("refuse") };
}
