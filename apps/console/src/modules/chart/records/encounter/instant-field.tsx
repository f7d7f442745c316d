import { type ReactNode, useState } from "react";
import { texts as formTexts } from "../../../../kit/form/texts.en.ts";
import { PracticeMomentField } from "../../../../session/practice-time/practice-moment-field.tsx";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { pickedOf } from "../../../../session/practice-time/wall.ts";
import { instantOfPicked } from "./encounter-values.ts";

type InstantFieldProps = {
  label: string;
  path?: string;
  /** Null: none yet. */
  instant: string | null;
  error?: ReactNode;
  /** Null: none, or a time that clocks skip. */
  onChange: (instant: string | null, typed: string) => void;
};

/** An instant, as a day and a time of the practice. */
export function InstantField({ label, path, instant, error, onChange }: InstantFieldProps) {
  const practice = usePracticeTime();
  const [picked, setPicked] = useState(() => pickedOf(instant, practice.timeZone));
  // Half a time is no mistake while it is typed.
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
