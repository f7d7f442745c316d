import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { findBacklog } from "@caretype/api/monitoring/backlog";
import { openDatabase } from "@caretype/db";
import { Gauge, Registry } from "prom-client";
import { expect, test } from "vitest";
import { createMetrics } from "../src/metrics/metrics.ts";
import { addUpNumbers, packNumbers } from "../src/metrics/packed-numbers.ts";
import { toyServices } from "./toy-services.ts";

test("numbers of a database that does not answer are left out, and not 0", async () => {
  const metrics = createMetrics();
  metrics.watch(toyServices());
  metrics.onCall({ procedure: "pet.list", outcome: "OK", milliseconds: 3 });
  const lines = (await metrics.registry.metrics()).split("\n");
  const values = lines.filter((line) => line.startsWith("caretype_"));
  expect(values).toContain("caretype_database_up 0");
  expect(values).toContain('caretype_calls_total{procedure="pet.list",outcome="OK"} 1');
  expect(values.filter((line) => /oldest_mail|seal_lag|jobs/.test(line))).toEqual([]);
});

test("an infinite number stays infinite on its way between processes", async () => {
  const registers = [new Registry()];
  const aggregator = "max";
  new Gauge({ name: "lag_seconds", help: "Lag", aggregator, registers }).set(Number.POSITIVE_INFINITY);
  const packed = await Promise.all(registers.map(packNumbers));
  expect(await addUpNumbers([...packed, ...packed])).toContain("\nlag_seconds +Inf\n");
});

test("metrics do not wait for a frozen database", async () => {
  // Accepts connections, and never says anything.
  const frozen = createServer().listen(0, "127.0.0.1");
  await once(frozen, "listening");
  const port = portOf(frozen.address());
  const database = openDatabase({ url: `postgres://nobody@127.0.0.1:${port}/none`, listenUrl: null });
  const metrics = createMetrics();
  metrics.watch({ ...toyServices(), database });
  const givenUp = findBacklog(database.reader).catch(() => "the database's own time limit");
  const first = await Promise.race([metrics.registry.metrics(), givenUp]);
  expect(first).toContain("\ncaretype_database_up 0\n");
  await database.close();
  frozen.close();
});

const portOf = (address: AddressInfo | string | null) =>
  typeof address === "object" && address !== null ? address.port : 0;
