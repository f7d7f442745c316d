import type { Encounter } from "@caretype/client";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { texts } from "./texts.en.ts";

/** An encounter's time in the practice's time zone. Before it begins: when it was written. */
export function describeTime(
  { startedAt, endedAt, createdAt }: Encounter,
  { dateOf, dayAndTime, time }: PracticeTime,
): string {
  if (startedAt === null) return texts.notBegun(dayAndTime(createdAt));
  if (endedAt === null) return dayAndTime(startedAt);
  const end = dateOf(startedAt) === dateOf(endedAt) ? time(endedAt) : dayAndTime(endedAt);
  return texts.range(dayAndTime(startedAt), end);
}
