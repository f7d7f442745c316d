import type { Patient, PatientId, PatientMerge, PossibleDuplicate } from "@caretype/client";
import { Badge, Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconArrowMerge } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Waiting } from "../../../../../kit/notice/slow-notice.tsx";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { useGrouping } from "../../../../../kit/phone/use-grouping.ts";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { genderLabels } from "../../../../../records/record/gender.ts";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { AnchorLink, ButtonLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { PatientPicker } from "../../../records/assignment/patient-picker.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { merges as mergesTexts, duplicates as texts } from "../merge/texts.en.ts";
import { PatientName } from "../page/patient-name.tsx";
import { DistinctButton, UnmarkButton } from "../possible-duplicates/distinct-button.tsx";
import { texts as distinctTexts } from "../possible-duplicates/texts.en.ts";
import { UnmergeButton } from "./unmerge-button.tsx";

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
              <Badge key={reason} variant="default">
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

const useMerges = (patientId: PatientId) =>
  useInfiniteQuery(api.patient.merges.infiniteQueryOptions({ id: patientId }));

const Merges = ({ patientId, query }: { patientId: PatientId; query: ReturnType<typeof useMerges> }) => (
  <Stack component="section" gap="sm" aria-labelledby="merges">
    <Title order={2} size="h4" id="merges">
      {mergesTexts.title}
    </Title>
    <Paged query={query} skeleton={<Skeleton h={72} radius="md" />}>
      {(merges) =>
        merges.length === 0 ? (
          <Text c="dimmed">{mergesTexts.empty}</Text>
        ) : (
          merges.map((merge) => <Merge key={merge.id} merge={merge} patientId={patientId} />)
        )
      }
    </Paged>
  </Stack>
);

function Merge({ merge, patientId }: { merge: PatientMerge; patientId: PatientId }) {
  const may = usePermissions();
  const { keptId, mergedId, mergedAt, mergedByName, undoneAt, undoneByName } = merge;
  const isKept = keptId === patientId;
  const other = <PatientName id={isKept ? mergedId : keptId} />;
  return (
    <Paper component="article" withBorder p="md" radius="md" aria-label={mergesTexts.label}>
      <Group justify="space-between">
        <Stack gap={2} flex={1} miw={220}>
          <Text>{isKept ? mergesTexts.intoThis(other) : mergesTexts.intoOther(other)}</Text>
          <Dimmed>{mergesTexts.by(formatInstant(mergedAt), mergedByName)}</Dimmed>
          {undoneAt ? (
            <Text size="sm">{mergesTexts.undone(formatInstant(undoneAt), undoneByName)}</Text>
          ) : null}
        </Stack>
        {undoneAt === null && may("patient:merge") ? <UnmergeButton mergeId={merge.id} /> : null}
      </Group>
    </Paper>
  );
}

/** Compares with any patient. Some duplicates do not look alike, such as after a marriage. */
function MergeWith({ id }: { id: PatientId }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Patient | null>(null);
  const [error, setError] = useState<string | null>(null);
  const compare = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) void navigate({ to: "/patients/$id/merge/$otherId", params: { id, otherId: chosen.id } });
    else setError(assignmentTexts.isMissing.patientId);
  };
  return (
    <form onSubmit={compare} noValidate>
      <Group align="start" gap="xs" maw={480}>
        <div style={{ flex: 1, minWidth: 200 }}>
          <PatientPicker
            label={texts.compareWith}
            path="otherId"
            addition={undefined}
            chosen={chosen}
            error={error}
            onChoose={(patient) => {
              setChosen(patient);
              setError(null);
            }}
            refusal={(patient) => (patient.id === id ? texts.isSamePatient : null)}
          />
        </div>
        <PlainButton label={texts.compare} type="submit" mt={{ base: 0, xs: 25 }} />
      </Group>
    </form>
  );
}

/** Patients marked as different from this one. Empty without any. */
function DistinctPatients({ id }: { id: PatientId }) {
  const { data } = useQuery(api.patient.distinct.queryOptions({ id }));
  if (!data || data.items.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="distinct-patients">
      <Title order={2} size="h4" id="distinct-patients">
        {distinctTexts.title}
      </Title>
      <Stack component="ul" gap={0} m={0} p={0}>
        {data.items.map(({ patient, markedAt, markedByName }) => (
          <Row
            key={patient.id}
            title={
              <AnchorLink to="/patients/$id" params={{ id: patient.id }} underline="always">
                <Name>{patient.name}</Name>
              </AnchorLink>
            }
            facts={distinctTexts.markedBy(
              formatInstant(markedAt),
              markedByName ?? distinctTexts.unknownAccount,
            )}
            actions={<UnmarkButton id={id} other={patient} />}
          />
        ))}
      </Stack>
    </Stack>
  );
}
