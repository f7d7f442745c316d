import { ChangePassword as Schema } from "@caretype/api/account/schema";
import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { useMe } from "../../../session/client/use-practice.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { NewPasswordInput } from "./new-password-input.tsx";
import { password as texts } from "./texts.en.ts";

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
