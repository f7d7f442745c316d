import { DateField, type DateFieldProps } from "../../kit/form/date-field.tsx";
import { texts as formTexts } from "../../kit/form/texts.en.ts";
import { useOtherZone, usePracticeTime } from "./practice-time.ts";

type PracticeMomentFieldProps = Omit<DateFieldProps, "is" | "hint" | "today">;

/** A date and time in the practice's time zone, as `2026-11-24T14:30`. */
export function PracticeMomentField(props: PracticeMomentFieldProps) {
  const { dateOf } = usePracticeTime();
  const zone = useOtherZone();
  return (
    <DateField
      {...props}
      is="moment"
      hint={zone && formTexts.date.zone(zone)}
      today={dateOf(new Date().toISOString())}
    />
  );
}
