import { compareSync, hashSync } from "bcryptjs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createPasswords } from "./hashing.ts";
import { verify } from "./worker.ts";

vi.mock("bcryptjs", { spy: true });
beforeEach(() => vi.clearAllMocks());

const cost = 7;
const digest = "a digest of somebody's password";

/** bcrypt's work since the last call, which doubles with each step of the cost. */
function workDone(): number {
  const compared = vi.mocked(compareSync).mock.calls.map(([, hash]) => Number(hash.slice(4, 6)));
  const hashed = vi.mocked(hashSync).mock.calls.map(([, salt]) => Number(salt));
  vi.clearAllMocks();
  return [...compared, ...hashed].reduce((sum, one) => sum + 2 ** one, 0);
}

describe("a wrong password takes the same work", () => {
  it.each([4, 5, 6, cost])("for a hash of cost %i", (older) => {
    const hash = hashSync(digest, older);
    workDone();
    expect(verify({ digest: "another", hash, cost })).toBe(false);
    expect(workDone()).toBe(2 ** cost);
  });
});

it("an unknown account, or one without a password, takes a comparison at full cost", async () => {
  const run = vi.fn(async (_task: { hash: string; cost: number }) => false);
  vi.doMock("piscina", () => ({
    Piscina: class {
      run = run;
      on() {
        return this;
      }
      async destroy() {}
    },
  }));
  const passwords = createPasswords({ cost, workers: 1 });
  for (const known of [null, "!"]) expect(await passwords.verify("wrong", known)).toBe(false);
  await passwords.close();
  expect(run.mock.calls.map(([task]) => [task.hash.slice(0, 7), task.cost])).toEqual([
    ["$2b$07$", cost],
    ["$2b$07$", cost],
  ]);
});
