import { ChangePassword as Schema } from "@caretype/identity/account/schema";
import { PasswordInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { useMe } from "../../../../../session/client/use-practice.ts";
import { SentForm } from "../../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
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
        <SmallButton label={texts.change} onClick={open} style={{ alignSelf: "start" }} />
      )}
    </Section>
  );
}

function ChangeForm({ onClose }: { onClose: () => void }) {
  const { email, name, username } = useMe();
  const sending = useSending({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: check,
    send: async (values) => {
      await caretype.account.changePassword.mutate(values);
      onClose();
      notifyDone(texts.isChanged);
      await readAgain(api.session);
    },
  });
  const { form } = sending;

  return (
    <SentForm sending={sending} submitLabel={texts.change} onCancel={onClose}>
      {/* Password managers store a password together with its username. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordInput
        label={texts.current}
        autoComplete="current-password"
        required
        {...form.getInputProps("currentPassword")}
      />
      <NewPasswordInput
        label={accessTexts.newPassword}
        names={() => ({ email, name, username })}
        {...form.getInputProps("newPassword")}
      />
    </SentForm>
  );
}
