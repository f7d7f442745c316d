import type { Doctor, PatientId, RouterOutputs } from "@caretype/client";
import { Alert, SimpleGrid, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Page } from "../../../../kit/page/page.tsx";
import { ReadPage } from "../../../../kit/page/read-page.tsx";
import { useGrouping } from "../../../../kit/phone/use-grouping.ts";
import { auditedPages } from "../../../../kit/section/pages.ts";
import { Row, Rows } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { FactList } from "../../../../records/history/fact-list.tsx";
import { linesOf } from "../../../../records/history/facts.ts";
import { everybody } from "../../../../records/record/field-view.ts";
import { api } from "../../../../session/client/api.ts";
import { practiceTimeOf } from "../../../../session/practice-time/practice-time.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { ButtonLink, PlainLink } from "../../../../words/format/links.tsx";
import { SummarySections } from "../../../chart/pages/chart/summary.tsx";
import { factsFor } from "../../../people/pages/patient/page/patient-facts.ts";
import { specializationName } from "../../../people/records/doctor/specialization-name.ts";
import { Countdown, useSecondsUntil } from "./countdown.tsx";
import { texts as staffTexts, record as texts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/staff/patients/$id");

/** A record opened by emergency access, while it lasts. */
export const GrantedPatientPage = permitted("staff:break-glass", () => {
  const { id } = route.useParams();
  const [isOver, setOver] = useState(false);
  // Unmounting the query removes the record from memory.
  return isOver ? <ClosedPage /> : <Found patientId={id} onExpired={() => setOver(true)} />;
});

function Found({ patientId, onExpired }: { patientId: PatientId; onExpired: () => void }) {
  const query = useQuery(
    // Each read is reported to the practice, so only the user triggers it.
    api.staff.patient.queryOptions({ patientId }, { ...auditedPages, refetchOnReconnect: false }),
  );
  return (
    <ReadPage
      query={query}
      title={staffTexts.record.title}
      notFound="PATIENT_NOT_FOUND"
      missing={<ClosedPage />}
    >
      {(granted) => <OpenRecord granted={granted} onExpired={onExpired} />}
    </ReadPage>
  );
}

const ClosedPage = () => (
  <Page title={staffTexts.record.title}>
    <Stack align="start">
      <Text role="status">{staffTexts.record.hasEnded}</Text>
      <ButtonLink to="/staff/emergency-access">{staffTexts.record.request}</ButtonLink>
    </Stack>
  </Page>
);

/** Staff may be in another time zone, and in no practice. */
const ownTime = practiceTimeOf(Intl.DateTimeFormat().resolvedOptions().timeZone);

type OpenRecordProps = {
  granted: RouterOutputs["staff"]["patient"];
  /** Called when the access ends. */
  onExpired: () => void;
};

function OpenRecord({ granted: { patient, doctors, chart, expiresAt }, onExpired }: OpenRecordProps) {
  const seconds = useSecondsUntil(expiresAt);
  useEffect(() => {
    if (seconds === 0) onExpired();
  }, [seconds, onExpired]);
  return (
    <Page
      title={texts.title}
      heading={<span style={{ overflowWrap: "anywhere" }}>{patient.name}</span>}
      actions={<PlainLink label={texts.leave} to="/staff/emergency-access" />}
    >
      <Alert
        color="yellow"
        title={texts.isOpen(<Countdown until={expiresAt} words={staffTexts.grants.openFor} />)}
      >
        {texts.isReported}
      </Alert>
      <VisuallyHidden role="status">{warningAt(seconds)}</VisuallyHidden>
      <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: "start" }}>
        <Section title={commonTexts.patient}>
          <FactList facts={linesOf(factsFor(everybody), patient)} />
        </Section>
        <Section title={texts.careTeam}>
          <CareTeam doctors={doctors} />
        </Section>
      </SimpleGrid>
      <SummarySections summary={chart} time={ownTime} />
    </Page>
  );
}

function CareTeam({ doctors }: { doctors: readonly Doctor[] }) {
  const group = useGrouping(doctors.length > 0);
  return (
    <Rows empty={texts.noDoctor}>
      {doctors.map(({ id, name, specializationLabel, phoneNumber, email }) => (
        <Row
          key={id}
          title={name}
          facts={[specializationName(specializationLabel), phoneNumber && group(phoneNumber), email]
            .filter(Boolean)
            .join(", ")}
        />
      ))}
    </Rows>
  );
}

/** Announced once, shortly before the end. */
function warningAt(seconds: number): string {
  if (seconds <= 60) return texts.oneMinute;
  return seconds <= 300 ? texts.fiveMinutes : "";
}
