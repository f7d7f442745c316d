import { DomainError } from "@caretype/api";
import { open, permit, router } from "@caretype/api/procedure";
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
  echo: open()
    .input(jsonSchema)
    .query(({ input }) => ({ input })),
  write: open()
    .input(jsonSchema)
    .mutation(({ input }) => ({ input })),
  batchIndex: open().query(({ batchIndex, path }) => ({ batchIndex, path })),
  noInput: permit("patient:create").mutation(() => "done"),
  nothing: open().query(() => undefined),
  nil: open().query(() => null),
  callable: open().query(() => () => "a function has no JSON"),
  big: open().query(() => ({ count: 10n })),
  writeBig: open().mutation(() => ({ count: 10n })),
  promised: open().query(() => ({ later: Promise.resolve(1) })),
  writePromised: open().mutation(() => ({ later: Promise.resolve(1) })),
  generated: open().query(async function* () {
    yield 1;
  }),
  fakePromise: open().query(() => JSON.parse('{"value":{"then":1,"catch":2}}')),
  promises: open().query(() => [Promise.resolve(1)]),
  ownJson: open().query(() => ({ toJSON: () => "its own" })),
  thrownText: open().query(() => {
    throw "a text";
  }),
  thrownNothing: open().query(() => {
    throw undefined;
  }),
  unwritableError: open().query(() => {
    throw new DomainError("STALE_VERSION", { current: 10n });
  }),
  ownShape: open()
    .errors(() => ({ code: -32_600, message: "shaped by itself", data: { httpStatus: 418 } }))
    .query(() => {
      throw new Error("teapot");
    }),
  meet: open()
    .input(z.int())
    .query(async ({ input, batchIndex }) => {
      await meet(input);
      return batchIndex;
    }),
  untilAborted: open().mutation(async ({ signal }) => {
    const gone = new Promise((resolve) => signal?.addEventListener("abort", resolve));
    abandoned.begun += 1;
    await gone;
    abandoned.aborted += 1;
  }),
  ticks: open().subscription(async function* () {
    yield 1;
    yield 2;
  }),
});

export const oddRouter = router({ pet: toyRouter.pet, fault: toyRouter.fault, odd });
