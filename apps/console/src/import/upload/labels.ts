import type { RouterOutputs } from "@caretype/client";

export type Upload = RouterOutputs["import"]["progress"];
export type Batch = RouterOutputs["import"]["list"]["items"][number];
type Stage = NonNullable<Upload["progress"]>["stage"];

export const stageLabels: Record<Stage, string> = {
  queued: "It begins in a moment",
  reading: "The rows are read",
  waiting: "Others are before it; this one goes on after them",
  writing: "The records are written",
  comparing: "The new patients are compared with those who are there",
};

export const undoStageLabels: Record<NonNullable<Batch["undoing"]>["stage"], string> = {
  queued: "Is being undone",
  waiting: "Is undone after others that are before it",
  checking: "Is being undone: it is looked for what stands in the way",
  removing: "Is being undone",
};

export const stateLabels: Record<Upload["state"], string> = {
  uploading: "Not all of it has arrived",
  checking: "Is being checked",
  checked: "Checked, and not imported yet",
  running: "Is being imported",
  done: "Imported",
  refused: "Refused: nothing was imported",
  failed: "Did not come to an end: nothing was imported",
  cancelled: "Cancelled",
};

const failures: Record<string, string> = {
  LICENSE_NUMBER_TAKEN: "A licence number in it belongs to a doctor who is there already.",
  PERMISSION_DENIED: "You are not allowed to do this any more.",
  SERVICE_UNAVAILABLE: "The server had too much to do. Try again in a while.",
  INTERNAL: "The server has failed at it. Try again; if it comes back, tell who looks after the server.",
};

/** Of a code that nothing is known of, the code itself. */
export const failureText = (code: string): string =>
  failures[code] ?? `The server says ${code.toLowerCase().replaceAll("_", " ")}.`;

export const isActive = ({ state }: Pick<Upload, "state">) => state === "checking" || state === "running";

/** That it waits for somebody. */
export const isOpen = ({ state }: Pick<Upload, "state">) =>
  state !== "done" && state !== "refused" && state !== "cancelled";

/** `patients.csv and 3 more files` */
export function filesText(files: readonly { file: string }[]): string {
  const [first, ...others] = files;
  if (!first || others.length === 0) return first?.file ?? "";
  return `${first.file} and ${others.length === 1 ? "another file" : `${others.length} more files`}`;
}

export const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
