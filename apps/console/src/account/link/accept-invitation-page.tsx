import type { RouterOutputs } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { choosePractice } from "../../session/chosen-practice.ts";
import { Notice } from "../../session/notice.tsx";
import { resumeSession } from "../../session/session.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { QueryStates } from "../../shell/page/query-states.tsx";
import { Name } from "../../shell/text/name.tsx";
import { SignIn } from "../sign-in/sign-in.tsx";
import { InvitedForm } from "./invited-form.tsx";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";

type Preview = RouterOutputs["invitation"]["preview"];

const nextStep = "Ask the person who invited you for a new invitation.";

export function AcceptInvitationPage() {
  return (
    <LinkPage title="Join a practice" path="/accept-invitation">
      {(token) => <Invitation token={token} />}
    </LinkPage>
  );
}

function Invitation({ token }: { token: string }) {
  const preview = useQuery({
    queryKey: ["invitation of a link", token],
    queryFn: () => loadPreview(token),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (isErrorCode(preview.error, "INVALID_LINK"))
    return <LinkRefusal error={preview.error} nextStep={nextStep} />;
  return (
    <QueryStates query={preview} skeleton={<Skeleton h={240} />}>
      {({ invitation, signedInAs }) => (
        <Stack>
          <Text size="sm">
            <Name>{invitation.invitedByName}</Name> invites <b>{invitation.email}</b> to work in the practice
            “<Name>{invitation.practiceName}</Name>”, as {invitation.role}.
          </Text>
          <Joining token={token} invitation={invitation} signedInAs={signedInAs} />
        </Stack>
      )}
    </QueryStates>
  );
}

/** Also returns the address of the account that is signed in, which may be the invited one. */
async function loadPreview(token: string) {
  const invitation = await caretype.invitation.preview.mutate({ token });
  const signedInAs = (await resumeSession()) ? (await caretype.auth.me()).email : null;
  return { invitation, signedInAs };
}

type JoiningProps = { token: string; invitation: Preview; signedInAs: string | null };

function Joining({ token, invitation, signedInAs }: JoiningProps) {
  const { email, hasAccount } = invitation;
  const [isSignedIn, setSignedIn] = useState(signedInAs?.toLowerCase() === email.toLowerCase());
  const join = useMutation({
    mutationFn: () => caretype.invitation.accept.mutate({ token }),
    onSuccess: ({ id }) => choosePractice(id),
  });
  if (!hasAccount) return <InvitedForm token={token} email={email} />;
  if (isSignedIn)
    return (
      <Stack>
        {join.isError ? <JoinRefusal error={join.error} /> : null}
        <SubmitButton isPending={join.isPending || join.isSuccess} onClick={() => join.mutate()}>
          Join as {email}
        </SubmitButton>
      </Stack>
    );
  return (
    <Stack>
      {signedInAs ? (
        <Notice is="caution" title={`You are signed in as ${signedInAs}.`}>
          The invitation is for another account. If you sign in to it, you are signed out of yours.
        </Notice>
      ) : null}
      <SignIn
        email={email}
        label="Sign in and join"
        onSignedIn={async () => {
          setSignedIn(true);
          await join.mutateAsync().catch(() => undefined);
        }}
      />
    </Stack>
  );
}

function JoinRefusal({ error }: { error: unknown }) {
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={nextStep} />;
  return <ErrorNotice error={error} />;
}
