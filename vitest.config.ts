import { defineConfig } from "vitest/config";

const database = "packages/db/src/testing/global-setup.ts";

// One run over the whole workspace: one throw-away cluster, one summary, files side by side.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "server",
          include: ["packages/**/*.test.ts", "apps/{server,bench}/**/*.test.ts"],
          globalSetup: [database],
        },
      },
      {
        extends: true,
        // Its pages are tested as they are served, so it is built once, and nothing else waits for that.
        test: {
          name: "console",
          include: ["apps/console/**/*.test.{ts,tsx}"],
          globalSetup: [database, "apps/console/test/support/build.ts"],
          testTimeout: 60_000,
          // A page on a busy machine takes its time; what is waited for comes or does not.
          expect: { poll: { timeout: 15_000 } },
          // In CI a browser may once have less of the machine than a test waits for; `.ci/run` names whose test it was.
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
    execArgv: ["--import", new URL("apps/server/src/quick-loading.ts", import.meta.url).href],
    // Many tests wait for a database or a clock; by default a machine of two cores would run one file at a time.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
