import type { RouterOutputs } from "@caretype/client";

export type Upload = RouterOutputs["import"]["progress"];
export type Batch = RouterOutputs["import"]["list"]["items"][number];
type Stage = NonNullable<Upload["progress"]>["stage"];

export const stageLabels: Record<Stage, string> = {
  queued: "Starting soon",
  reading: "Reading the rows",
  waiting: "Waiting for other imports",
  writing: "Writing the records",
  comparing: "Comparing new patients with existing ones",
};

export const undoStageLabels: Record<NonNullable<Batch["undoing"]>["stage"], string> = {
  queued: "Undoing",
  waiting: "Waiting to be undone",
  checking: "Undoing: checking for changes",
  removing: "Undoing",
};

type UploadItem = RouterOutputs["import"]["uploads"]["items"][number];

const stateLabels: Record<Upload["state"], string> = {
  uploading: "Upload incomplete",
  checking: "Checking",
  checked: "Ready to import",
  running: "Importing",
  done: "Imported",
  refused: "Refused: nothing was imported",
  failed: "Stopped: nothing was imported",
  cancelled: "Cancelled",
};

/** The state in words, with the number of problems. */
export function stateText({ state, problemCount, failure }: UploadItem): string {
  if (state !== "checked") return stateLabels[state];
  if (problemCount) return `${counted(problemCount, ["problem", "problems"])} to fix`;
  return failure ? "Cannot be imported" : stateLabels.checked;
}

const failures: Record<string, string> = {
  LICENSE_NUMBER_TAKEN: "A licence number belongs to an existing doctor.",
  PERMISSION_DENIED: "You no longer have permission for this.",
  SERVICE_UNAVAILABLE: "The server was busy. Try again later.",
  INTERNAL: "The server failed. Try again. If it happens again, tell the server's administrator.",
};

/** A message for a failure code; the code itself if it is unknown. */
export const failureText = (code: string): string =>
  failures[code] ?? `The server says ${code.toLowerCase().replaceAll("_", " ")}.`;

export const isActive = ({ state }: Pick<Upload, "state">) => state === "checking" || state === "running";

/** Whether the upload still needs an action. */
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
