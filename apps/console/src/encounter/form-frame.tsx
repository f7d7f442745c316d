import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { commonTexts } from "../texts/common.ts";
import { ChangeRefusal } from "./change-refusal.tsx";

type FormFrameProps = {
  error: unknown;
  onSubmit: (event: FormEvent) => void;
  onCancel: () => void;
  submitLabel: string;
  isPending: boolean;
  children: ReactNode;
};

/** The frame of a form for an encounter: a refusal, the inputs and the buttons. */
export const FormFrame = ({
  error,
  onSubmit,
  onCancel,
  submitLabel,
  isPending,
  children,
}: FormFrameProps) => (
  <form onSubmit={onSubmit} noValidate>
    <Stack>
      <ChangeRefusal error={error} />
      {children}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {commonTexts.cancel}
        </Button>
        <Button type="submit" loading={isPending}>
          {submitLabel}
        </Button>
      </Group>
    </Stack>
  </form>
);
