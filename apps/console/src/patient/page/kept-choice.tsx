import type { Patient } from "@caretype/client";
import { Radio, SimpleGrid, Text } from "@mantine/core";
import { formatInstant } from "../../shell/format.ts";
import { birthText } from "../birth.ts";
import classes from "./merge.module.css";

type KeptChoiceProps = { patients: readonly Patient[]; keptId: string; onChoose: (id: string) => void };

/** Which of two patients stays. */
export function KeptChoice({ patients, keptId, onChoose }: KeptChoiceProps) {
  return (
    <Radio.Group label="Who stays?" value={keptId} onChange={onChoose}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs">
        {patients.map((patient) => (
          <Radio.Card key={patient.id} value={patient.id} p="md" radius="md" className={classes.choice}>
            <Radio.Indicator aria-hidden />
            <div>
              <Text fw={600} className={classes.name}>
                {patient.name}
              </Text>
              <Text size="sm" c="dimmed">
                {birthText(patient)} · added {formatInstant(patient.createdAt)}
              </Text>
            </div>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
