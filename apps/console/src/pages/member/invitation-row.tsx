import type { Invitation } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { notifyDone, notifyFailed } from "../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { Row } from "../../kit/section/row.tsx";
import { canMail } from "../../kit/settings/server-facts.ts";
import { api, caretype, queryClient } from "../../session/client/api.ts";
import { formatInstant } from "../../words/format/format.ts";
import { texts as roleTexts } from "../../words/role/texts.en.ts";
import type { SharedInvitation } from "./invitation-link.tsx";
import { texts as memberTexts } from "./texts.en.ts";

const texts = memberTexts.invitations;

const invalidateInvitations = () => queryClient.invalidateQueries(api.invitation.pathFilter());

type InvitationRowProps = {
  invitation: Invitation;
  /** Receives a new link to hand over; null if there is none, or it was revoked. */
  onLink: (handedOver: SharedInvitation | null) => void;
};

export function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const { id, email, role, invitedByName, createdAt, expiresAt } = invitation;
  const [at, until] = [formatInstant(createdAt), formatInstant(expiresAt)];
  return (
    <Row
      title={email}
      badge={
        <Badge variant="light" tt="none">
          {roleTexts[role].label}
        </Badge>
      }
      facts={invitedByName ? texts.factsBy(invitedByName, at, until) : texts.facts(at, until)}
      actions={
        <>
          <SendAgain email={email} role={role} onLink={onLink} />
          <ConfirmButton
            label={texts.revoke}
            name={texts.revokeOf(email)}
            question={texts.askRevoke(email)}
            consequence={texts.revokeMeans}
            onConfirm={async () => {
              await caretype.invitation.revoke.mutate({ id });
              onLink(null);
              notifyDone(texts.isRevoked(email));
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
        if (link === null) notifyDone(texts.isSentAgain(email));
        return invalidateInvitations();
      },
      onError: (error) => notifyFailed(texts.isNotSent(email), error),
    }),
  );
  return (
    <SubmitButton
      variant="default"
      size="xs"
      aria-label={canMail ? texts.sendAgainTo(email) : texts.newLinkFor(email)}
      isPending={isPending}
      onClick={() => mutate({ email, role })}
    >
      {canMail ? texts.sendAgain : texts.newLink}
    </SubmitButton>
  );
}
