import { z } from "zod";

export const ClientResult = z.object({
  minifiedBytes: z.int(),
  gzipBytes: z.int(),
  calls: z.int(),
  requests: z.int(),
});
export type ClientResult = z.output<typeof ClientResult>;
