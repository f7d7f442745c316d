import { startCluster } from "./cluster.ts";

let stop: (() => Promise<void>) | undefined;

/**
 * Starts one PostgreSQL for all test processes of a run.
 * vitest calls it if `globalSetup` is `@caretype/testing/global-setup`.
 */
export async function setup(): Promise<void> {
  stop ??= await startCluster();
}

/** Stops it after the run. */
export async function teardown(): Promise<void> {
  await stop?.();
  stop = undefined;
}

/** The names that node:test calls: `node --test --test-global-setup=<file>`. */
export { setup as globalSetup, teardown as globalTeardown };
