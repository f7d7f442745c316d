import type { Invitation } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, caretype, queryClient } from "../api.ts";
import { SubmitButton } from "../session/submit-button.tsx";
import { notifyDone, notifyFailed } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { Row } from "../shell/section/row.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { canMail } from "../shell/text/mail.ts";
import { withNames } from "../shell/text/with-names.ts";
import type { SharedInvitation } from "./invitation-link.tsx";
import { roleLabels } from "./role-labels.ts";

const readInvitationsAnew = () => queryClient.invalidateQueries(api.invitation.pathFilter());

type InvitationRowProps = {
  invitation: Invitation;
  /** Hears of a new link that is to be handed over; null where there is none, or it is good no more. */
  onLink: (handedOver: SharedInvitation | null) => void;
};

export function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const { id, email, role, invitedByName, createdAt, expiresAt } = invitation;
  const when = `${formatInstant(createdAt)}. The link is good until ${formatInstant(expiresAt)}`;
  return (
    <Row
      title={email}
      badge={
        <Badge variant="light" tt="none">
          {roleLabels[role].label}
        </Badge>
      }
      facts={invitedByName ? withNames`Invited by ${invitedByName}, ${when}` : `Invited, ${when}`}
      actions={
        <>
          <SendAgain email={email} role={role} onLink={onLink} />
          <ConfirmButton
            label="Take back"
            name={`Take back the invitation of ${email}`}
            question={`Take back the invitation of ${email}?`}
            consequence="Its link is good no more."
            onConfirm={async () => {
              await caretype.invitation.revoke.mutate({ id });
              onLink(null);
              notifyDone(`The invitation of ${email} is taken back`);
              await readInvitationsAnew();
            }}
          />
        </>
      }
    />
  );
}

type SendAgainProps = Pick<Invitation, "email" | "role"> & Pick<InvitationRowProps, "onLink">;

/** For who has lost the mail: with a new link, after which the one before is good no more. */
function SendAgain({ email, role, onLink }: SendAgainProps) {
  const { mutate, isPending } = useMutation(
    api.invitation.create.mutationOptions({
      onSuccess: ({ link }) => {
        onLink(link === null ? null : { email, link });
        if (link === null) notifyDone(`Another mail is on its way to ${email}`);
        return readInvitationsAnew();
      },
      onError: (error) => notifyFailed(`${email} was sent nothing`, error),
    }),
  );
  return (
    <SubmitButton
      variant="default"
      size="xs"
      aria-label={canMail ? `Send again to ${email}` : `New link for ${email}`}
      isPending={isPending}
      onClick={() => mutate({ email, role })}
    >
      {canMail ? "Send again" : "New link"}
    </SubmitButton>
  );
}
