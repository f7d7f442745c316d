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
import { linkTexts } from "../../texts/link.ts";
import { roleTexts } from "../../texts/role.ts";
import { SignIn } from "../sign-in/sign-in.tsx";
import { InvitedForm } from "./invited-form.tsx";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";

type Preview = RouterOutputs["invitation"]["preview"];

const texts = linkTexts.invitation;
const { nextStep } = texts;

export function AcceptInvitationPage() {
  return (
    <LinkPage title={texts.title} path="/accept-invitation">
      {(token) => <Invitation token={token} />}
    </LinkPage>
  );
}

function Invitation({ token }: { token: string }) {
  const preview = useQuery({
    queryKey: ["invitation-preview", token],
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
            {texts.about({
              invitedBy: invitation.invitedByName,
              email: <b>{invitation.email}</b>,
              practice: invitation.practiceName,
              role: roleTexts[invitation.role].label,
            })}
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
          {texts.joinAs(email)}
        </SubmitButton>
      </Stack>
    );
  return (
    <Stack>
      {signedInAs ? (
        <Notice is="caution" title={texts.signedInAs(signedInAs)}>
          {texts.isForOther}
        </Notice>
      ) : null}
      <SignIn
        email={email}
        label={texts.signInAndJoin}
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
