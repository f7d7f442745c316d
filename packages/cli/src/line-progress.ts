import { fstatSync } from "node:fs";
import { Presets, SingleBar } from "cli-progress";
import { canRedraw } from "./output.ts";

/** Called for each completed line, in order. */
export type LineProgress = {
  add(line: { bytes: number; ok: boolean }): void;
  /** `isDone`: only blank lines are left. */
  stop(isDone?: boolean): void;
};

/** Standard error, or a stream that replaces it. */
type Output = NodeJS.WritableStream & { isTTY?: boolean };

const sizeOfInput = (): number => {
  const input = fstatSync(0);
  return input.isFile() ? input.size : 0;
};

/**
 * Shows a progress bar on a terminal, if the results go elsewhere. For an input of unknown size, such as a pipe, it
 * counts the lines.
 */
export function lineProgress(
  output: Output = process.stderr,
  { totalBytes = sizeOfInput(), isShown = !process.stdout.isTTY } = {},
): LineProgress {
  if (!canRedraw(output) || !isShown) return { add: () => undefined, stop: () => undefined };
  const counts = { lines: 0, failed: 0 };
  const format = "{lines} lines, {failed} failed | {duration_formatted}";
  const bar = new SingleBar(
    {
      stream: output,
      format: totalBytes > 0 ? `{bar} {percentage}% | ${format}` : format,
      hideCursor: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(totalBytes, 0, counts);
  return {
    add({ bytes, ok }) {
      counts.lines++;
      if (!ok) counts.failed++;
      bar.increment(bytes, counts);
    },
    stop(isDone = false) {
      if (isDone) bar.update(totalBytes, counts);
      bar.stop();
    },
  };
}
