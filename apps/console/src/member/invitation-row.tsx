import type { Invitation } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, caretype, queryClient } from "../api.ts";
import { SubmitButton } from "../session/submit-button.tsx";
import { notifyDone, notifyFailed } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { Row } from "../shell/section/row.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { canMail } from "../shell/text/server-facts.ts";
import { withNames } from "../shell/text/with-names.ts";
import type { SharedInvitation } from "./invitation-link.tsx";
import { roleLabels } from "./role-labels.ts";

const invalidateInvitations = () => queryClient.invalidateQueries(api.invitation.pathFilter());

type InvitationRowProps = {
  invitation: Invitation;
  /** Receives a new link to hand over; null if there is none, or it was revoked. */
  onLink: (handedOver: SharedInvitation | null) => void;
};

export function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const { id, email, role, invitedByName, createdAt, expiresAt } = invitation;
  const when = `${formatInstant(createdAt)}. The link is valid until ${formatInstant(expiresAt)}`;
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
            label="Revoke"
            name={`Revoke the invitation of ${email}`}
            question={`Revoke the invitation of ${email}?`}
            consequence="Its link stops working."
            onConfirm={async () => {
              await caretype.invitation.revoke.mutate({ id });
              onLink(null);
              notifyDone(`The invitation of ${email} is revoked`);
              await invalidateInvitations();
            }}
          />
        </>
      }
    />
  );
}

type SendAgainProps = Pick<Invitation, "email" | "role"> & Pick<InvitationRowProps, "onLink">;

/** Sends a new link, which invalidates the previous one. */
function SendAgain({ email, role, onLink }: SendAgainProps) {
  const { mutate, isPending } = useMutation(
    api.invitation.create.mutationOptions({
      onSuccess: ({ link }) => {
        onLink(link === null ? null : { email, link });
        if (link === null) notifyDone(`A new invitation was sent to ${email}`);
        return invalidateInvitations();
      },
      onError: (error) => notifyFailed(`The invitation of ${email} was not sent`, error),
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
