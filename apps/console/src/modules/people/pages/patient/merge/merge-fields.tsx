import type { Patient } from "@caretype/client";
import { Group, Paper, Radio, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { FactList } from "../../../../../records/history/fact-list.tsx";
import type { Fact } from "../../../../../records/history/facts.ts";
import { SideRadio } from "../../../../../session/form/conflict-dialog.tsx";
import { useIsInvented } from "../../../../../session/module/parts.tsx";
import {
  differencesIn,
  type MergeDifference,
  type MergeField,
  type Pair,
  suggestedSide,
} from "./merge-preview.ts";
import { fields as texts } from "./texts.en.ts";

type MergeFieldsProps = {
  pair: Pair;
  facts: readonly Fact<Patient>[];
  choices: ReturnType<typeof useMergeChoices>;
};

/** Selects the kept record's values where the two differ. */
export function MergeFields({
  pair,
  facts,
  choices: { differences, idFor, choose, chooseAll },
}: MergeFieldsProps) {
  const differing = new Set(differences.map(({ name }) => name));
  const same = facts
    .filter(({ name }) => !differing.has(name))
    .map(({ label, text }) => ({ label, text: text(pair.kept) }))
    .filter(({ text }) => text !== null);
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="merged-details">
      <Stack>
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4" id="merged-details">
            {texts.title}
          </Title>
          {differences.length > 1 ? (
            <Group gap="xs">
              <SmallButton label={texts.allKept} onClick={() => chooseAll(pair.kept.id)} />
              <SmallButton label={texts.allRemoved} onClick={() => chooseAll(pair.merged.id)} />
            </Group>
          ) : null}
        </Group>
        <Text size="sm">{differences.length === 0 ? texts.areSame : texts.choose}</Text>
        {differences.map((difference) => (
          <MergeFieldChoice
            key={difference.name}
            difference={difference}
            pair={pair}
            chosenId={idFor(difference)}
            onChoose={(id) => choose(difference.name, id)}
          />
        ))}
        {same.length > 0 ? (
          <div>
            <Title order={3} size="h6" mb={4}>
              {texts.same}
            </Title>
            <FactList facts={same} />
          </div>
        ) : null}
      </Stack>
    </Paper>
  );
}

type MergeFieldChoiceProps = {
  difference: MergeDifference;
  pair: Pair;
  chosenId: string;
  onChoose: (id: string) => void;
};

const titles = { kept: texts.kept, merged: texts.removed };

const MergeFieldChoice = ({ difference, pair, chosenId, onChoose }: MergeFieldChoiceProps) => (
  <Radio.Group label={difference.label} value={chosenId} onChange={onChoose}>
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
      {(["kept", "merged"] as const).map((side) => (
        <SideRadio
          key={pair[side].id}
          value={pair[side].id}
          title={titles[side]}
          text={difference[side] ?? texts.empty}
        />
      ))}
    </SimpleGrid>
  </Radio.Group>
);

/** The choices by patient id, so that they survive swapping the kept record. */
export function useMergeChoices(facts: readonly Fact<Patient>[], pair: Pair) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const isInvented = useIsInvented();
  // Fictional data does not fill gaps of a real patient.
  const isReal = isInvented(pair.merged.id) && !isInvented(pair.kept.id);
  const differences = differencesIn(facts, pair);
  const idFor = (difference: MergeDifference) =>
    chosen[difference.name] ?? pair[isReal ? "kept" : suggestedSide(difference)].id;
  const taken = differences.filter((each) => idFor(each) === pair.merged.id);
  return {
    differences,
    idFor,
    choose: (name: string, id: string) => setChosen((before) => ({ ...before, [name]: id })),
    chooseAll: (id: string) => setChosen(Object.fromEntries(differences.map(({ name }) => [name, id]))),
    take: [...new Set(taken.flatMap(({ fields }): readonly MergeField[] => fields))],
  };
}
