import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { reporters } from "./packages/db/src/testing/slow-files.ts";
import { testTimeout, waitTimeout } from "./packages/db/src/testing/test-timeout.ts";

const unitTests = "**/*.unit.test.ts";
const processTests = "**/*.process.test.ts";
const mockedTests = "**/*.mocked.test.ts";
const consoleTests = "apps/console/test/**/*.test.ts";
const generated = "packages/api/src/audit/report/described-actions.ts";
const cluster = "packages/db/src/testing/global-setup.ts";

// Respects affinity and control groups. Tests wait for the database now and then, and one more keeps the cores busy.
const maxWorkers = availableParallelism() + 1;
// Files that start programs, Chromium among them, run one after another, after all others.
const oneByOne = { maxWorkers: 1, sequence: { groupOrder: 1 } };

// V8 counts too little of code that it takes from the compile cache.
if (process.argv.some((word) => word.startsWith("--coverage"))) process.env.NODE_DISABLE_COMPILE_CACHE = "1";

// One run over the whole workspace: one throw-away cluster, one summary.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        // Needs no database.
        test: { name: "unit", include: [unitTests], maxWorkers },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["packages/**/*.test.ts", "apps/{server,bench}/**/*.test.ts"],
          exclude: ["**/node_modules/**", unitTests, processTests, mockedTests],
          globalSetup: [cluster],
          maxWorkers,
        },
      },
      {
        extends: true,
        // Replaces modules, so vitest loads them, anew for each file.
        test: {
          name: "mocked",
          include: [mockedTests],
          globalSetup: [cluster],
          isolate: true,
          experimental: { viteModuleRunner: true },
          maxWorkers,
        },
      },
      {
        extends: true,
        test: { name: "process", include: [processTests], globalSetup: [cluster], ...oneByOne },
      },
      {
        extends: true,
        // The pages are tested as they are served: built once a run.
        test: {
          name: "console",
          include: [consoleTests],
          globalSetup: [cluster, "apps/console/test/support/build.ts"],
          // In CI a browser may once have less of the machine than a test needs; `.ci/run` names whose test it was.
          retry: process.env.CI ? 1 : 0,
          // A test waits for its page about half of the time.
          sequence: { ...oneByOne.sequence, concurrent: true },
          maxConcurrency: availableParallelism(),
          maxWorkers: 1,
        },
      },
    ],
    // Node runs the files as they are, and those of one worker share what they load.
    isolate: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    reporters: reporters(),
    coverage: {
      provider: "v8",
      // What Node runs. The console runs in Chromium, which counts nothing.
      include: ["packages/*/src/**/*.ts", "apps/{bench,dev,server}/src/**/*.ts"],
      exclude: ["**/*.test.ts", "**/cases.ts", "packages/{api,db}/src/testing/**", generated],
      reporter: ["text-summary", "json-summary", "html"],
      reportOnFailure: true,
    },
    execArgv: ["--import", new URL("apps/server/src/start/quick-loading.ts", import.meta.url).href],
    globalSetup: ["packages/db/src/testing/run-folder.ts"],
    setupFiles: ["packages/db/src/testing/generous-waits.ts"],
    testTimeout: testTimeout(),
    hookTimeout: testTimeout(),
    teardownTimeout: testTimeout(),
    // A test that asserts nothing fails.
    expect: { requireAssertions: true, poll: { timeout: waitTimeout() } },
  },
});
