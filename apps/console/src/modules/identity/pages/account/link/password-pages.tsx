import { isErrorCode } from "@caretype/client";
import { ResetPassword } from "@caretype/identity/account/schema";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { AppLink } from "../../../../../kit/navigation/app-link.tsx";
import { plainClient } from "../../../../../session/client/client.ts";
import { SentForm } from "../../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { texts as basicTexts } from "../../../../../words/basic/texts.en.ts";
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
  /** Where to request a new link if this one is invalid. */
  startAgain: "/register" | "/forgot-password";
};

/** Sets an account's password by an emailed link. */
function PasswordForm({ label, texts, startAgain, ...options }: PasswordFormProps) {
  const sending = useSending({ initialValues: { password: "" }, ...options });
  const { form, error } = sending;
  const again = <AppLink label={texts.again} to={startAgain} />;
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={again} />;
  return (
    <SentForm sending={sending} submitLabel={texts.submit} notice={(why) => <LinkRefusal error={why} />}>
      <NewPasswordInput label={label} {...form.getInputProps("password")} />
    </SentForm>
  );
}
