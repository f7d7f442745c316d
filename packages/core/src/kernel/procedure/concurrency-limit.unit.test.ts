import { expect, it } from "vitest";
import { ConcurrencyLimit } from "./concurrency-limit.ts";

/** A limit whose tasks end on command, in the order in which they started. */
function createQueue({ concurrency = 1, maxQueueLength = 4 } = {}) {
  const queue = new ConcurrencyLimit({ concurrency, maxQueueLength, busy: () => new Error("busy") });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const join = (caller: string, name: string) =>
    queue
      .run(caller, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
      })
      .then(
        () => "done",
        (error: unknown) => String(error),
      );
  const turns = async (count: number) => {
    for (let i = 0; i < count; i++) {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return begun;
  };
  return { queue, join, turns, begun };
}

it("runs as many tasks as allowed, and starts the next when one ends", async () => {
  const { join, turns, begun } = createQueue({ concurrency: 2 });
  const ended = ["1", "2", "3", "4"].map((name) => join("a", name));
  expect(begun).toEqual(["1", "2"]);
  expect(await turns(1)).toEqual(["1", "2", "3"]);
  await turns(3);
  expect(await Promise.all(ended)).toEqual(["done", "done", "done", "done"]);
  void join("b", "5");
  void join("b", "6");
  expect(begun.slice(4)).toEqual(["5", "6"]);
  await turns(2);
});

it("is fair to callers", async () => {
  const { join, turns } = createQueue({ maxQueueLength: 10 });
  for (const name of ["a1", "a2", "a3", "a4"]) void join("a", name);
  for (const name of ["b1", "b2"]) void join("b", name);
  void join("c", "c1");
  expect(await turns(6)).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
  await turns(1);
});

it("lets one caller fill the queue, then gives others their share", async () => {
  const { join, turns } = createQueue();
  const ofOne = ["a1", "a2", "a3", "a4", "a5", "a6"].map((name) => join("a", name));
  expect(await ofOne[5]).toBe("Error: busy");
  const others = [join("b", "b1"), join("b", "b2"), join("b", "b3")];
  expect(await Promise.all([ofOne[4], ofOne[3], others[2]])).toEqual(Array(3).fill("Error: busy"));
  expect(await turns(4)).toEqual(["a1", "a2", "b1", "a3", "b2"]);
  await turns(1);
  expect(await Promise.all([...ofOne.slice(0, 3), others[0], others[1]])).toEqual(Array(5).fill("done"));
});

it("starts the next task after a failure, and rejects all waiting ones", async () => {
  const { queue, join, turns } = createQueue();
  const failing = queue.run("a", () => Promise.reject(new Error("its own error")));
  const after = join("a", "1");
  const refused = join("a", "2");
  await expect(failing).rejects.toThrow("its own error");
  queue.refuseAll();
  expect(await refused).toBe("Error: busy");
  await turns(1);
  expect(await after).toBe("done");
  const next = join("b", "3");
  await turns(1);
  expect(await next).toBe("done");
});
