import type { Patient } from "@caretype/client";
import { Text } from "@mantine/core";
import { useRef } from "react";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { birthText } from "../../records/patient/birth.ts";
import { Name } from "../../words/format/name.tsx";
import { AllergyLine } from "./allergy-line.tsx";
import classes from "./chart-header.module.css";
import { useIsStuck } from "./use-is-stuck.ts";

/** Keeps the patient's allergies in sight. Once the page's heading is scrolled away, also name and birth. */
export function ChartHeader({ patient }: { patient: Patient }) {
  const ref = useRef<HTMLElement>(null);
  const isStuck = useIsStuck(ref);
  return (
    // The keyboard scrolls it, should a long list not fit.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to be focusable
    <section ref={ref} className={classes.header} aria-label={texts.headerLabel} tabIndex={0}>
      {isStuck ? (
        <Text span inherit fw={600}>
          <Name>{patient.name}</Name> · {birthText(patient)}
        </Text>
      ) : null}
      <AllergyLine patientId={patient.id} />
    </section>
  );
}
