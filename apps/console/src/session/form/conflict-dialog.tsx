import type { CurrentRecord } from "@caretype/client";
import { Button, Group, Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { conflict as texts } from "../../kit/form/texts.en.ts";
import { PlainButton, TextButton } from "../../kit/theme/plain-button.tsx";
import { type ConflictGroup, type Difference, differencesOf, resolved, type Side } from "./conflict.ts";
import classes from "./conflict-field.module.css";
import type { EditConflict } from "./use-edit-form.ts";

type Texts = Readonly<Record<string, string | undefined>>;

type ConflictDialogProps<Value, Values extends Texts> = {
  conflict: EditConflict<Value, Values> | null;
  groups: readonly ConflictGroup<Values>[];
  /** Says who saved the other version, and when. */
  changed: (saved: Value) => ReactNode;
};

/**
 * Compares the input with another user's saved version. Suggests the side that changed a field; if both did, the user
 * chooses. Empty without a conflict.
 */
export const ConflictDialog = <Value extends CurrentRecord, Values extends Texts>({
  conflict,
  ...props
}: ConflictDialogProps<Value, Values>) =>
  conflict ? <OpenConflict key={conflict.saved.version} conflict={conflict} {...props} /> : null;

type OpenConflictProps<Value, Values extends Texts> = ConflictDialogProps<Value, Values> & {
  conflict: EditConflict<Value, Values>;
};

function OpenConflict<Value, Values extends Texts>({
  conflict: { saved, versions, close, resolve },
  groups,
  changed,
}: OpenConflictProps<Value, Values>) {
  const differences = differencesOf(groups, versions);
  const [choices, setChoices] = useState<Partial<Record<string, Side>>>(() =>
    Object.fromEntries(differences.flatMap(({ name, suggested }) => (suggested ? [[name, suggested]] : []))),
  );
  const [isAsked, setAsked] = useState(false);
  const chooseAll = (side: Side) =>
    setChoices(Object.fromEntries(differences.map(({ name }) => [name, side])));
  const send = () => {
    const open = differences.find(({ name }) => !choices[name]);
    if (!open) return resolve(resolved(differences, choices, versions));
    setAsked(true);
    document.querySelector<HTMLElement>(`[data-conflict="${CSS.escape(open.name)}"] input`)?.focus();
  };
  return (
    <Dialog onClose={close} size="xl" title={texts.title} closeButtonProps={{ "aria-label": texts.back }}>
      <Stack>
        <Text size="sm">
          {changed(saved)} {texts.text}
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
            <TextButton label={texts.allMine} onClick={() => chooseAll("mine")} />
            <TextButton label={texts.allSaved} onClick={() => chooseAll("saved")} />
          </Group>
          <Group gap="xs">
            <PlainButton label={texts.back} onClick={close} />
            <Button onClick={send}>{texts.save}</Button>
          </Group>
        </Group>
      </Stack>
    </Dialog>
  );
}

type ConflictFieldProps = {
  difference: Pick<Difference<never>, "name" | "label" | "mine" | "saved" | "suggested">;
  chosen: Side | undefined;
  /** Saving was attempted without this choice. */
  isMissing: boolean;
  onChoose: (side: Side) => void;
};

const titles: Record<Side, string> = { mine: texts.mine, saved: texts.saved };
const hints: Record<Side, string> = {
  mine: texts.changedByMe,
  saved: texts.changedByThem,
};

function ConflictField({ difference, chosen, isMissing, onChoose }: ConflictFieldProps) {
  const { name, label, suggested } = difference;
  return (
    <Radio.Group
      label={label}
      description={suggested ? hints[suggested] : texts.changedByBoth}
      error={isMissing ? texts.choose : null}
      value={chosen ?? null}
      onChange={onChoose}
      data-conflict={name}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6} mb={6}>
        {(["mine", "saved"] as const).map((side) => (
          <SideRadio key={side} value={side} title={titles[side]} text={difference[side] || texts.empty} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

/** One of two values of a field. */
export const SideRadio = ({ value, title, text }: { value: string; title: string; text: string }) => (
  <Radio
    value={value}
    className={classes.side}
    classNames={{ body: classes.body, labelWrapper: classes.label }}
    label={
      <>
        <Text span size="xs" c="dimmed" display="block">
          {title}
        </Text>
        <Text component="bdi" size="sm" className={classes.text}>
          {text}
        </Text>
      </>
    }
  />
);
