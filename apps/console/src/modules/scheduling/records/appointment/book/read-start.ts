import { BookAppointment } from "@caretype/scheduling/appointment/schema";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { isDay } from "../../../../../kit/form/typed-date.ts";
import { isTime } from "../../../../../kit/form/typed-time.ts";
import type { PracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { times as texts } from "./texts.en.ts";

type Typed = { date: string; time: string };
type Start =
  | { startsAt: string; problems: null }
  | { startsAt: null; problems: { date?: string; time?: string } };

const check = schemaResolver(BookAppointment.pick({ startsAt: true }));

/** The instant of a typed date and time in the practice's time zone, or an error for each of them. */
export function readStart({ date, time }: Typed, { instantAt }: Pick<PracticeTime, "instantAt">): Start {
  const wrong = (problems: { date?: string; time?: string }) => ({ startsAt: null, problems });
  const [isDateRead, isTimeRead] = [isDay(date), isTime(time)];
  if (!isDateRead || !isTimeRead)
    return wrong({
      ...(!isDateRead && { date: texts.incomplete }),
      ...(!isTimeRead && { time: texts.incomplete }),
    });
  const startsAt = instantAt(date, time);
  if (startsAt === null) return wrong({ time: texts.skipped });
  const { startsAt: refused } = check({ startsAt });
  return refused === undefined ? { startsAt, problems: null } : wrong({ date: refused });
}
