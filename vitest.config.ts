import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { compileCacheFolder } from "./apps/server/src/start/compile-cache.js";
import { LongestFirst } from "./packages/test-database/src/longest-first.ts";
import { reporters } from "./packages/test-database/src/reporters.ts";
import { testTimeout, waitTimeout } from "./packages/test-database/src/test-timeout.ts";

const unitTests = "**/*.unit.test.ts";
const processTests = "**/*.process.test.ts";
const mockedTests = "**/*.mocked.test.ts";
const smokeTests = "**/*.smoke.test.ts";
const extendedTests = "**/*.extended.test.ts";
const citusTests = "**/*.citus.test.ts";
const consoleTests = "apps/console/test/**/*.test.ts";
const generated = "packages/core/src/people/audit/report/described-actions.ts";
// In this order: the cluster is in the folder of the run.
const runFolder = "packages/test-database/src/run-folder.ts";
const cluster = "packages/test-database/src/global-setup.ts";
const citus = "packages/test-database/src/citus-setup.ts";
// Only `test:citus` runs these, on a Citus that runs already. Without one, the first says so and is skipped.
const onCitus = process.env.CARETYPE_CITUS_URL
  ? [
      "packages/{api,chart,coming-from-django,core,db,identity,import,scheduling,testing}/**/*.test.ts",
      "apps/server/**/*.test.ts",
    ]
  : ["packages/db/src/citus/placed.citus.test.ts"];
const notOnCitus = [
  // It stops a cluster of its own, without Citus.
  "packages/db/src/connection/listener.test.ts",
  // Citus has the months of the audit on its nodes, where nothing packs them.
  "packages/db/src/pack-audit-months.test.ts",
  // They count the rows that a plan reads. The coordinator plans for tables that have none.
  "packages/testing/test/plans.extended.test.ts",
  // They move the clock of the database. That of Citus is the machine's.
  "packages/testing/{examples/clock,test/kit/clock.extended}.test.ts",
];
// Tests use the built pages. They are built once per run.
const pages = "apps/console/test/support/build.ts";

// Respects affinity and control groups. More workers than cores, because tests wait for the database, for timeouts that
// they test, and for pages.
const cores = availableParallelism();
const maxWorkers = cores + 2;
// Files with Chromium or programs run after all others, with fewer workers, because they use several cores each.
const heavy = { maxWorkers: cores + 1, sequence: { groupOrder: 1 } };

// Programs that tests start have little to compile, too.
process.env.NODE_COMPILE_CACHE ??= compileCacheFolder;
// V8 reports too little coverage for code from the compile cache.
if (process.argv.some((word) => word.startsWith("--coverage"))) process.env.NODE_DISABLE_COMPILE_CACHE = "1";

// `test packages/scheduling` loads that module with those that it needs, and no other.
const paths = process.argv.filter((word) => /^(?:packages|apps)\//.test(word));
const [tested = "", ...others] = new Set(paths.map((path) => path.split("/")[1] ?? ""));
if (others.length === 0 && ["scheduling", "chart", "import", "coming-from-django"].includes(tested))
  process.env.CARETYPE_TEST_MODULE ??= tested;

// Compilers that tests start, tsc and esbuild, take more memory and a quarter less processor time.
process.env.GOGC ??= "400";

// One run for the whole workspace, with one throw-away cluster and one summary.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        // Needs no database.
        test: { name: "unit", include: [unitTests], globalSetup: [runFolder], maxWorkers },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["packages/**/*.test.ts", "apps/{server,bench,dev,docs}/**/*.test.ts"],
          exclude: [
            "**/node_modules/**",
            unitTests,
            processTests,
            mockedTests,
            smokeTests,
            extendedTests,
            citusTests,
          ],
          globalSetup: [runFolder, cluster],
          maxWorkers,
        },
      },
      {
        extends: true,
        // What the everyday run leaves out because it is long.
        test: { name: "extended", include: [extendedTests], globalSetup: [runFolder, cluster], maxWorkers },
      },
      {
        extends: true,
        test: {
          name: "citus",
          include: onCitus,
          exclude: ["**/node_modules/**", unitTests, processTests, mockedTests, smokeTests, ...notOnCitus],
          globalSetup: [runFolder, citus],
          maxWorkers: cores,
        },
      },
      {
        extends: true,
        // These files replace modules, so vitest loads the modules again for each file.
        test: {
          name: "mocked",
          include: [mockedTests],
          globalSetup: [runFolder, cluster],
          isolate: true,
          experimental: { viteModuleRunner: true },
          maxWorkers,
        },
      },
      {
        extends: true,
        // The everyday run's share of programs and Chromium.
        test: { name: "smoke", include: [smokeTests], globalSetup: [runFolder, cluster, pages], maxWorkers },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: [processTests],
          globalSetup: [runFolder, cluster],
          ...heavy,
        },
      },
      {
        extends: true,
        test: {
          name: "console",
          include: [consoleTests],
          exclude: ["**/node_modules/**", unitTests, smokeTests],
          globalSetup: [runFolder, cluster, pages],
          // On a busy CI machine, a browser may be too slow once. `.ci/run` lists the tests that were retried.
          retry: process.env.CI ? 1 : 0,
          // A test spends about half of its time waiting for its page.
          maxConcurrency: 2,
          ...heavy,
          sequence: { ...heavy.sequence, concurrent: true },
        },
      },
    ],
    // Node runs the files without transformation, and the files of one worker share their modules.
    isolate: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // With `--changed`, all tests run after a change of these, which no file imports.
    forceRerunTriggers: [
      ...configDefaults.forceRerunTriggers,
      "**/pnpm-lock.yaml",
      "**/packages/db/migrations/**",
    ],
    sequence: { sequencer: LongestFirst },
    reporters: reporters(),
    coverage: {
      provider: "v8",
      // Only code that Node runs. The console runs in Chromium, which measures no coverage.
      include: ["packages/*/src/**/*.ts", "apps/{bench,dev,server}/src/**/*.ts"],
      exclude: ["**/*.test.ts", "**/cases.ts", "packages/{test-api,test-database}/**", generated],
      reporter: ["text-summary", "json-summary", "html"],
      reportOnFailure: true,
    },
    execArgv: ["--import", new URL("apps/server/src/start/module-loading.ts", import.meta.url).href],
    setupFiles: ["packages/test-database/src/wait-defaults.ts"],
    testTimeout: testTimeout(),
    hookTimeout: testTimeout(),
    teardownTimeout: testTimeout(),
    // A test that asserts nothing fails.
    expect: { requireAssertions: true, poll: { timeout: waitTimeout() } },
  },
});
