import type { PatientId } from "@caretype/client";
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { texts as appointmentTexts } from "../texts.en.ts";

const texts = appointmentTexts.refusedEmails;

type Refused = { patientId: PatientId; patientName: string };

/** Ends the notice, as somebody has tried the address. */
function useTried({ patientId, patientName }: Refused) {
  const queries = useQueryClient();
  return useSingleMutation({
    mutationFn: () => caretype.refusedEmail.resolve.mutate({ patientId }),
    onSuccess: () => notifyDone(texts.isTried(patientName)),
    onError: (error) => notifyFailed(texts.isNotTried, error),
    onSettled: () => void queries.invalidateQueries(api.refusedEmail.pathFilter()),
  });
}

/** For the desk: the patients whose address is refused. Nothing without any. */
export function RefusedEmails() {
  const { items = [] } = useQuery(api.refusedEmail.list.queryOptions({}, { staleTime: 0 })).data ?? {};
  if (items.length === 0) return null;
  return (
    <Section title={`${texts.title} (${items.length})`} about={texts.about}>
      <Stack component="ul" gap={0} m={0} p={0}>
        {items.map((refused) => (
          <RefusedRow key={refused.patientId} {...refused} />
        ))}
      </Stack>
    </Section>
  );
}

function RefusedRow({ email, refusedAt, ...patient }: Refused & { email: string; refusedAt: string }) {
  const mayResolve = usePermissions()("patient:update");
  const { day } = usePracticeTime();
  const { mutate } = useTried(patient);
  const { patientId, patientName } = patient;
  return (
    <Row
      title={
        <AnchorLink to="/patients/$id" params={{ id: patientId }}>
          {patientName}
        </AnchorLink>
      }
      facts={texts.refused(email, day(refusedAt))}
      actions={
        mayResolve ? (
          <Button
            variant="default"
            size="xs"
            aria-label={texts.triedOf(patientName)}
            onClick={() => mutate()}
          >
            {texts.tried}
          </Button>
        ) : null
      }
    />
  );
}

/** In the heading of a patient whose address is refused. */
export function RefusedEmail({
  email,
  refusedAt,
  ...patient
}: Refused & { email: string; refusedAt: string }) {
  const mayResolve = usePermissions()("patient:update");
  const { day } = usePracticeTime();
  const { mutate } = useTried(patient);
  return (
    <Text span inherit>
      {texts.refused(email, day(refusedAt))}{" "}
      {mayResolve ? (
        <Anchor component="button" type="button" inherit underline="always" onClick={() => mutate()}>
          {texts.tried}
        </Anchor>
      ) : null}
    </Text>
  );
}
