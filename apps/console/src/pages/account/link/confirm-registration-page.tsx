import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { AppLink } from "../../../kit/navigation/app-link.tsx";
import { plainClient } from "../../../session/client/client.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as basicTexts } from "../../../words/basic/texts.en.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { proceed } from "../sign-in/proceed.ts";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";
import { confirmRegistration as texts } from "./texts.en.ts";

export function ConfirmRegistrationPage() {
  return (
    <LinkPage title={texts.title} about={texts.about} path="/confirm-registration">
      {(token) => <ConfirmForm token={token} />}
    </LinkPage>
  );
}

function ConfirmForm({ token }: { token: string }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { password: "" },
    validate: { password: (value) => (value === "" ? basicTexts.required : null) },
    send: async (values) => {
      await plainClient.auth.confirmRegistration({ token, ...values });
      await proceed();
    },
  });
  const again = (
    <AppLink to="/register" size="sm">
      {texts.again}
    </AppLink>
  );
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={again} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <LinkRefusal error={error} /> : null}
        <NewPasswordInput
          label={basicTexts.password}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitButton isPending={isPending}>{texts.submit}</SubmitButton>
      </Stack>
    </form>
  );
}
