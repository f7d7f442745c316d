import * as schema from "@caretype/chart/allergy/schema";
import type { Allergy } from "@caretype/client";
import { Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { IconButton } from "../../../../kit/section/icon-button.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import type { FieldViews } from "../../../../records/record/field-view.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { optionsOf } from "../clinical/options.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { FieldGroup } from "../clinical/record/field-group.tsx";
import type { DetailsOf } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import {
  enteredReactions,
  noReaction,
  type Reaction,
  reactionsOf,
  reactionsText,
  readReactions,
  writeReactions,
} from "./reactions.ts";
import { fields as labels, texts } from "./texts.en.ts";

const { unconfirmed, confirmed, refuted } = recordListTexts.verifications;
const sureness = { unconfirmed, confirmed, refuted };

const allergyFields: FieldViews<Allergy, DetailsOf<"allergy">> = {
  substance: view.concept("substance", labels.substance, "allergy.substance"),
  category: view.optionalChoice("category", labels.category, texts.categories),
  criticality: view.optionalChoice("criticality", labels.criticality, texts.criticalities),
  onset: view.date("onset", labels.onset),
  clinicalStatus: view.choice("clinicalStatus", labels.clinicalStatus, texts.statuses),
  verificationStatus: view.choice("verificationStatus", labels.verificationStatus, sureness),
  reactions: {
    label: labels.reactions,
    show: ({ reactions }) => (reactions ? reactionsText(reactionsOf({ reactions })) : null),
    value: (allergy) => writeReactions(reactionsOf(allergy)),
    send: ({ reactions }) => enteredReactions(reactions),
    entered: ({ reactions }) => reactionsText(readReactions(reactions)),
    input: { as: "own" },
  },
  note: view.text("note", labels.note),
};

export const AllergyDialogs = dialogsOf<"allergy">({
  kind: "allergy",
  schemas: { record: schema.Allergy, create: schema.CreateAllergy, update: schema.UpdateAllergy },
  views: allergyFields,
  begunWith: () => ({
    clinicalStatus: "active",
    verificationStatus: "unconfirmed",
    reactions: writeReactions([]),
  }),
  // The substance of a "none known" statement is stored in English.
  nameOf: ({ isNoneKnown, substance }) => (isNoneKnown ? chartTexts.noneKnown : substance.text),
  own: (form) => ({
    reactions: (
      <ReactionsInput
        initial={form.getValues().reactions}
        onChange={(text) => form.setFieldValue("reactions", text, { forceUpdate: false })}
      />
    ),
  }),
  texts: {
    ...texts,
    isInError: (name) => (name === chartTexts.noneKnown ? recordListTexts.isInError : texts.isInError(name)),
  },
});

/** The API's limit. */
const most = 20;

type ReactionsInputProps = { initial: string | undefined; onChange: (text: string) => void };

/** The reactions and their severity, one row each. */
function ReactionsInput({ initial, onChange }: ReactionsInputProps) {
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
              value={text}
              onChange={({ currentTarget: { value } }) => change(index, { text: value, coding: null })}
            />
            <NativeSelect
              aria-label={texts.severity(index + 1)}
              data={optionsOf(recordListTexts.severities, recordListTexts.notSaid)}
              value={severity}
              onChange={({ currentTarget: { value } }) => change(index, { severity: value })}
            />
            <IconButton
              icon={IconTrash}
              iconSize={16}
              variant="default"
              size="lg"
              name={texts.removeReaction(index + 1)}
              onClick={() => store(reactions.filter((_, place) => place !== index))}
            />
          </Group>
        ))}
        <Group>
          <SmallButton
            label={texts.addReaction}
            disabled={reactions.length >= most}
            onClick={() => store([...reactions, noReaction])}
          />
        </Group>
      </Stack>
    </FieldGroup>
  );
}
