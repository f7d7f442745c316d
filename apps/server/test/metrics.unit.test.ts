import { expect, test } from "vitest";
import { createMetrics } from "../src/metrics/metrics.ts";
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
