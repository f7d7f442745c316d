import type { RouterOutputs } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAction } from "../../../../kit/behavior/use-action.ts";
import { useAnswer } from "../../../../kit/connection/use-answer.ts";
import { SubmitButton } from "../../../../kit/form/submit-button.tsx";
import { Notice } from "../../../../kit/notice/notice.tsx";
import { Placeholder } from "../../../../kit/page/placeholder.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { plainClient } from "../../../../session/client/client.ts";
import { dateFormat, zoneName } from "../../../../words/format/format.ts";
import { LinkPage } from "../../../identity/pages/account/link/link-page.tsx";
import { LinkRefusal } from "../../../identity/pages/account/link/link-refusal.tsx";
import { texts } from "./texts.en.ts";

type Linked = RouterOutputs["appointmentLink"]["read"];

export const AppointmentLinkPage = () => (
  <LinkPage title={texts.title} path="/appointment">
    {(token) => <LinkedAppointment token={token} />}
  </LinkPage>
);

function LinkedAppointment({ token }: { token: string }) {
  const read = useAnswer(() => plainClient.appointmentLink.read.mutate({ token }));
  if (isErrorCode(read.error, "INVALID_LINK"))
    return <LinkRefusal error={read.error} nextStep={texts.nextStep} />;
  return (
    <QueryStates query={read} skeleton={<Placeholder height={200} />}>
      {(first) => <Appointment token={token} first={first} readAgain={read.refetch} />}
    </QueryStates>
  );
}

type AppointmentProps = { token: string; first: Linked; readAgain: () => Promise<Linked | undefined> };

function Appointment({ token, first, readAgain }: AppointmentProps) {
  const [linked, setLinked] = useState(first);
  const change = useAction(async (step: "confirm" | "cancel") => {
    try {
      setLinked(await plainClient.appointmentLink[step].mutate({ token, startsAt: linked.startsAt }));
    } catch (error) {
      if (isErrorCode(error, "APPOINTMENT_MOVED", "APPOINTMENT_STATE"))
        setLinked((await readAgain()) ?? linked);
      throw error;
    }
  });
  const { practiceName, doctorName } = linked;
  return (
    <Stack>
      <Stack gap={4}>
        <Text fw={600} size="lg">
          {timeOf(linked, linked.startsAt)}
        </Text>
        <Text size="sm">
          {doctorName === null
            ? texts.atPractice(practiceName)
            : texts.at({ practice: practiceName, doctor: doctorName })}
        </Text>
        <Dimmed>{texts.isTimeIn(zoneName(linked.timeZone))}</Dimmed>
      </Stack>
      <Refusal error={change.error} />
      <State linked={linked} wasOffered={first.heldUntil !== null} />
      {linked.mayChange ? (
        <Choices
          key={linked.startsAt}
          isOffer={linked.heldUntil !== null}
          isConfirmed={linked.confirmedByPatientAt !== null}
          isPending={change.isPending}
          choose={(step) => void change.run(step)}
        />
      ) : null}
    </Stack>
  );
}

/** In the practice's time zone, wherever the patient is. */
const timeOf = ({ timeZone }: Linked, instant: string) =>
  dateFormat({ dateStyle: "full", timeStyle: "short", timeZone }).format(new Date(instant));

/** An appointment that was cancelled or began meanwhile needs no error: its state says so. */
function Refusal({ error }: { error: unknown }) {
  if (!error || isErrorCode(error, "APPOINTMENT_STATE")) return null;
  if (isErrorCode(error, "APPOINTMENT_MOVED")) return <Notice is="caution" title={texts.wasMoved} />;
  return <LinkRefusal error={error} nextStep={texts.nextStep} />;
}

function State({ linked, wasOffered }: { linked: Linked; wasOffered: boolean }) {
  if (linked.heldUntil !== null)
    return <Notice is="info" title={texts.isHeldUntil(timeOf(linked, linked.heldUntil))} />;
  if (linked.status === "cancelled" && wasOffered) return <Notice is="info" title={texts.isGivenUp} />;
  if (linked.status === "cancelled")
    return (
      <Notice is="info" title={texts.isCancelled}>
        {texts.forAnother}
      </Notice>
    );
  if (!linked.mayChange) return <Notice is="info" title={texts.cannotChange} />;
  if (linked.confirmedByPatientAt === null) return null;
  return <Notice is="done" title={wasOffered ? texts.isAccepted : texts.isConfirmed} />;
}

type ChoicesProps = {
  isOffer: boolean;
  isConfirmed: boolean;
  isPending: boolean;
  choose: (step: "confirm" | "cancel") => void;
};

function Choices({ isOffer, isConfirmed, isPending, choose }: ChoicesProps) {
  const [isCancelling, setCancelling] = useState(false);
  if (isOffer)
    return (
      <Group>
        <SubmitButton label={texts.accept} isPending={isPending} onClick={() => choose("confirm")} />
        <PlainButton label={texts.decline} disabled={isPending} onClick={() => choose("cancel")} />
      </Group>
    );
  if (isCancelling)
    return (
      <Stack gap="sm">
        <Notice is="caution" title={texts.reallyCancel}>
          {texts.isFinal}
        </Notice>
        <Group>
          <SubmitButton
            label={texts.yes}
            color="red"
            isPending={isPending}
            onClick={() => choose("cancel")}
          />
          <PlainButton label={texts.no} onClick={() => setCancelling(false)} />
        </Group>
      </Stack>
    );
  return (
    <Group>
      {isConfirmed ? null : (
        <SubmitButton label={texts.confirm} isPending={isPending} onClick={() => choose("confirm")} />
      )}
      <PlainButton label={texts.cancel} onClick={() => setCancelling(true)} />
    </Group>
  );
}
