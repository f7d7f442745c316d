import { createRecursiveProxy } from "@trpc/server/unstable-core-do-not-import";

export const createTRPCRecursiveProxy = createRecursiveProxy;

/** Called only for a router in the same process. */
export function callTRPCProcedure(): never {
  throw new Error("The console has no router");
}
