import { type ReactNode, useState } from "react";
import { texts as formTexts } from "../../../../kit/form/texts.en.ts";
import { PracticeMomentField } from "../../../../session/practice-time/practice-moment-field.tsx";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { pickedOf } from "../../../../session/practice-time/wall.ts";
import { instantOfPicked } from "./encounter-values.ts";

type InstantFieldProps = {
  label: string;
  path?: string;
  instant: string | null;
  error?: ReactNode;
  /** Null: none, or a time that clocks skip. */
  onChange: (instant: string | null, typed: string) => void;
};

/** An instant, entered as date and time in the practice's time zone. */
export function InstantField({ label, path, instant, error, onChange }: InstantFieldProps) {
  const practice = usePracticeTime();
  const [picked, setPicked] = useState(() => pickedOf(instant, practice.timeZone));
  // An incomplete time is no error while typing.
  const [isLeft, setLeft] = useState(false);
  const isWrong = isLeft && picked !== "" && instantOfPicked(picked, practice) === null;
  return (
    <PracticeMomentField
      label={label}
      data-path={path}
      value={picked}
      error={isWrong ? formTexts.date.isSkipped : error}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      onChange={(value) => {
        setPicked(value);
        onChange(instantOfPicked(value, practice), value);
      }}
    />
  );
}
