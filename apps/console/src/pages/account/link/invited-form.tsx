import { Register } from "@caretype/api/registration/schema";
import { isErrorCode } from "@caretype/client";
import { Stack, TextInput } from "@mantine/core";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { plainClient } from "../../../session/client/client.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { texts as basicTexts } from "../../../words/basic/texts.en.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { proceed } from "../sign-in/proceed.ts";
import { LinkRefusal } from "./link-refusal.tsx";
import { invitation as texts } from "./texts.en.ts";

type Values = { name: string; password: string };

const check = schemaResolver(Register);

/**
 * Creates an account for the invited address.
 * The account's only practice is the one of the invitation.
 */
export function InvitedForm({ token, email }: { token: string; email: string }) {
  const inputOf = ({ name, password }: Values) => ({
    email,
    password,
    invitationToken: token,
    ...(name.trim() !== "" && { name }),
  });
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: { name: "", password: "" },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      await plainClient.auth.register(inputOf(values));
      await proceed();
    },
  });
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={texts.nextStep} />;
  const taken = isErrorCode(error, "EMAIL_TAKEN") ? texts.isTaken : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <ErrorNotice error={error} hint={taken} /> : null}
        <TextInput label={basicTexts.email} autoComplete="username" readOnly value={email} />
        <TextInput
          label={accessTexts.yourName}
          description={accessTexts.yourNameHint}
          autoComplete="name"
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <NewPasswordInput
          label={basicTexts.password}
          names={() => ({ ...form.getValues(), email })}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitButton isPending={isPending}>{texts.createAndJoin}</SubmitButton>
      </Stack>
    </form>
  );
}
