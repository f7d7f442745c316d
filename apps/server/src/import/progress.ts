import type { ImportStage } from "@caretype/api";
import { canRedraw } from "@caretype/cli/output";
import { Presets, SingleBar } from "cli-progress";
import type { CommandOutput } from "../command/run-command.ts";

export type Progress = {
  read(bytes: number): void;
  stage(stage: ImportStage): void;
  stop(): void;
};

type Labels = Record<ImportStage, string>;

const importLabels: Labels = {
  reading: "reading",
  waiting: "waiting for another import to end",
  writing: "comparing with the database and writing",
  comparing: "looking for duplicate patients",
};

/** A dry run rolls back. */
const dryRunLabels: Labels = { ...importLabels, writing: "comparing with the database" };

type ProgressOutput = CommandOutput["errors"];

/** Shows a bar on a terminal, and occasional lines elsewhere. */
export function createProgress(
  output: ProgressOutput,
  { totalBytes, dryRun }: { totalBytes: number; dryRun: boolean },
): Progress {
  const plan = { totalBytes, labels: dryRun ? dryRunLabels : importLabels };
  return canRedraw(output) ? barOn(output, plan) : linesOn(output, plan);
}

type Plan = { totalBytes: number; labels: Labels };

function barOn(output: ProgressOutput, { totalBytes, labels }: Plan): Progress {
  const bar = new SingleBar(
    {
      stream: output,
      format: "{bar} {percentage}% | {duration_formatted} | {stage}",
      hideCursor: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(totalBytes, 0, { stage: labels.reading });
  return {
    read: (bytes) => bar.increment(bytes),
    stage: (stage) => bar.update({ stage: labels[stage] }),
    stop: () => bar.stop(),
  };
}

const tenths = 10;

function linesOn(output: ProgressOutput, { totalBytes, labels }: Plan): Progress {
  let done = 0;
  let reported = 0;
  return {
    read: (bytes) => {
      done += bytes;
      const reached = Math.min(tenths, Math.floor((done / totalBytes) * tenths));
      if (reached > reported) output.write(`${reached * 10} % read\n`);
      reported = Math.max(reported, reached);
    },
    stage: (stage) => {
      if (stage !== "reading") output.write(`${labels[stage]}\n`);
    },
    stop: () => undefined,
  };
}
