import type { Invitation } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../account/confirm-button.tsx";
import { Row } from "../account/row.tsx";
import { api, caretype, queryClient } from "../api.ts";
import { SubmitButton } from "../session/submit-button.tsx";
import { formatInstant } from "../shell/format.ts";
import { notifyDone, notifyFailed } from "../shell/notify.tsx";
import { roleWords } from "./role-words.ts";

const readInvitationsAnew = () => queryClient.invalidateQueries(api.invitation.pathFilter());

export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, email, role, invitedByName, createdAt, expiresAt } = invitation;
  const by = invitedByName ? ` by ${invitedByName}` : "";
  return (
    <Row
      title={email}
      badge={
        <Badge variant="light" tt="none">
          {roleWords[role].label}
        </Badge>
      }
      facts={`Invited${by}, ${formatInstant(createdAt)}. The link is good until ${formatInstant(expiresAt)}`}
      actions={
        <>
          <SendAgain email={email} role={role} />
          <ConfirmButton
            label="Take back"
            name={`Take back the invitation of ${email}`}
            question={`Take back the invitation of ${email}?`}
            consequence="The link in the mail is good no more."
            onConfirm={async () => {
              await caretype.invitation.revoke.mutate({ id });
              notifyDone(`The invitation of ${email} is taken back`);
              await readInvitationsAnew();
            }}
          />
        </>
      }
    />
  );
}

/** For who has lost the mail: with a new link, after which the one before is good no more. */
function SendAgain({ email, role }: Pick<Invitation, "email" | "role">) {
  const { mutate, isPending } = useMutation(
    api.invitation.create.mutationOptions({
      onSuccess: () => {
        notifyDone(`Another mail is on its way to ${email}`);
        return readInvitationsAnew();
      },
      onError: (error) => notifyFailed(`${email} was sent nothing`, error),
    }),
  );
  return (
    <SubmitButton
      variant="default"
      size="xs"
      aria-label={`Send again to ${email}`}
      isPending={isPending}
      onClick={() => mutate({ email, role })}
    >
      Send again
    </SubmitButton>
  );
}
