import { z } from "zod";
import { IsolationRow } from "../isolation/result.ts";

export const HostileCost = z.object({
  name: z.string(),
  path: z.string(),
  status: z.int(),
  /** Of the server's process, with all its threads. */
  cpuMilliseconds: z.number(),
});
export type HostileCost = z.output<typeof HostileCost>;

export const HostileResult = z.object({
  tries: z.int(),
  costs: z.array(HostileCost),
  sliceSeconds: z.number(),
  rows: z.array(IsolationRow),
});
export type HostileResult = z.output<typeof HostileResult>;
