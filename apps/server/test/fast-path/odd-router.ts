import { DomainError } from "@caretype/api";
import { protectedProcedure, publicProcedure, router } from "@caretype/api/procedure";
import { z } from "zod";
import { toyRouter } from "../toy-router.ts";

const toy = { describes: "Read a toy" } as const;

const jsonSchema = z.json().optional();

/** Calls whose clients disconnect. */
export const abandoned = { begun: 0, aborted: 0 };

let waiting: (() => void)[] = [];

/** Waits until this number of calls has arrived. */
function meet(count: number): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length < count) return;
    for (const go of waiting) go();
    waiting = [];
  });
}

/** Outputs and errors that our procedures do not have, but tRPC's protocol supports. */
const odd = router({
  echo: publicProcedure(toy)
    .input(jsonSchema)
    .query(({ input }) => ({ input })),
  write: publicProcedure(toy)
    .input(jsonSchema)
    .mutation(({ input }) => ({ input })),
  batchIndex: publicProcedure(toy).query(({ batchIndex, path }) => ({ batchIndex, path })),
  noInput: protectedProcedure("patient:create", toy).mutation(() => "done"),
  nothing: publicProcedure(toy).query(() => undefined),
  nil: publicProcedure(toy).query(() => null),
  callable: publicProcedure(toy).query(() => () => "a function has no JSON"),
  big: publicProcedure(toy).query(() => ({ count: 10n })),
  writeBig: publicProcedure(toy).mutation(() => ({ count: 10n })),
  promised: publicProcedure(toy).query(() => ({ later: Promise.resolve(1) })),
  writePromised: publicProcedure(toy).mutation(() => ({ later: Promise.resolve(1) })),
  generated: publicProcedure(toy).query(async function* () {
    yield 1;
  }),
  fakePromise: publicProcedure(toy).query(() => JSON.parse('{"value":{"then":1,"catch":2}}')),
  promises: publicProcedure(toy).query(() => [Promise.resolve(1)]),
  ownJson: publicProcedure(toy).query(() => ({ toJSON: () => "its own" })),
  thrownText: publicProcedure(toy).query(() => {
    throw "a text";
  }),
  thrownNothing: publicProcedure(toy).query(() => {
    throw undefined;
  }),
  unwritableError: publicProcedure({ ...toy, errors: ["STALE_VERSION"] }).query(() => {
    throw new DomainError("STALE_VERSION", { current: 10n });
  }),
  meet: publicProcedure(toy)
    .input(z.int())
    .query(async ({ input, batchIndex }) => {
      await meet(input);
      return batchIndex;
    }),
  untilAborted: publicProcedure(toy).mutation(async ({ signal }) => {
    const gone = new Promise((resolve) => signal?.addEventListener("abort", resolve));
    abandoned.begun += 1;
    await gone;
    abandoned.aborted += 1;
  }),
  ticks: publicProcedure(toy).subscription(async function* () {
    yield 1;
    yield 2;
  }),
});

export const oddRouter = router({ pet: router(toyRouter.pet), fault: router(toyRouter.fault), odd });
