import type { Assignment, Patient } from "@caretype/client";
import { List, Paper, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { Name } from "../../shell/text/name.tsx";
import { previewTeam } from "./merge-preview.ts";

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
        Care team
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
  if (moving.length + doubled.length === 0)
    return <Text c="dimmed">No doctor is assigned to the removed record.</Text>;
  return (
    <List>
      {moving.map(({ id, doctorName, reasonForVisit }) => (
        <List.Item key={id}>
          <Name>{doctorName}</Name> moves to the kept record{reasonForVisit ? `: ${reasonForVisit}` : ""}
        </List.Item>
      ))}
      {doubled.map(({ id, doctorName }) => (
        <List.Item key={id}>
          <Name>{doctorName}</Name> is assigned to both: the assignment of the kept record stays
        </List.Item>
      ))}
    </List>
  );
}
