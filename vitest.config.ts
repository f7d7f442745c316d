import { defineConfig } from "vitest/config";

// One run over the whole workspace: one throw-away cluster, one summary, files side by side.
export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "apps/**/*.test.ts"],
    globalSetup: ["packages/db/src/testing/global-setup.ts"],
    execArgv: ["--import", new URL("apps/server/src/quick-loading.ts", import.meta.url).href],
    // Many tests wait for a database or a clock; by default a machine of two cores would run one file at a time.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
