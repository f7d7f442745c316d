import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { optionsOf } from "../clinical/options.ts";
import { FieldGroup } from "../clinical/record/field-group.tsx";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { noReaction, type Reaction, readReactions, writeReactions } from "./reactions.ts";
import { texts } from "./texts.en.ts";

/** The API takes no more. */
const most = 20;

type ReactionsInputProps = { initial: string | undefined; onChange: (text: string) => void };

/** What happened, and how severe it was, in as many rows as there are. */
export function ReactionsInput({ initial, onChange }: ReactionsInputProps) {
  const [reactions, setReactions] = useState(() => readReactions(initial));
  const store = (next: Reaction[]) => {
    setReactions(next);
    onChange(writeReactions(next));
  };
  const change = (place: number, changes: Partial<Reaction>) =>
    store(reactions.map((each, index) => (index === place ? { ...each, ...changes } : each)));
  return (
    <FieldGroup label={texts.fields.reactions} path="reactions">
      <Stack gap="xs">
        {reactions.map(({ text, severity }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name.
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={texts.reaction(index + 1)}
              maxLength={500}
              value={text}
              onChange={({ currentTarget: { value } }) => change(index, { text: value, coding: null })}
            />
            <NativeSelect
              aria-label={texts.severity(index + 1)}
              data={optionsOf(recordListTexts.severities, recordListTexts.notSaid)}
              value={severity}
              onChange={({ currentTarget: { value } }) => change(index, { severity: value })}
            />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={texts.removeReaction(index + 1)}
              onClick={() => store(reactions.filter((_, place) => place !== index))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            disabled={reactions.length >= most}
            onClick={() => store([...reactions, noReaction])}
          >
            {texts.addReaction}
          </Button>
        </Group>
      </Stack>
    </FieldGroup>
  );
}
