import type { Assignment, Patient } from "@caretype/client";
import { List, Paper, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { previewTeam } from "./merge-preview.ts";
import { texts as mergeTexts } from "./texts.en.ts";

const most = 200;

/** Shows which doctors move to the kept record. */
export function MergeTeam({ kept, merged }: Record<"kept" | "merged", Patient>) {
  const ofKept = useQuery(api.assignment.listForPatient.queryOptions({ patientId: kept.id, limit: most }));
  const ofMerged = useQuery(
    api.assignment.listForPatient.queryOptions({ patientId: merged.id, limit: most }),
  );
  const failed = [ofKept, ofMerged].find(({ isError }) => isError);
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="merged-team">
      <Title order={2} size="h4" mb="sm" id="merged-team">
        {patientTexts.careTeam}
      </Title>
      {failed ? <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {ofKept.data && ofMerged.data ? (
        <Team {...previewTeam({ kept: ofKept.data.items, merged: ofMerged.data.items })} />
      ) : (
        <Skeleton h={48} visible={!failed} />
      )}
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
