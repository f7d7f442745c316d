import { isErrorCode, type RouterOutputs } from "@caretype/client";
import { Register } from "@caretype/identity/access/registration/schema";
import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAction } from "../../../../../kit/behavior/use-action.ts";
import { useAnswer } from "../../../../../kit/connection/use-answer.ts";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { Placeholder } from "../../../../../kit/page/placeholder.tsx";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { choosePractice } from "../../../../../session/client/chosen-practice.ts";
import { plainClient } from "../../../../../session/client/client.ts";
import { resumeSession } from "../../../../../session/client/session.ts";
import { SentForm } from "../../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { texts as basicTexts } from "../../../../../words/basic/texts.en.ts";
import { texts as roleTexts } from "../../../../../words/role/texts.en.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { proceed } from "../sign-in/proceed.ts";
import { SignIn } from "../sign-in/sign-in.tsx";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";
import { invitation as texts } from "./texts.en.ts";

type Preview = RouterOutputs["invitation"]["preview"];

const { nextStep } = texts;

export const AcceptInvitationPage = () => (
  <LinkPage title={texts.title} path="/accept-invitation">
    {(token) => <Invitation token={token} />}
  </LinkPage>
);

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
        {join.isError ? <LinkRefusal error={join.error} nextStep={nextStep} /> : null}
        <SubmitButton
          label={texts.joinAs(email)}
          isPending={join.isPending || join.isSuccess}
          onClick={() => void join.run()}
        />
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

type Values = { name: string; password: string };

const check = schemaResolver(Register);

/**
 * Creates an account for the invited address.
 * The account's only practice is the one of the invitation.
 */
function InvitedForm({ token, email }: { token: string; email: string }) {
  const inputOf = ({ name, password }: Values) => ({
    email,
    password,
    invitationToken: token,
    ...(name.trim() !== "" && { name }),
  });
  const sending = useSending<Values>({
    initialValues: { name: "", password: "" },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      await plainClient.auth.register(inputOf(values));
      await proceed();
    },
  });
  const { form, error } = sending;

  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={nextStep} />;
  const taken = isErrorCode(error, "EMAIL_TAKEN") ? texts.isTaken : undefined;
  return (
    <SentForm
      sending={sending}
      submitLabel={texts.createAndJoin}
      notice={(why) => <ErrorNotice error={why} hint={taken} />}
    >
      <TextInput label={basicTexts.email} autoComplete="username" readOnly value={email} />
      <TextInput
        label={accessTexts.yourName}
        description={accessTexts.yourNameHint}
        autoComplete="name"
        {...form.getInputProps("name")}
      />
      <NewPasswordInput
        label={basicTexts.password}
        names={() => ({ ...form.getValues(), email })}
        {...form.getInputProps("password")}
      />
    </SentForm>
  );
}
