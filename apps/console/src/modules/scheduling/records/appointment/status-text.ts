import type { Appointment } from "@caretype/client";
import { texts } from "./texts.en.ts";

/** The status as text. A patient with the doctor no longer waits. */
export const statusText = ({ status, seenSince }: Pick<Appointment, "status" | "seenSince">): string =>
  seenSince === null ? texts.statuses[status] : texts.today.inside;
