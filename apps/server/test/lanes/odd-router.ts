import { DomainError } from "@caretype/api";
import { protectedProcedure, publicProcedure, router } from "@caretype/api/procedure";
import { z } from "zod";
import { toyRouter } from "../toy-router.ts";

const jsonSchema = z.json().optional();

/** Calls whose clients go away. */
export const abandoned = { begun: 0, aborted: 0 };

let waiting: (() => void)[] = [];

/** Waits until so many calls have come here. */
function meet(count: number): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length < count) return;
    for (const go of waiting) go();
    waiting = [];
  });
}

/** Outputs and errors that no procedure of ours has, and that tRPC's protocol has an answer for. */
const odd = router({
  echo: publicProcedure()
    .input(jsonSchema)
    .query(({ input }) => ({ input })),
  write: publicProcedure()
    .input(jsonSchema)
    .mutation(({ input }) => ({ input })),
  batchIndex: publicProcedure().query(({ batchIndex, path }) => ({ batchIndex, path })),
  noInput: protectedProcedure("patient:create").mutation(() => "done"),
  nothing: publicProcedure().query(() => undefined),
  nil: publicProcedure().query(() => null),
  callable: publicProcedure().query(() => () => "a function has no JSON"),
  big: publicProcedure().query(() => ({ count: 10n })),
  writeBig: publicProcedure().mutation(() => ({ count: 10n })),
  promised: publicProcedure().query(() => ({ later: Promise.resolve(1) })),
  writePromised: publicProcedure().mutation(() => ({ later: Promise.resolve(1) })),
  generated: publicProcedure().query(async function* () {
    yield 1;
  }),
  fakePromise: publicProcedure().query(() => JSON.parse('{"value":{"then":1,"catch":2}}')),
  promises: publicProcedure().query(() => [Promise.resolve(1)]),
  ownJson: publicProcedure().query(() => ({ toJSON: () => "its own" })),
  thrownText: publicProcedure().query(() => {
    throw "a text";
  }),
  thrownNothing: publicProcedure().query(() => {
    throw undefined;
  }),
  unwritableError: publicProcedure().query(() => {
    throw new DomainError("STALE_VERSION", { current: 10n });
  }),
  ownShape: publicProcedure()
    .errors(() => ({ code: -32_600, message: "shaped by itself", data: { httpStatus: 418 } }))
    .query(() => {
      throw new Error("teapot");
    }),
  meet: publicProcedure()
    .input(z.int())
    .query(async ({ input, batchIndex }) => {
      await meet(input);
      return batchIndex;
    }),
  untilAborted: publicProcedure().mutation(async ({ signal }) => {
    const gone = new Promise((resolve) => signal?.addEventListener("abort", resolve));
    abandoned.begun += 1;
    await gone;
    abandoned.aborted += 1;
  }),
  ticks: publicProcedure().subscription(async function* () {
    yield 1;
    yield 2;
  }),
});

export const oddRouter = router({ pet: toyRouter.pet, fault: toyRouter.fault, odd });
