import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { testTimeout, waitTimeout } from "./packages/db/src/testing/test-timeout.ts";

const processTests = "**/*.process.test.ts";
const mockedTests = "**/*.mocked.test.ts";
// Respects affinity and control groups.
const cores = availableParallelism();
// Starts programs of its own: Chromium, or servers. Such files run one after another, after all others.
const heavy = { maxWorkers: 1, sequence: { groupOrder: 1 } };

// One run over the whole workspace: one throw-away cluster, one summary.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "database",
          include: ["packages/**/*.test.ts", "apps/{server,bench}/**/*.test.ts"],
          exclude: ["**/node_modules/**", processTests, mockedTests],
          // Tests wait for the database now and then: one file more than there are cores keeps the cores busy.
          maxWorkers: cores + 1,
          // Node runs the files as they are, and those of one worker share what they load.
          isolate: false,
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
      {
        extends: true,
        // Replaces modules, so each file loads its own.
        test: { name: "mocked", include: [mockedTests], maxWorkers: cores + 1 },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: [`packages/${processTests}`, `apps/{server,bench}/${processTests}`],
          ...heavy,
        },
      },
      {
        extends: true,
        // The pages are tested as they are served: built once a run.
        test: {
          name: "console",
          include: ["apps/console/**/*.test.{ts,tsx}"],
          globalSetup: ["apps/console/test/support/build.ts"],
          // In CI a browser may once have less of the machine than a test needs; `.ci/run` names whose test it was.
          retry: process.env.CI ? 1 : 0,
          ...heavy,
        },
      },
    ],
    execArgv: ["--import", new URL("apps/server/src/start/quick-loading.ts", import.meta.url).href],
    globalSetup: ["packages/db/src/testing/run-folder.ts", "packages/db/src/testing/global-setup.ts"],
    setupFiles: ["packages/db/src/testing/generous-waits.ts"],
    testTimeout: testTimeout(),
    hookTimeout: testTimeout(),
    teardownTimeout: testTimeout(),
    expect: { poll: { timeout: waitTimeout() } },
  },
});
