import { ResetPassword } from "@caretype/api/account/schema";
import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { AppLink } from "../../../kit/navigation/app-link.tsx";
import { plainClient } from "../../../session/client/client.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { texts as basicTexts } from "../../../words/basic/texts.en.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { proceed } from "../sign-in/proceed.ts";
import { texts as signInTexts } from "../sign-in/texts.en.ts";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";
import { confirmRegistration, resetPassword } from "./texts.en.ts";

export const ConfirmRegistrationPage = () => (
  <LinkPage title={confirmRegistration.title} about={confirmRegistration.about} path="/confirm-registration">
    {(token) => (
      <PasswordForm
        label={basicTexts.password}
        texts={confirmRegistration}
        startAgain="/register"
        validate={{ password: (value) => (value === "" ? basicTexts.required : null) }}
        send={async (values) => {
          await plainClient.auth.confirmRegistration({ token, ...values });
          await proceed();
        }}
      />
    )}
  </LinkPage>
);

const isReset = { title: resetPassword.done, to: "/sign-in", label: signInTexts.signIn } as const;
const check = schemaResolver(ResetPassword.pick({ password: true }));

export const ResetPasswordPage = () => (
  <LinkPage title={resetPassword.title} about={resetPassword.about} path="/reset-password" done={isReset}>
    {(token, onDone) => (
      <PasswordForm
        label={accessTexts.newPassword}
        texts={resetPassword}
        startAgain="/forgot-password"
        validate={check}
        send={async (values) => {
          await plainClient.account.resetPassword.mutate({ token, ...values });
          onDone();
        }}
      />
    )}
  </LinkPage>
);

type Values = { password: string };

type PasswordFormProps = Pick<Parameters<typeof useSending<Values>>[0], "validate" | "send"> & {
  label: string;
  texts: { again: string; submit: string };
  /** Where a link that is no longer valid is asked for again. */
  startAgain: "/register" | "/forgot-password";
};

/** Sets the password of an account to which a link was mailed. */
function PasswordForm({ label, texts, startAgain, ...sending }: PasswordFormProps) {
  const { form, submit, isPending, error } = useSending({ initialValues: { password: "" }, ...sending });
  const again = (
    <AppLink to={startAgain} size="sm">
      {texts.again}
    </AppLink>
  );
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={again} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <LinkRefusal error={error} /> : null}
        <NewPasswordInput label={label} key={form.key("password")} {...form.getInputProps("password")} />
        <SubmitButton isPending={isPending}>{texts.submit}</SubmitButton>
      </Stack>
    </form>
  );
}
