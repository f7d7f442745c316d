import type { Patient } from "@caretype/client";
import { Group } from "@mantine/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Name } from "../../../../words/format/name.tsx";
import { birthText } from "../../../people/records/patient/birth.ts";
import { Initials } from "../../../people/records/patient/initials.tsx";
import { AllergyLine } from "../../records/allergy/allergy-line.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { useWatchedChart } from "../../records/clinical/use-watched-chart.ts";
import { WithheldNotice } from "../../records/restriction/restricted.tsx";
import classes from "./chart-header.module.css";

/** Keeps the allergies in view. Below the page's heading, also name and birth date. */
export function ChartHeader({ patient }: { patient: Patient }) {
  const ref = useRef<HTMLElement>(null);
  const isStuck = useIsStuck(ref);
  useWatchedChart(patient.id);
  return (
    <>
      {/* Scrollable by keyboard, if a long list does not fit. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to be focusable */}
      <section ref={ref} className={classes.header} aria-label={texts.headerLabel} tabIndex={0}>
        {isStuck ? (
          <Group gap="xs" component="span" fw={600}>
            <Initials patient={patient} size={24} />
            <span>
              <Name>{patient.name}</Name> · {birthText(patient)}
            </span>
          </Group>
        ) : null}
        <AllergyLine patientId={patient.id} />
      </section>
      <WithheldNotice patientId={patient.id} />
    </>
  );
}

/** Whether a sticky element is stuck below the console's header. */
function useIsStuck(ref: RefObject<HTMLElement | null>): boolean {
  const [isStuck, setStuck] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const top = Number.parseFloat(getComputedStyle(element).top);
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        setStuck(entry.intersectionRatio < 1 && entry.boundingClientRect.top < top + 1);
      },
      // Cuts one pixel off a stuck element.
      { rootMargin: `-${Math.ceil(top) + 1}px 0px 0px 0px`, threshold: [0, 0.5, 1] },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isStuck;
}
