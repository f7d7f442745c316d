import { existsSync } from "node:fs";
import { DefaultReporter, type Reporter, type TestModule, type Vitest } from "vitest/node";

/** The default reporter. With `-t`, it omits files without such a test, and fails if there is none at all. */
class MatchedFiles extends DefaultReporter {
  override onInit(vitest: Vitest): void {
    super.onInit(vitest);
    const path = vitest.config.testNamePattern?.source.replaceAll("\\/", "/");
    if (path === undefined || !existsSync(path)) return;
    this.error(`"${path}" is a path, and -t is for names of tests: leave it out.`);
    // Otherwise all files would load.
    process.exit(1);
  }

  override printTestModule(file: TestModule): void {
    if (!this.#isSearch || file.state() !== "skipped") super.printTestModule(file);
  }

  override onTestRunEnd(...[files, ...rest]: Parameters<DefaultReporter["onTestRunEnd"]>): void {
    super.onTestRunEnd(files, ...rest);
    if (!this.#isSearch || files.some((file) => file.state() !== "skipped")) return;
    this.error(`No test has a name that matches ${this.ctx.config.testNamePattern}.`);
    process.exitCode = 1;
  }

  get #isSearch(): boolean {
    return this.ctx.config.testNamePattern !== undefined;
  }
}

const slowVariable = "CARETYPE_TEST_SLOW";
const most = 20;
const root = process.cwd();

/** The duration of a file in seconds, including its imports. */
function secondsOf(file: TestModule): number {
  const { collectDuration, setupDuration, duration } = file.diagnostic();
  return (collectDuration + setupDuration + duration) / 1_000;
}

const slowFiles: Reporter = {
  onTestRunEnd(files) {
    const all = files.map((file) => ({ file, seconds: secondsOf(file) }));
    const total = all.reduce((sum, { seconds }) => sum + seconds, 0);
    const slowest = all.toSorted((one, other) => other.seconds - one.seconds).slice(0, most);
    const lines = slowest.map(({ file, seconds }) =>
      [
        seconds.toFixed(1).padStart(7),
        file.project.name.padEnd(8),
        file.moduleId.replace(`${root}/`, ""),
      ].join("  "),
    );
    process.stdout.write(
      `\nSeconds of the ${lines.length} slowest files, of ${total.toFixed(0)} in all ${files.length}:\n${lines.join("\n")}\n`,
    );
  },
};

/** Prints the slowest files at the end if `CARETYPE_TEST_SLOW` is set, as by `npx -y pnpm@12 test:slow`. */
export const reporters = (): Reporter[] =>
  process.env[slowVariable] ? [new MatchedFiles(), slowFiles] : [new MatchedFiles()];
