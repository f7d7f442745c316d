import type { Page } from "playwright-core";

const failure = {
  message: "Something failed",
  code: -32603,
  data: { code: "INTERNAL_ERROR", httpStatus: 500, requestId: "held" },
};

/** The procedures of a call or a batch. */
const calledBy = (url: URL) => url.pathname.split("/trpc/")[1]?.split(",") ?? [];

/** Delays the response of a procedure and its batch until it is released or refused. */
export async function hold(page: Page, procedure: string) {
  const arrived = Promise.withResolvers<void>();
  const decided = Promise.withResolvers<"go on" | "refuse">();
  const isOfProcedure = (url: URL) => calledBy(url).includes(procedure);
  await page.route(isOfProcedure, async (route) => {
    arrived.resolve();
    const url = new URL(route.request().url());
    const isBatch = url.searchParams.has("batch");
    const error = { error: failure };
    if ((await decided.promise) === "go on") await route.continue();
    else await route.fulfill({ status: 500, json: isBatch ? calledBy(url).map(() => error) : error });
  });
  const decide = async (what: "go on" | "refuse") => {
    const answered = page.waitForResponse((response) => isOfProcedure(new URL(response.url())));
    decided.resolve(what);
    await answered;
    await page.unroute(isOfProcedure);
  };
  return { arrived: arrived.promise, release: () => decide("go on"), refuse: () => decide("refuse") };
}
