import type { Doctor, RouterOutputs } from "@caretype/client";
import { Alert, SimpleGrid, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect } from "react";
import { Page } from "../../kit/page/page.tsx";
import { useGrouping } from "../../kit/phone/use-grouping.ts";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { FactList } from "../../records/history/fact-list.tsx";
import { linesOf } from "../../records/history/facts.ts";
import { everybody } from "../../records/record/field-view.ts";
import { practiceTimeOf } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { SummarySections } from "../chart/summary.tsx";
import { factsFor } from "../patient/page/patient-facts.ts";
import { Countdown } from "./countdown.tsx";
import { texts as staffTexts, record as texts } from "./texts.en.ts";
import { useSecondsUntil } from "./use-seconds-until.ts";

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
