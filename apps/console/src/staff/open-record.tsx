import type { Doctor, RouterOutputs } from "@caretype/client";
import { Alert, SimpleGrid, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect } from "react";
import { FactList } from "../history/fact-list.tsx";
import { linesOf } from "../history/facts.ts";
import { factsFor } from "../patient/page/patient-facts.ts";
import { useGrouping } from "../phone/use-grouping.ts";
import { everybody } from "../record/field-view.ts";
import { Page } from "../shell/page/page.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { Countdown } from "./countdown.tsx";
import { useSecondsUntil } from "./use-seconds-until.ts";

type OpenRecordProps = {
  granted: RouterOutputs["staff"]["patient"];
  /** Called when the access ends. */
  onExpired: () => void;
};

export function OpenRecord({ granted: { patient, doctors, expiresAt }, onExpired }: OpenRecordProps) {
  const seconds = useSecondsUntil(expiresAt);
  useEffect(() => {
    if (seconds === 0) onExpired();
  }, [seconds, onExpired]);
  return (
    <Page
      title="Opened record"
      heading={<span style={{ overflowWrap: "anywhere" }}>{patient.name}</span>}
      actions={
        <ButtonLink variant="default" to="/staff/emergency-access">
          Leave the record
        </ButtonLink>
      }
    >
      <Alert
        color="yellow"
        title={
          <>
            This record is <Countdown until={expiresAt} />
          </>
        }
      >
        The practice's owners were notified, and each access to this record is in their audit.
      </Alert>
      <VisuallyHidden role="status">{warningAt(seconds)}</VisuallyHidden>
      <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: "start" }}>
        <Section title="Patient">
          <FactList facts={linesOf(factsFor(everybody), patient)} />
        </Section>
        <Section title="Care team">
          <CareTeam doctors={doctors} />
        </Section>
      </SimpleGrid>
    </Page>
  );
}

function CareTeam({ doctors }: { doctors: readonly Doctor[] }) {
  const group = useGrouping(doctors.length > 0);
  if (doctors.length === 0) return <Text size="sm">No doctor is assigned.</Text>;
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
  if (seconds <= 60) return "The record is open for one more minute";
  return seconds <= 300 ? "The record is open for five more minutes" : "";
}
