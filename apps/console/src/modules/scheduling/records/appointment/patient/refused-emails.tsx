import type { Patient, PatientId } from "@caretype/client";
import { Anchor } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { Row, Rows } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { PatientAlert } from "../../../../people/records/patient/patient-alert.tsx";
import { texts as appointmentTexts } from "../texts.en.ts";

const texts = appointmentTexts.refusedEmails;

type Refused = { patientId: PatientId; patientName: string; email: string; refusedAt: string };

/** The problem, and a button to end the notice once the address was checked. */
function useRefused({ patientId, patientName, email, refusedAt }: Refused) {
  const mayResolve = usePermissions()("patient:update");
  const { day } = usePracticeTime();
  const { mutate } = useSingleMutation({
    mutationFn: () => caretype.refusedEmail.resolve.mutate({ patientId }),
    onSuccess: () => notifyDone(texts.isTried(patientName)),
    onError: (error) => notifyFailed(texts.isNotTried, error),
    onSettled: () => void readAgain(api.refusedEmail),
  });
  return { text: texts.refused(email, day(refusedAt)), onTried: mayResolve ? () => mutate() : null };
}

/** For reception: patients whose address is refused. Empty without any. */
export function RefusedEmails() {
  const { items = [] } = useQuery(api.refusedEmail.list.queryOptions({}, { staleTime: 0 })).data ?? {};
  if (items.length === 0) return null;
  return (
    <Section title={`${texts.title} (${items.length})`} about={texts.about}>
      <Rows>
        {items.map((refused) => (
          <RefusedRow key={refused.patientId} {...refused} />
        ))}
      </Rows>
    </Section>
  );
}

function RefusedRow(refused: Refused) {
  const { patientId, patientName } = refused;
  const { text, onTried } = useRefused(refused);
  return (
    <Row
      title={
        <AnchorLink to="/patients/$id" params={{ id: patientId }}>
          <Name>{patientName}</Name>
        </AnchorLink>
      }
      facts={text}
      actions={
        onTried && <SmallButton label={texts.tried} name={texts.triedOf(patientName)} onClick={onTried} />
      }
    />
  );
}

/** In the heading of a patient whose address is refused. */
export function RefusedEmailAlert({ patient: { id: patientId, email } }: { patient: Patient }) {
  const asked = email === null ? skipToken : { patientId };
  const { data } = useQuery(api.refusedEmail.list.queryOptions(asked, { staleTime: 60_000 }));
  const [refused] = data?.items ?? [];
  return refused ? (
    <PatientAlert>
      <RefusedEmail {...refused} />
    </PatientAlert>
  ) : null;
}

function RefusedEmail(refused: Refused) {
  const { text, onTried } = useRefused(refused);
  return (
    <>
      {text}{" "}
      {onTried && (
        <Anchor component="button" type="button" inherit underline="always" onClick={onTried}>
          {texts.tried}
        </Anchor>
      )}
    </>
  );
}
