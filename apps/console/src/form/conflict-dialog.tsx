import type { CurrentRecord } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { type ConflictGroup, type Difference, differencesOf, resolved, type Side } from "./conflict.ts";
import { ConflictField } from "./conflict-field.tsx";
import type { EditConflict } from "./use-edit-form.ts";

type Texts = Readonly<Record<string, string | undefined>>;

type ConflictDialogProps<Value, Values extends Texts> = {
  conflict: EditConflict<Value, Values> | null;
  groups: readonly ConflictGroup<Values>[];
  /** Who has saved the other version, and when. */
  changed: (theirs: Value) => ReactNode;
};

/**
 * What somebody else has saved meanwhile, beside what was entered here. Where only one of the two has changed a field,
 * that is suggested; where both have, the person chooses. Nothing without a conflict.
 */
export const ConflictDialog = <Value extends CurrentRecord, Values extends Texts>({
  conflict,
  ...props
}: ConflictDialogProps<Value, Values>) =>
  conflict ? <OpenConflict key={conflict.theirs.version} conflict={conflict} {...props} /> : null;

type OpenConflictProps<Value, Values extends Texts> = ConflictDialogProps<Value, Values> & {
  conflict: EditConflict<Value, Values>;
};

function OpenConflict<Value, Values extends Texts>({
  conflict: { theirs, versions, close, resolve },
  groups,
  changed,
}: OpenConflictProps<Value, Values>) {
  const differences = differencesOf(groups, versions);
  const [choices, setChoices] = useState<Partial<Record<string, Side>>>(() => suggestions(differences));
  const [isAsked, setAsked] = useState(false);
  const chooseAll = (side: Side) =>
    setChoices(Object.fromEntries(differences.map(({ name }) => [name, side])));
  const send = () => {
    if (isComplete(choices, differences)) return resolve(resolved(differences, choices, versions));
    setAsked(true);
    const open = differences.find(({ name }) => !choices[name]);
    document.querySelector<HTMLElement>(`[data-conflict="${CSS.escape(open?.name ?? "")}"] input`)?.focus();
  };
  return (
    <Dialog
      onClose={close}
      size="xl"
      title="Somebody else has changed this meanwhile"
      closeButtonProps={{ "aria-label": "Back to the form" }}
    >
      <Stack>
        <Text size="sm">
          {changed(theirs)} Nothing of yours is saved yet. Choose for each field which of the two is to stay.
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
            <Button variant="default" onClick={close}>
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
