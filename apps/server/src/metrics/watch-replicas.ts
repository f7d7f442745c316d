import type { Services } from "@caretype/api";
import { Counter, Gauge, type Registry } from "prom-client";

/** What this process knows of the read replicas. Each has a number, from 1, in the order of the setting. */
export function watchReplicas({ replicas }: Pick<Services, "replicas">, registers: Registry[]): void {
  const found = () =>
    replicas?.report().replicas.map((replica, index) => ({ ...replica, number: index + 1 })) ?? [];
  new Gauge({
    name: "caretype_replica_lag_seconds",
    help: "How old the data of a read replica is at most",
    labelNames: ["replica"] as const,
    aggregator: "max",
    registers,
    collect() {
      this.reset();
      for (const { number, lagSeconds } of found())
        if (lagSeconds !== undefined) this.set({ replica: number }, lagSeconds);
    },
  });
  new Gauge({
    name: "caretype_replica_used",
    help: "1 if a read replica answers lists and searches, 0 while it is left out",
    labelNames: ["replica"] as const,
    aggregator: "min",
    registers,
    collect() {
      for (const { number, state } of found()) this.set({ replica: number }, state === "fresh" ? 1 : 0);
    },
  });
  new Counter({
    name: "caretype_reads_total",
    help: "Statements of lists and searches by who answered: primary, or the number of a read replica",
    labelNames: ["target"] as const,
    registers,
    collect() {
      this.reset();
      if (replicas === undefined) return;
      const { reads } = replicas.report();
      this.inc({ target: "primary" }, reads.primary);
      reads.replicas.forEach((count, index) => void this.inc({ target: String(index + 1) }, count));
    },
  });
}
