import { afterEach, expect, it, vi } from "vitest";
import type { Runner } from "../connection/connection.ts";
import { DatabaseUnavailable } from "../errors.ts";
import { PracticeNodes } from "./practice-nodes.ts";

const practice = "0198c0de-0000-7000-8000-000000000001";

type Given = { version?: string; has?: boolean; ahead?: number; answers?: boolean; reached?: boolean };

/** A coordinator that answers and may reach the node, whose clock is `ahead` by some seconds if it answers. */
function nodesOf(given: Given) {
  const state = {
    version: "Citus 13.2.0 on x86_64",
    has: true,
    ahead: 0,
    answers: true,
    reached: true,
    host: "one",
    ...given,
  };
  const runner: Runner = {
    run: async ({ text }) => {
      const place = text.includes("pg_dist_node") && { host: state.host, port: 5432 };
      const names = "session|mail|pgboss";
      return [{ ...state, reaches: state.reached, now: 1_000, names, ...place }] as never;
    },
  };
  const nodes = new PracticeNodes({ reader: runner, searcher: runner }, ({ host, port }, isCentral) => ({
    name: `${host}:${port}`,
    isCentral,
    readClock: async () => {
      if (!state.answers && host === "one") throw new Error("It does not answer.");
      return 1_000 + state.ahead;
    },
  }));
  return { nodes, state };
}

/** All queries are answered by then. */
const answered = () => new Promise((resolve) => setImmediate(resolve));

/** Returns what is known after this many milliseconds, asking as often as it takes. */
async function askAfter({ nodes }: ReturnType<typeof nodesOf>, milliseconds: number) {
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + milliseconds);
  try {
    nodes.of(practice);
  } catch {
    // The earlier result.
  }
  await answered();
  return nodes.of(practice);
}

afterEach(() => void vi.restoreAllMocks());

it("a practice's node is known once the coordinator and the node have answered", async () => {
  const given = nodesOf({});
  expect(given.nodes.of(practice)).toBeUndefined();
  await answered();
  expect(given.nodes.of(practice)).toMatchObject({ name: "one:5432" });
  // Calls use the known result, also during a new look-up.
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_001);
  expect(given.nodes.of(practice)).toMatchObject({ name: "one:5432" });
  expect(given.nodes.all()).toHaveLength(1);
});

it("a node that nobody reaches refuses its practices until it answers", async () => {
  const given = nodesOf({});
  await askAfter(given, 0);
  Object.assign(given.state, { answers: false, reached: false });
  await expect(askAfter(given, 1_001)).rejects.toThrow(DatabaseUnavailable);
  given.state.answers = true;
  expect(await askAfter(given, 1_001)).toMatchObject({ name: "one:5432" });
});

it("a practice that has moved is answered by its new node within a second, though its former one is down", async () => {
  const given = nodesOf({});
  await askAfter(given, 0);
  Object.assign(given.state, { answers: false, reached: false });
  await expect(askAfter(given, 1_001)).rejects.toThrow(DatabaseUnavailable);
  given.state.host = "two";
  expect(await askAfter(given, 1_001)).toMatchObject({ name: "two:5432" });
});

it("the coordinator is asked for a node that it alone reaches, until the node answers", async () => {
  const given = nodesOf({});
  await askAfter(given, 0);
  given.state.answers = false;
  expect(await askAfter(given, 1_001)).toBeUndefined();
  given.state.answers = true;
  expect(await askAfter(given, 10_001)).toMatchObject({ name: "one:5432" });
});

it("statements that name a table of the coordinator are sent there", async () => {
  const { nodes } = nodesOf({});
  nodes.of(practice);
  await answered();
  const isCentral = nodes.of(practice)?.isCentral;
  expect(isCentral?.('select "session_id" from "audit_entry"')).toBe(false);
  expect(isCentral?.('select from "session"')).toBe(true);
  expect(isCentral?.("select from pgboss.job")).toBe(true);
});

it.each([
  ["there is no Citus", { has: false }],
  ["a release frees no plans", { version: "Citus 13.2.2 on x86_64" }],
  ["a release was not tried", { version: "Citus 12.1.12 on x86_64" }],
  ["the node's clock is ahead", { ahead: 5 }],
  ["the node's clock is behind", { ahead: -5 }],
])("the coordinator is asked if %s", async (_, given) => {
  const { nodes } = nodesOf(given);
  nodes.of(practice);
  await answered();
  expect(nodes.of(practice)).toBeUndefined();
});
