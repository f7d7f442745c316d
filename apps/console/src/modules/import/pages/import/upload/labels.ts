import type { RouterOutputs } from "@caretype/client";
import { texts as errorTexts } from "../../../../../kit/notice/errors/texts.en.ts";
import { texts as importTexts } from "../texts.en.ts";
import { texts as importUploadTexts } from "./texts.en.ts";

export type Upload = RouterOutputs["import"]["progress"];
export type Batch = RouterOutputs["import"]["list"]["items"][number];
type UploadItem = RouterOutputs["import"]["uploads"]["items"][number];

const stateLabels: Record<Upload["state"], string> = importUploadTexts.states;

/** The state, with the number of problems. */
export function stateText({ state, problemCount, failure }: UploadItem): string {
  if (state !== "checked") return stateLabels[state];
  if (problemCount) return importTexts.problemsToFix(problemCount);
  return failure ? importUploadTexts.cannotBeImported : stateLabels.checked;
}

const failures: Record<string, string> = { ...errorTexts, ...importTexts.failures };

/** A message for a failure code; the code itself if it is unknown. */
export const failureText = (code: string): string =>
  failures[code] ?? importTexts.otherFailure(code.toLowerCase().replaceAll("_", " "));

export const isActive = ({ state }: Pick<Upload, "state">) => state === "checking" || state === "running";

/** Whether the upload still needs an action. */
export const isOpen = ({ state }: Pick<Upload, "state">) =>
  state !== "done" && state !== "refused" && state !== "cancelled";

/** `patients.csv and 3 more files` */
export function filesText(files: readonly { file: string }[]): string {
  const [first, ...others] = files;
  if (!first || others.length === 0) return first?.file ?? "";
  return importTexts.files(first.file, others.length);
}
