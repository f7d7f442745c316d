import { ResetPassword } from "@caretype/api/account/schema";
import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { AppLink } from "../../../kit/navigation/app-link.tsx";
import { plainClient } from "../../../session/client/client.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { texts as signInTexts } from "../sign-in/texts.en.ts";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";
import { resetPassword as texts } from "./texts.en.ts";

const done = { title: texts.done, to: "/sign-in", label: signInTexts.signIn } as const;
const check = schemaResolver(ResetPassword.pick({ password: true }));

export function ResetPasswordPage() {
  return (
    <LinkPage title={texts.title} about={texts.about} path="/reset-password" done={done}>
      {(token, onDone) => <ResetForm token={token} onDone={onDone} />}
    </LinkPage>
  );
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { password: "" },
    validate: check,
    send: async (values) => {
      await plainClient.account.resetPassword.mutate({ token, ...values });
      onDone();
    },
  });
  const again = (
    <AppLink to="/forgot-password" size="sm">
      {texts.again}
    </AppLink>
  );
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={again} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <LinkRefusal error={error} /> : null}
        <NewPasswordInput
          label={accessTexts.newPassword}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitButton isPending={isPending}>{texts.submit}</SubmitButton>
      </Stack>
    </form>
  );
}
