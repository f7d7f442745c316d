import type { Reporter, TestModule } from "vitest/node";
import { MatchedFiles } from "./matched-files.ts";

const slowVariable = "CARETYPE_TEST_SLOW";
const most = 20;
const root = process.cwd();

/** The seconds that a file takes, including its imports. */
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
