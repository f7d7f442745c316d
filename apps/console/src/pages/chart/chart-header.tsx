import type { Patient, PatientId, RouterOutputs } from "@caretype/client";
import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { messageOf } from "../../kit/notice/error-notice.tsx";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { NoneKnown } from "../../records/allergy/none-known.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { birthText } from "../../records/patient/birth.ts";
import { Initials } from "../../records/patient/initials.tsx";
import { WithheldNotice } from "../../records/restriction/restricted.tsx";
import { api } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { Name } from "../../words/format/name.tsx";
import classes from "./chart-header.module.css";

/** Keeps the patient's allergies in sight. Once the page's heading is scrolled away, also name and birth. */
export function ChartHeader({ patient }: { patient: Patient }) {
  const ref = useRef<HTMLElement>(null);
  const isStuck = useIsStuck(ref);
  return (
    <>
      {/* The keyboard scrolls it, should a long list not fit. */}
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

/** Whether a sticky element is at its place below the console's header, as the page is scrolled. */
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
      // Cuts one pixel off an element that is stuck.
      { rootMargin: `-${Math.ceil(top) + 1}px 0px 0px 0px`, threshold: [0, 0.5, 1] },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isStuck;
}

type AllergyPage = RouterOutputs["allergy"]["list"];
type Allergy = AllergyPage["items"][number];

/** What is known of a patient's allergies. That nothing was read is never shown as "none". */
function AllergyLine({ patientId }: { patientId: PatientId }) {
  const { data, error, refetch } = useQuery(
    api.allergy.list.queryOptions({ patientId, limit: 200 }, { staleTime: 0 }),
  );
  if (data) return <Known page={data} />;
  if (!error) return <Text inherit>{texts.areLoading}</Text>;
  return (
    <Warning>
      {texts.areNotLoaded} {messageOf(error)}{" "}
      <PlainButton label={commonTexts.tryAgain} size="compact-sm" onClick={() => void refetch()} />
    </Warning>
  );
}

function Known({ page }: { page: AllergyPage }) {
  if (page.known === "never-asked") return <Warning>{texts.neverAsked}</Warning>;
  if (page.known === "none-known") return <NoneKnown statement={page.noneKnown} />;
  const active = page.items.filter(isActive).toSorted((one, other) => rankOf(one) - rankOf(other));
  const more = page.nextCursor === null ? null : <> · {texts.thereAreMore}</>;
  if (active.length === 0) {
    return (
      <Text inherit>
        {texts.noneActive}
        {more}
      </Text>
    );
  }
  return (
    <Warning>
      {texts.areListed}{" "}
      {active.map((allergy, index) => (
        <span key={allergy.id}>
          {index === 0 ? null : " · "}
          <Name>{allergy.substance.text}</Name>
          {allergy.criticality === "high" ? <strong> ({texts.highCriticality})</strong> : null}
        </span>
      ))}
      {more}
    </Warning>
  );
}

const isActive = ({ clinicalStatus, verificationStatus }: Allergy) =>
  clinicalStatus === "active" && verificationStatus !== "refuted";

/** The dangerous ones come first. */
const rankOf = ({ criticality }: Allergy) => (criticality === "high" ? 0 : 1);

const Warning = ({ children }: { children: ReactNode }) => (
  <Text component="div" inherit fw={500} c="var(--mantine-color-yellow-light-color)">
    <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: "text-bottom" }} /> {children}
  </Text>
);
