import type { Doctor, RouterOutputs } from "@caretype/client";
import { Alert, SimpleGrid, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect } from "react";
import { practiceTimeOf } from "../appointment/practice-time.ts";
import { SummarySections } from "../chart/summary.tsx";
import { FactList } from "../history/fact-list.tsx";
import { linesOf } from "../history/facts.ts";
import { factsFor } from "../patient/page/patient-facts.ts";
import { useGrouping } from "../phone/use-grouping.ts";
import { everybody } from "../record/field-view.ts";
import { Page } from "../shell/page/page.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { commonTexts } from "../texts/common.ts";
import { staffTexts } from "../texts/staff.ts";
import { Countdown } from "./countdown.tsx";
import { useSecondsUntil } from "./use-seconds-until.ts";

const texts = staffTexts.record;

/** Staff may be far from the practice, and in none. */
const ownTime = practiceTimeOf(Intl.DateTimeFormat().resolvedOptions().timeZone);

type OpenRecordProps = {
  granted: RouterOutputs["staff"]["patient"];
  /** Called when the access ends. */
  onExpired: () => void;
};

export function OpenRecord({ granted: { patient, doctors, chart, expiresAt }, onExpired }: OpenRecordProps) {
  const seconds = useSecondsUntil(expiresAt);
  useEffect(() => {
    if (seconds === 0) onExpired();
  }, [seconds, onExpired]);
  return (
    <Page
      title={texts.title}
      heading={<span style={{ overflowWrap: "anywhere" }}>{patient.name}</span>}
      actions={
        <ButtonLink variant="default" to="/staff/emergency-access">
          {texts.leave}
        </ButtonLink>
      }
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
  if (doctors.length === 0) return <Text size="sm">{texts.noDoctor}</Text>;
  return (
    <Stack component="ul" gap={0} m={0} p={0}>
      {doctors.map(({ id, name, specializationLabel, phoneNumber, email }) => (
        <Row
          key={id}
          title={name}
          facts={[specializationLabel, phoneNumber && group(phoneNumber), email].filter(Boolean).join(", ")}
        />
      ))}
    </Stack>
  );
}

/** Announced once, shortly before the end. */
function warningAt(seconds: number): string {
  if (seconds <= 60) return texts.oneMinute;
  return seconds <= 300 ? texts.fiveMinutes : "";
}
