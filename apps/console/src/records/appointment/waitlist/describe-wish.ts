import type { RouterOutputs } from "@caretype/client";
import { formatDate } from "../../../words/format/format.ts";
import { timeOfDay, weekdayName } from "../../schedule/hours/describe-hours.ts";
import { texts } from "./texts.en.ts";

export type WaitlistEntry = RouterOutputs["waitlist"]["list"]["items"][number];

function describeTimes({ startsFrom, startsTo }: WaitlistEntry): string {
  const [from, to] = [startsFrom && timeOfDay(startsFrom), startsTo && timeOfDay(startsTo)];
  if (from && to) return texts.startsBetween(from, to);
  if (from) return texts.startsAfter(from);
  return to ? texts.startsBefore(to) : texts.anyTime;
}

/** The weekdays, times and days that suit, in one line. */
export function describeWish(entry: WaitlistEntry): string {
  const { weekdays, firstDay, lastDay } = entry;
  const days = weekdays.length === 7 ? texts.anyDay : weekdays.map(weekdayName).join(", ");
  const until = formatDate(lastDay);
  const range = firstDay ? texts.between(formatDate(firstDay), until) : texts.until(until);
  return [days, describeTimes(entry), range].join(" · ");
}
