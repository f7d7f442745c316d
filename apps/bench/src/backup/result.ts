import { z } from "zod";
import { Latency } from "../isolation/result.ts";

export const BackupResult = z.object({
  patients: z.int(),
  callsPerSecond: z.int(),
  /** Each has a slice without a backup and one during it, right after one another. */
  rounds: z.array(z.object({ quiet: Latency, during: Latency, backupSeconds: z.number() })),
  failures: z.int(),
});
export type BackupResult = z.output<typeof BackupResult>;
