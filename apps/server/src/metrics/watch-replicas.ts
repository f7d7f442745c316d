import type { Services } from "@caretype/api";
import type { Registry } from "prom-client";
import { readNumbers } from "./read-numbers.ts";

/** What this process knows of the read replicas. Each has a number, from 1, in the order of the setting. */
export function watchReplicas({ replicas }: Pick<Services, "replicas">, registers: Registry[]): void {
  const { gauge, counter } = readNumbers(registers);
  const found = () =>
    replicas?.report().replicas.map((replica, index) => ({ ...replica, number: index + 1 })) ?? [];
  gauge({
    name: "caretype_replica_lag_seconds",
    help: "How old the data of a read replica is at most",
    labelNames: ["replica"],
    aggregator: "max",
    read: () =>
      found().flatMap(({ number, lagSeconds }) =>
        lagSeconds === undefined ? [] : [[{ replica: number }, lagSeconds]],
      ),
  });
  gauge({
    name: "caretype_replica_used",
    help: "1 if a read replica answers lists and searches, 0 while it is left out",
    labelNames: ["replica"],
    aggregator: "min",
    read: () => found().map(({ number, state }) => [{ replica: number }, state === "fresh" ? 1 : 0]),
  });
  counter({
    name: "caretype_reads_total",
    help: "Statements of lists and searches by who answered: primary, or the number of a read replica",
    labelNames: ["target"],
    read: () => {
      const reads = replicas?.report().reads;
      if (reads === undefined) return [];
      const targets = reads.replicas.map((count, index) => [{ target: index + 1 }, count] as const);
      return [[{ target: "primary" }, reads.primary], ...targets];
    },
  });
}
