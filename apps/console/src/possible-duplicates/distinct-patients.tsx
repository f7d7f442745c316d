import type { PatientId } from "@caretype/client";
import { Button, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { invalidatePatients } from "../patient/patient-cache.ts";
import { usePermissions } from "../session/use-practice.ts";
import { useSingleMutation } from "../shell/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../shell/notice/notify.tsx";
import { focusHeading } from "../shell/page/page-focus.tsx";
import { Row } from "../shell/section/row.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { AnchorLink } from "../shell/text/links.tsx";
import { Name } from "../shell/text/name.tsx";
import { commonTexts } from "../texts/common.ts";
import { distinctTexts } from "../texts/distinct.ts";

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

type UnmarkButtonProps = { id: PatientId; other: { id: PatientId; name: string } };

function UnmarkButton({ id, other }: UnmarkButtonProps) {
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
