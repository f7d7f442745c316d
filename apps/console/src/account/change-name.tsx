import { UpdateAccount } from "@caretype/api/account/schema";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { schemaResolver } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { focusOnce } from "../session/focus-once.ts";
import { SubmitButton } from "../session/submit-button.tsx";
import { useSending } from "../session/use-sending.ts";
import { ErrorNotice } from "../shell/error-notice.tsx";
import { notifyDone } from "../shell/notify.tsx";

const check = schemaResolver(UpdateAccount, { sync: true });

export function ChangeName({ name }: { name: string }) {
  const [isOpen, { open, close }] = useDisclosure();
  if (isOpen) return <ChangeForm name={name} onClose={close} />;
  return (
    <Button size="xs" variant="default" onClick={open} style={{ alignSelf: "start" }}>
      Change the name
    </Button>
  );
}

function ChangeForm({ name, onClose }: { name: string; onClose: () => void }) {
  const queries = useQueryClient();
  const { form, submit, isPending, error } = useSending({
    initialValues: { name },
    validate: check,
    send: async (values) => {
      const account = await caretype.account.update.mutate(values);
      queries.setQueryData(api.account.me.queryKey(), account);
      // Lists, histories and the audit name who did something: whatever was read is read anew.
      void queries.invalidateQueries();
      notifyDone(`Your name is ${account.name} now.`);
      onClose();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <TextInput
          label="Your name"
          description="As your colleagues see it, and in the history of what you have changed."
          autoComplete="name"
          required
          ref={focusOnce}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Group>
          <SubmitButton isPending={isPending}>Change</SubmitButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
