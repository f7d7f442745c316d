import { isErrorCode } from "@caretype/client";
import { Anchor, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { caretype } from "../../api.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { commonTexts } from "../../texts/common.ts";
import { linkTexts } from "../../texts/link.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { useContinue } from "../sign-in/use-continue.ts";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";

const texts = linkTexts.confirmRegistration;

export function ConfirmRegistrationPage() {
  return (
    <LinkPage title={texts.title} about={texts.about} path="/confirm-registration">
      {(token) => <ConfirmForm token={token} />}
    </LinkPage>
  );
}

function ConfirmForm({ token }: { token: string }) {
  const proceed = useContinue();
  const { form, submit, isPending, error } = useSending({
    initialValues: { password: "" },
    validate: { password: (value) => (value === "" ? commonTexts.required : null) },
    send: async (values) => {
      await caretype.auth.confirmRegistration({ token, ...values });
      await proceed();
    },
  });
  const again = (
    <Anchor component={Link} to="/register" size="sm">
      {texts.again}
    </Anchor>
  );
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={again} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <LinkRefusal error={error} /> : null}
        <NewPasswordInput
          label={commonTexts.password}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitButton isPending={isPending}>{texts.submit}</SubmitButton>
      </Stack>
    </form>
  );
}
