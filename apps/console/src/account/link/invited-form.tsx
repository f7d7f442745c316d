import { Register } from "@caretype/api/account/schema";
import { isErrorCode } from "@caretype/client";
import { plainClient } from "../../client.ts";
import { schemaResolver } from "../../form/field-messages.ts";
import { Stack } from "../../plain/layout.tsx";
import { TextInput } from "../../plain/text-input.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { accessTexts } from "../../texts/access.ts";
import { basicTexts } from "../../texts/basic.ts";
import { linkTexts } from "../../texts/link.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { proceed } from "../sign-in/proceed.ts";
import { LinkRefusal } from "./link-refusal.tsx";

const texts = linkTexts.invitation;

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
