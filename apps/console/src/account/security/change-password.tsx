import { ChangePassword as Schema } from "@caretype/api/account/schema";
import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { schemaResolver } from "../../form/field-messages.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useMe } from "../../session/use-practice.ts";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { Section } from "../../shell/section/section.tsx";
import { accessTexts } from "../../texts/access.ts";
import { commonTexts } from "../../texts/common.ts";
import { securityTexts } from "../../texts/security.ts";
import { NewPasswordInput } from "./new-password-input.tsx";

const texts = securityTexts.password;
const check = schemaResolver(Schema);

export function ChangePassword() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <Section title={commonTexts.password} about={texts.about}>
      {isOpen ? (
        <ChangeForm onClose={close} />
      ) : (
        <Button variant="default" size="xs" onClick={open} style={{ alignSelf: "start" }}>
          {texts.change}
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
      notifyDone(texts.isChanged);
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
          label={texts.current}
          autoComplete="current-password"
          required
          key={form.key("currentPassword")}
          {...form.getInputProps("currentPassword")}
        />
        <NewPasswordInput
          label={accessTexts.newPassword}
          names={() => ({ email, name, username })}
          key={form.key("newPassword")}
          {...form.getInputProps("newPassword")}
        />
        <Group>
          <SubmitButton isPending={isPending}>{texts.change}</SubmitButton>
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
