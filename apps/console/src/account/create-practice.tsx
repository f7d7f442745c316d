import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { caretype } from "../api.ts";
import { choosePractice } from "../session/chosen-practice.ts";
import { focusOnce } from "../session/focus-once.ts";
import { SubmitButton } from "../session/submit-button.tsx";
import { useSending } from "../session/use-sending.ts";
import { ErrorNotice } from "../shell/error-notice.tsx";

/** Another practice, which the reader owns, and goes on in. */
export function CreatePractice() {
  const [isOpen, { open, close }] = useDisclosure();
  if (isOpen) return <CreateForm onClose={close} />;
  return (
    <Button variant="default" size="xs" onClick={open} style={{ alignSelf: "start" }}>
      Make a practice
    </Button>
  );
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() === "" ? "Required" : null) },
    send: async (values) => {
      const { id } = await caretype.practice.create.mutate(values);
      choosePractice(id);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <TextInput
          label="Name of the practice"
          description="You own it, and go on in it. It has no patients yet."
          required
          ref={focusOnce}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Group>
          <SubmitButton isPending={isPending}>Make it</SubmitButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
