import { startCluster } from "./cluster.ts";

let stop: (() => Promise<void>) | undefined;

/** The entry point for node:test: `node --test --test-global-setup=<file>`. */
export async function globalSetup(): Promise<void> {
  stop ??= await startCluster();
}

export async function globalTeardown(): Promise<void> {
  await stop?.();
  stop = undefined;
}

/**
 * Starts one PostgreSQL for all test processes of a run, and resolves to a function that stops it. Set `globalSetup`
 * of vitest or Playwright to `@caretype/testing/global-setup`.
 */
// biome-ignore lint/style/noDefaultExport: Playwright knows no other name.
export default async function setup(): Promise<() => Promise<void>> {
  await globalSetup();
  return globalTeardown;
}
