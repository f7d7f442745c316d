import { ChangePassword as Schema } from "@caretype/api/account/schema";
import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { schemaResolver } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useMe } from "../../session/use-practice.ts";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { Section } from "../../shell/section/section.tsx";
import { NewPasswordInput } from "./new-password-input.tsx";

const check = schemaResolver(Schema, { sync: true });

export function ChangePassword() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <Section title="Password" about="A new password ends all your other sessions.">
      {isOpen ? (
        <ChangeForm onClose={close} />
      ) : (
        <Button variant="default" size="xs" onClick={open} style={{ alignSelf: "start" }}>
          Change the password
        </Button>
      )}
    </Section>
  );
}

function ChangeForm({ onClose }: { onClose: () => void }) {
  const { email, name, username } = useMe();
  const queries = useQueryClient();
  const { form, submit, isPending, error } = useSending({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: check,
    send: async (values) => {
      await caretype.account.changePassword.mutate(values);
      onClose();
      notifyDone("Your password is changed. Your other sessions have ended.");
      await queries.invalidateQueries(api.session.pathFilter());
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        {/* Password managers store a password together with its username. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          key={form.key("currentPassword")}
          {...form.getInputProps("currentPassword")}
        />
        <NewPasswordInput
          label="New password"
          names={() => ({ email, name, username })}
          key={form.key("newPassword")}
          {...form.getInputProps("newPassword")}
        />
        <Group>
          <SubmitButton isPending={isPending}>Change the password</SubmitButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
