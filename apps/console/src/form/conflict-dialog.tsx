import { Button, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import type { Difference, Side } from "./conflict.ts";
import { ConflictField } from "./conflict-field.tsx";

type Texts = Readonly<Record<string, string | undefined>>;

type ConflictDialogProps<Values extends Texts> = {
  /** Where the two versions differ. */
  differences: readonly Difference<Values>[];
  /** Who has saved the other version, and when, in words; null while it is not known. */
  changed: ReactNode;
  onClose: () => void;
  /** With a choice for each difference, by its name. */
  onSave: (choices: Record<string, Side>) => void;
};

/**
 * What somebody else has saved meanwhile, beside what was entered here. Where only one of the two has changed a field,
 * that is suggested; where both have, the person chooses. Make it anew, by a `key`, for each version of theirs.
 */
export function ConflictDialog<Values extends Texts>(props: ConflictDialogProps<Values>) {
  const { differences, changed, onClose, onSave } = props;
  const [choices, setChoices] = useState<Partial<Record<string, Side>>>(() => suggestions(differences));
  const [isAsked, setAsked] = useState(false);
  const chooseAll = (side: Side) =>
    setChoices(Object.fromEntries(differences.map(({ name }) => [name, side])));
  const send = () => {
    if (isComplete(choices, differences)) return onSave(choices);
    setAsked(true);
    const open = differences.find(({ name }) => !choices[name]);
    document.querySelector<HTMLElement>(`[data-conflict="${CSS.escape(open?.name ?? "")}"] input`)?.focus();
  };
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title="Somebody else has changed this meanwhile"
      closeButtonProps={{ "aria-label": "Back to the form" }}
    >
      <Stack>
        <Text size="sm">
          {changed ? <>{changed} </> : null}Nothing of yours is saved yet. Choose for each field which of the
          two is to stay.
        </Text>
        {differences.map((difference) => (
          <ConflictField
            key={difference.name}
            difference={difference}
            chosen={choices[difference.name]}
            isMissing={isAsked && !choices[difference.name]}
            onChoose={(side) => setChoices((before) => ({ ...before, [difference.name]: side }))}
          />
        ))}
        <Group justify="space-between">
          <Group gap="xs">
            <Button variant="subtle" size="compact-sm" onClick={() => chooseAll("mine")}>
              All yours
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => chooseAll("theirs")}>
              All theirs
            </Button>
          </Group>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Back to the form
            </Button>
            <Button onClick={send}>Save what is chosen</Button>
          </Group>
        </Group>
      </Stack>
    </Dialog>
  );
}

const suggestions = (differences: readonly Pick<Difference<Texts>, "name" | "suggested">[]) =>
  Object.fromEntries(differences.flatMap(({ name, suggested }) => (suggested ? [[name, suggested]] : [])));

const isComplete = (
  choices: Partial<Record<string, Side>>,
  differences: readonly Pick<Difference<Texts>, "name">[],
): choices is Record<string, Side> => differences.every(({ name }) => choices[name]);
