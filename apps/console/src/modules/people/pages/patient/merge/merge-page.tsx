import { type Assignment, isErrorCode, type Patient, type PatientId, patientId } from "@caretype/client";
import {
  Badge,
  Button,
  Group,
  List,
  Paper,
  Radio,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useStillHere } from "../../../../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { NotFoundPage } from "../../../../../kit/page/not-found-page.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { QueryStates, together } from "../../../../../kit/page/query-states.tsx";
import { ReadPage } from "../../../../../kit/page/read-page.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import type { Fact } from "../../../../../records/history/facts.ts";
import { api, caretype, queryClient } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { alwaysRefetch } from "../../../../../session/form/latest-record.tsx";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { birthText } from "../../../records/patient/birth.ts";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { factsFor } from "../page/patient-facts.ts";
import classes from "./merge.module.css";
import { MergeFields, useMergeChoices } from "./merge-fields.tsx";
import {
  countFacts,
  type MergeField,
  type Pair,
  previewTeam,
  type Suggestion,
  suggestKept,
} from "./merge-preview.ts";
import { texts as mergeTexts, kept as texts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/patients/$id/merge/$otherId");

export const MergePage = permitted("patient:merge", () => {
  const { id, otherId } = route.useParams();
  const one = useQuery(api.patient.byId.queryOptions({ id }, alwaysRefetch));
  const other = useQuery(api.patient.byId.queryOptions({ id: otherId }, alwaysRefetch));
  if (id === otherId) return <NotFoundPage />;
  const data = one.data && other.data && ([one.data, other.data] as const);
  const query = { ...together([one, other]), data };
  return (
    <ReadPage query={query} title={mergeTexts.title} notFound="PATIENT_NOT_FOUND">
      {([patient, of]) => <Merge patient={patient} other={of} />}
    </ReadPage>
  );
});

/** Merges two patients. Suggests the more complete or older one to keep. */
function Merge({ patient, other }: { patient: Patient; other: Patient }) {
  const facts = factsFor(usePermissions());
  const [suggestion] = useState(() => suggestKept(facts, [patient, other]));
  const [keptId, setKeptId] = useState(suggestion.id);
  const [kept, merged] = keptId === patient.id ? [patient, other] : [other, patient];
  const choices = useMergeChoices(facts, { kept, merged });
  const { merge, isPending, error, isStale } = useMerge();
  return (
    <Page title={mergeTexts.title}>
      <Stack maw={900}>
        <Text>{mergeTexts.intro}</Text>
        <KeptChoice
          patients={[patient, other]}
          keptId={keptId}
          onChoose={setKeptId}
          facts={facts}
          suggestion={suggestion}
        />
        <MergeFields pair={{ kept, merged }} facts={facts} choices={choices} />
        <MergeTeam kept={kept} merged={merged} />
        {isStale ? (
          <Text role="alert" fw={600}>
            {mergeTexts.isStale}
          </Text>
        ) : null}
        {error && !isStale ? <ErrorNotice error={error} /> : null}
        <Group>
          <Button onClick={() => merge({ kept, merged }, choices.take)} loading={isPending}>
            {mergeTexts.submit}
          </Button>
          <AnchorLink to="/patients/$id" params={{ id: patient.id }} search={{ tab: "duplicates" }}>
            {commonTexts.cancel}
          </AnchorLink>
        </Group>
      </Stack>
    </Page>
  );
}

const most = 200;

/** Shows which doctors move to the kept record. */
function MergeTeam({ kept, merged }: Record<"kept" | "merged", Patient>) {
  const ofKept = useQuery(api.assignment.listForPatient.queryOptions({ patientId: kept.id, limit: most }));
  const ofMerged = useQuery(
    api.assignment.listForPatient.queryOptions({ patientId: merged.id, limit: most }),
  );
  const data =
    ofKept.data && ofMerged.data && previewTeam({ kept: ofKept.data.items, merged: ofMerged.data.items });
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="merged-team">
      <Title order={2} size="h4" mb="sm" id="merged-team">
        {patientTexts.careTeam}
      </Title>
      <QueryStates query={{ ...together([ofKept, ofMerged]), data }} skeleton={<Skeleton h={48} />}>
        {(team) => <Team {...team} />}
      </QueryStates>
    </Paper>
  );
}

function Team({ moving, doubled }: Record<"moving" | "doubled", readonly Assignment[]>) {
  if (moving.length + doubled.length === 0) return <Text c="dimmed">{mergeTexts.team.empty}</Text>;
  return (
    <List>
      {moving.map(({ id, doctorName, reasonForVisit }) => (
        <List.Item key={id}>{mergeTexts.team.moves(doctorName, reasonForVisit)}</List.Item>
      ))}
      {doubled.map(({ id, doctorName }) => (
        <List.Item key={id}>{mergeTexts.team.stays(doctorName)}</List.Item>
      ))}
    </List>
  );
}

/** Merges two patients and opens the kept one. The notification offers Undo. */
function useMerge() {
  const navigate = useNavigate();
  const noteHere = useStillHere();
  const { mutate, isPending, error } = useSingleMutation(
    api.patient.merge.mutationOptions({
      onMutate: () => ({ isStillHere: noteHere() }),
      onSuccess: async ({ id: mergeId, patient }, { mergedId }, { isStillHere }) => {
        cachePatient(patient);
        if (isStillHere()) await navigate({ to: "/patients/$id", params: { id: patient.id }, replace: true });
        queryClient.removeQueries(api.patient.byId.queryFilter({ id: mergedId }));
        // The pair must not be offered again before the list is refetched.
        queryClient.removeQueries(api.patient.possibleDuplicates.pathFilter());
        void invalidatePatients();
        notifyDone(mergeTexts.areMerged(patient.name), async () => {
          await caretype.patient.unmerge.mutate({ mergeId });
          await invalidatePatients();
        });
      },
      // Refetch, as the page may show the reason.
      onError: (failure, _input, context) => {
        if (!context?.isStillHere()) notifyFailed(mergeTexts.areNotMerged, failure);
        void invalidatePatients();
      },
    }),
  );
  const merge = ({ kept, merged }: Pair, take: MergeField[]) =>
    mutate({
      keepId: kept.id,
      expectedVersion: kept.version,
      mergedId: merged.id,
      mergedExpectedVersion: merged.version,
      take,
    });
  return { merge, isPending, error, isStale: isErrorCode(error, "STALE_VERSION") };
}

type KeptChoiceProps = {
  patients: readonly Patient[];
  keptId: PatientId;
  onChoose: (id: PatientId) => void;
  facts: readonly Fact<Patient>[];
  suggestion: Suggestion;
};

const KeptChoice = ({ patients, keptId, onChoose, facts, suggestion }: KeptChoiceProps) => (
  <Radio.Group label={texts.label} value={keptId} onChange={(id) => onChoose(patientId.parse(id))}>
    <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs">
      {patients.map((patient) => (
        <Radio.Card key={patient.id} value={patient.id} p="md" radius="md" className={classes.choice}>
          <Radio.Indicator aria-hidden />
          <div>
            <Text fw={600} className={classes.name}>
              {patient.name}
            </Text>
            <Dimmed>
              {texts.facts({
                birth: birthText(patient),
                added: formatInstant(patient.createdAt),
                recorded: countFacts(facts, patient),
                total: facts.length,
              })}
            </Dimmed>
            {patient.id === suggestion.id ? (
              <Badge variant="default" mt={6}>
                {texts.suggested[suggestion.why]}
              </Badge>
            ) : null}
          </div>
        </Radio.Card>
      ))}
    </SimpleGrid>
  </Radio.Group>
);
