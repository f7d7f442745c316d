import type { Patient, PossibleDuplicate } from "@caretype/client";
import { Badge, Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconArrowMerge } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Waiting } from "../../../kit/notice/slow-notice.tsx";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { genderLabels } from "../../../records/record/gender.ts";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { AnchorLink, ButtonLink } from "../../../words/format/links.tsx";
import { texts as mergeTexts } from "../merge/texts.en.ts";
import { DistinctButton } from "../possible-duplicates/distinct-button.tsx";
import { DistinctPatients } from "../possible-duplicates/distinct-patients.tsx";
import { MergeWith } from "./merge-with.tsx";
import { Merges, useMerges } from "./merges.tsx";

const texts = mergeTexts.duplicates;

/** Possible duplicates and merges of a patient. */
export function Duplicates({ patient }: { patient: Patient }) {
  const { id } = patient;
  const may = usePermissions();
  const query = useQuery(api.patient.duplicates.queryOptions({ id }));
  const merges = useMerges(id);
  // Wait for the duplicates, as their number shifts what follows.
  if (query.isPending)
    return (
      <Waiting>
        <Skeleton h={320} maw="var(--width-reading)" role="status" aria-label={commonTexts.loading} />
      </Waiting>
    );
  return (
    <Stack maw="var(--width-reading)" gap="xl">
      <Stack component="section" gap="sm" aria-labelledby="possible-duplicates">
        <Title order={2} size="h4" id="possible-duplicates">
          {patientTexts.possibleDuplicates}
        </Title>
        <QueryStates query={query} skeleton={<Skeleton h={120} radius="md" />}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{texts.empty}</Text>
            ) : (
              items.map((duplicate) => (
                <Duplicate key={duplicate.patient.id} of={patient} duplicate={duplicate} />
              ))
            )
          }
        </QueryStates>
        {may("patient:merge") ? <MergeWith id={id} /> : null}
      </Stack>
      <DistinctPatients id={id} />
      <Merges patientId={id} query={merges} />
    </Stack>
  );
}

function Duplicate({ of, duplicate }: { of: Patient; duplicate: PossibleDuplicate }) {
  const may = usePermissions();
  const { patient, reasons, score } = duplicate;
  const group = useGrouping();
  const phone = patient.phoneNumber && group(patient.phoneNumber);
  const details = [birthText(patient), genderLabels[patient.gender], phone, patient.email];
  return (
    <Paper component="article" withBorder p="md" radius="md" aria-label={patient.name}>
      <Group justify="space-between" align="start">
        <Stack gap={6} flex={1} miw={220}>
          <AnchorLink
            to="/patients/$id"
            params={{ id: patient.id }}
            fw={600}
            style={{ overflowWrap: "anywhere" }}
          >
            {patient.name}
          </AnchorLink>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {details.filter(Boolean).join(" · ")}
          </Text>
          <Group gap={6}>
            {reasons.map((reason) => (
              <Badge key={reason} variant="default" size="md" tt="none" fw={500}>
                {commonTexts.duplicateReasons[reason]}
              </Badge>
            ))}
            <Text size="sm">{texts.points(score)}</Text>
          </Group>
        </Stack>
        {may("patient:merge") ? (
          <Group gap="xs">
            <DistinctButton one={of} other={patient} size="sm" />
            <ButtonLink
              variant="light"
              to="/patients/$id/merge/$otherId"
              params={{ id: of.id, otherId: patient.id }}
              leftSection={<IconArrowMerge size={16} aria-hidden />}
              aria-label={texts.compareAndMergeWith(patient.name)}
            >
              {texts.compareAndMerge}
            </ButtonLink>
          </Group>
        ) : null}
      </Group>
    </Paper>
  );
}
