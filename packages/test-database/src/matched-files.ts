import { existsSync } from "node:fs";
import { DefaultReporter, type TestModule, type Vitest } from "vitest/node";

/** The default reporter. With `-t`, it says nothing of files without such a test, and fails if there is none at all. */
export class MatchedFiles extends DefaultReporter {
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
