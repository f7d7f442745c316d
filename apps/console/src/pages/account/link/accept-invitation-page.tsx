import type { RouterOutputs } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { useAnswer } from "../../../kit/connection/use-answer.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { Placeholder } from "../../../kit/page/placeholder.tsx";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { choosePractice } from "../../../session/client/chosen-practice.ts";
import { plainClient } from "../../../session/client/client.ts";
import { resumeSession } from "../../../session/client/session.ts";
import { texts as roleTexts } from "../../../words/role/texts.en.ts";
import { SignIn } from "../sign-in/sign-in.tsx";
import { InvitedForm } from "./invited-form.tsx";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";
import { invitation as texts } from "./texts.en.ts";

type Preview = RouterOutputs["invitation"]["preview"];

const { nextStep } = texts;

export function AcceptInvitationPage() {
  return (
    <LinkPage title={texts.title} path="/accept-invitation">
      {(token) => <Invitation token={token} />}
    </LinkPage>
  );
}

function Invitation({ token }: { token: string }) {
  const preview = useAnswer(() => loadPreview(token));
  if (isErrorCode(preview.error, "INVALID_LINK"))
    return <LinkRefusal error={preview.error} nextStep={nextStep} />;
  return (
    <QueryStates query={preview} skeleton={<Placeholder height={240} />}>
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
  const invitation = await plainClient.invitation.preview.mutate({ token });
  const signedInAs = (await resumeSession()) ? (await plainClient.auth.me()).email : null;
  return { invitation, signedInAs };
}

type JoiningProps = { token: string; invitation: Preview; signedInAs: string | null };

function Joining({ token, invitation, signedInAs }: JoiningProps) {
  const { email, hasAccount } = invitation;
  const [isSignedIn, setSignedIn] = useState(signedInAs?.toLowerCase() === email.toLowerCase());
  const join = useAction(async () => {
    const { id } = await plainClient.invitation.accept.mutate({ token });
    choosePractice(id);
  });
  if (!hasAccount) return <InvitedForm token={token} email={email} />;
  if (isSignedIn)
    return (
      <Stack>
        {join.isError ? <JoinRefusal error={join.error} /> : null}
        <SubmitButton isPending={join.isPending || join.isSuccess} onClick={() => void join.run()}>
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
          await join.run();
        }}
      />
    </Stack>
  );
}

function JoinRefusal({ error }: { error: unknown }) {
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={nextStep} />;
  return <ErrorNotice error={error} />;
}
