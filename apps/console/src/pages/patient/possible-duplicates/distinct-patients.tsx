import type { PatientId } from "@caretype/client";
import { Button, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { focusHeading } from "../../../kit/focus/page-focus.tsx";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { texts as distinctTexts } from "./texts.en.ts";

/** The patients who were marked as other people than this one. Nothing if there are none. */
export function DistinctPatients({ id }: { id: PatientId }) {
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

function UnmarkButton({ id, other }: { id: PatientId; other: { id: PatientId; name: string } }) {
  const may = usePermissions();
  const pair = { id, otherId: other.id };
  const unmark = useSingleMutation(
    api.patient.unmarkDistinct.mutationOptions({
      onSuccess: async () => {
        notifyDone(distinctTexts.isUnmarked(other.name), async () => {
          await caretype.patient.markDistinct.mutate(pair);
          await invalidatePatients();
        });
        await invalidatePatients();
        if (document.activeElement === document.body) focusHeading({ preventScroll: true });
      },
      onError: (error) => notifyFailed(distinctTexts.notUnmarked, error),
    }),
  );
  if (!may("patient:merge")) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={unmark.isPending}
      onClick={() => unmark.mutate(pair)}
      aria-label={distinctTexts.undoLabel(other.name)}
    >
      {commonTexts.undo}
    </Button>
  );
}
