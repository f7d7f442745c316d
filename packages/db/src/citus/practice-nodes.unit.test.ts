import { expect, it, vi } from "vitest";
import type { Runner } from "../connection/connection.ts";
import { PracticeNodes } from "./practice-nodes.ts";

const practice = "0198c0de-0000-7000-8000-000000000001";

/** A coordinator that answers, and a node whose clock is `ahead` by some seconds. */
function nodesOf({ version = "Citus 13.2.0 on x86_64", has = true, ahead = 0, connected = true }) {
  const asked: string[] = [];
  const coordinator: Runner = {
    run: async ({ text }) => {
      asked.push(text);
      if (text.includes("pg_dist_node")) return [{ now: 1_000, host: "one", port: 5432 }] as never;
      return [{ has, version, names: "session|mail|pgboss" }] as never;
    },
  };
  const state = { connected };
  const nodes = new PracticeNodes(coordinator, ({ host, port }, isCentral) => ({
    name: `${host}:${port}`,
    isCentral,
    connect: async () => 1_000 + ahead,
    isConnected: () => state.connected,
  }));
  return { nodes, asked, state };
}

/** All questions are answered by then. */
const answered = () => new Promise((resolve) => setImmediate(resolve));

it("a practice's node is known once the coordinator and the node have answered, for a minute", async () => {
  const { nodes, asked, state } = nodesOf({});
  expect(nodes.of(practice)).toBeUndefined();
  await answered();
  expect(nodes.of(practice)).toMatchObject({ name: "one:5432" });
  state.connected = false;
  expect(nodes.of(practice)).toBeUndefined();
  expect(asked).toHaveLength(3);
  state.connected = true;
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_001);
  expect(nodes.of(practice)).toBeUndefined();
  vi.restoreAllMocks();
  await answered();
  expect(asked).toHaveLength(4);
  expect(nodes.all()).toHaveLength(1);
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
