import type { Patient } from "@caretype/client";
import { type PatientId, patientId } from "@caretype/client";
import { Badge, Radio, SimpleGrid, Text } from "@mantine/core";
import type { Fact } from "../../../records/history/facts.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { formatInstant } from "../../../words/format/format.ts";
import classes from "./merge.module.css";
import { countFacts, type Suggestion } from "./merge-preview.ts";
import { texts as mergeTexts } from "./texts.en.ts";

const texts = mergeTexts.kept;

type KeptChoiceProps = {
  patients: readonly Patient[];
  keptId: PatientId;
  onChoose: (id: PatientId) => void;
  facts: readonly Fact<Patient>[];
  suggestion: Suggestion;
};

/** Chooses the record to keep. */
export function KeptChoice({ patients, keptId, onChoose, facts, suggestion }: KeptChoiceProps) {
  return (
    <Radio.Group label={texts.label} value={keptId} onChange={(id) => onChoose(patientId.parse(id))}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs">
        {patients.map((patient) => (
          <Radio.Card key={patient.id} value={patient.id} p="md" radius="md" className={classes.choice}>
            <Radio.Indicator aria-hidden />
            <div>
              <Text fw={600} className={classes.name}>
                {patient.name}
              </Text>
              <Text size="sm" c="dimmed">
                {texts.facts({
                  birth: birthText(patient),
                  added: formatInstant(patient.createdAt),
                  recorded: countFacts(facts, patient),
                  total: facts.length,
                })}
              </Text>
              {patient.id === suggestion.id ? (
                <Badge variant="default" tt="none" size="md" fw={500} mt={6}>
                  {texts.suggested[suggestion.why]}
                </Badge>
              ) : null}
            </div>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
