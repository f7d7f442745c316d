import { useState } from "react";
import { PracticeMomentField } from "../../session/practice-time/practice-moment-field.tsx";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import type { InputsForm } from "../clinical/record/record-kind.ts";
import { instantOfPicked, pickedOf } from "../encounter/encounter-values.ts";

type MomentInputProps = { form: InputsForm; path: string; label: string };

/** A day and a time of the practice. The form holds the instant. */
export const MomentInput = (props: MomentInputProps) => (
  <Uncontrolled key={props.form.key(props.path)} {...props} />
);

function Uncontrolled({ form, path, label }: MomentInputProps) {
  const practice = usePracticeTime();
  const [picked, setPicked] = useState(() => pickedOf(form.getValues()[path] || null, practice.timeZone));
  return (
    <PracticeMomentField
      label={label}
      data-path={path}
      value={picked}
      error={form.getInputProps(path).error}
      onChange={(value) => {
        setPicked(value);
        // The schema refuses a time that clocks skip, as it does what is no time.
        const instant = instantOfPicked(value, practice) ?? value;
        form.setFieldValue(path, instant, { forceUpdate: false });
      }}
    />
  );
}
