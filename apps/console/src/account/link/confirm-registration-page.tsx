import { isErrorCode } from "@caretype/client";
import { Anchor, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { caretype } from "../../api.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { useContinue } from "../sign-in/use-continue.ts";
import { LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";

export function ConfirmRegistrationPage() {
  return (
    <LinkPage
      title="Confirm your registration"
      about="Choose a password for your account. It can be the one that you registered with."
      path="/confirm-registration"
    >
      {(token) => <ConfirmForm token={token} />}
    </LinkPage>
  );
}

function ConfirmForm({ token }: { token: string }) {
  const proceed = useContinue();
  const { form, submit, isPending, error } = useSending({
    initialValues: { password: "" },
    validate: { password: (value) => (value === "" ? "Required" : null) },
    send: async (values) => {
      await caretype.auth.confirmRegistration({ token, ...values });
      await proceed();
    },
  });
  const again = (
    <Anchor component={Link} to="/register" size="sm">
      Register again
    </Anchor>
  );
  if (isErrorCode(error, "INVALID_LINK")) return <LinkRefusal error={error} nextStep={again} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <LinkRefusal error={error} /> : null}
        <NewPasswordInput label="Password" key={form.key("password")} {...form.getInputProps("password")} />
        <SubmitButton isPending={isPending}>Create account</SubmitButton>
      </Stack>
    </form>
  );
}
