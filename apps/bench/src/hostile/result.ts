import { z } from "zod";
import { IsolationRow } from "../isolation/result.ts";

export const HostileCost = z.object({
  name: z.string(),
  path: z.string(),
  status: z.int(),
  /** CPU time of the server's process, over all threads. */
  cpuMilliseconds: z.number(),
  /** The same of a Node server that only answers 404. */
  bareNodeMilliseconds: z.number().nullable().default(null),
});
export type HostileCost = z.output<typeof HostileCost>;

export const HostileResult = z.object({
  tries: z.int(),
  costs: z.array(HostileCost),
  sliceSeconds: z.number(),
  rows: z.array(IsolationRow),
  /** The same requests to a bare Node beside Caretype: what sending them costs on a machine that does it all. */
  control: IsolationRow.nullable().default(null),
});
export type HostileResult = z.output<typeof HostileResult>;
