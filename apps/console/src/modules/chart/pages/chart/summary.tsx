import type { ChartSummary, Observation } from "@caretype/client";
import { SimpleGrid, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { fieldText } from "../../../../kit/form/field-messages.ts";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { useMe } from "../../../../session/client/use-practice.ts";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { FactList, Name } from "../../../../words/format/name.tsx";
import { allergyText } from "../../records/allergy/allergies.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { Nothing } from "../../records/clinical/record/record-section.tsx";
import { describeTime } from "../../records/encounter/describe-time.ts";
import { texts as encounterTexts } from "../../records/encounter/texts.en.ts";
import { describeAmount, describeValue, interpretationOf } from "../../records/observation/describe-value.ts";
import type { RestrictableRecord } from "../../records/restriction/restricted.tsx";
import type { Units } from "../../records/unit/units.ts";
import { labelOf } from "../../records/vital-sign/vital-signs.ts";

/** Replaces active allergies. */
const withoutActive: Record<ChartSummary["allergiesKnown"], string> = {
  "never-asked": texts.neverAsked,
  "none-known": texts.noneKnown,
  listed: texts.noneActive,
};

type Line = { id: string; title: ReactNode; facts: ReactNode; badge?: ReactNode; actions?: ReactNode };

type Beside = Pick<Line, "badge" | "actions">;

type SummarySectionsProps = { summary: ChartSummary; time: PracticeTime };

/** A read-only summary. */
export const SummarySections = ({ summary, time }: SummarySectionsProps) => (
  <SimpleGrid cols={{ base: 1, md: 2 }}>
    <Lines
      title={texts.allergies}
      empty={noneOf(summary, "allergies") || withoutActive[summary.allergiesKnown]}
      lines={allergiesOf(summary)}
    />
    <Lines
      title={texts.problems}
      empty={noneOf(summary, "no-known-problems") || texts.noProblems}
      lines={problemsOf(summary)}
    />
    <Lines
      title={texts.medications}
      empty={noneOf(summary, "no-known-medications") || texts.noMedications}
      lines={summary.medications.map(medicationLine)}
    />
    <LastVitals summary={summary} time={time} />
    <Lines title={texts.encounters} empty={texts.noEncounters} lines={encountersOf(summary, time)} />
  </SimpleGrid>
);

/** What is absent, by the end of its name. */
const noneOf = ({ noneOf: statements }: ChartSummary, end: string): string =>
  statements
    .flatMap(({ statement }) => (statement.endsWith(end) ? [texts.noneOf[statement]] : []))
    .join(", ");

type LastVitalsProps = SummarySectionsProps & {
  /** Content beside a record. Default: nothing. */
  besideOf?: (record: RestrictableRecord, label: string) => Beside;
  add?: ReactNode;
};

/** The last value of each vital sign. */
export function LastVitals({ summary, time, add, besideOf = () => ({}) }: LastVitalsProps) {
  const { unitSystem } = useMe();
  const measured = summary.vitals.map((vital) => ({
    ...vitalLine(vital, unitSystem, time),
    ...besideOf(vital, labelOf(vital.code)),
  }));
  const computed = bodyMassIndexLine(summary, time);
  return (
    <Lines
      title={texts.vitals}
      empty={texts.noVitals}
      add={add}
      lines={computed ? [...measured, computed] : measured}
    />
  );
}

type LinesProps = Pick<LastVitalsProps, "add"> & { title: string; empty: string; lines: Line[] };

const Lines = ({ title, empty, add, lines }: LinesProps) =>
  lines.length === 0 ? (
    <Nothing text={empty} add={add} />
  ) : (
    <Section title={title}>
      <Stack component="ul" gap={0} m={0} p={0}>
        {lines.map(({ id, ...line }) => (
          <Row key={id} {...line} />
        ))}
      </Stack>
    </Section>
  );

const allergiesOf = ({ allergies }: ChartSummary): Line[] =>
  allergies.map((allergy) => ({
    id: allergy.id,
    title: <Name>{allergyText(allergy)}</Name>,
    facts: (
      <FactList separator=", " facts={allergy.reactions.map(({ manifestation }) => manifestation.text)} />
    ),
  }));

const problemsOf = ({ problems }: ChartSummary): Line[] =>
  problems.map(({ id, code, onset }) => ({
    id,
    title: <Name>{code.text}</Name>,
    facts: onset === null ? null : texts.since(onset),
  }));

type Medication = ChartSummary["medications"][number];

const medicationLine = ({ id, drug, dose, dosage, status, from }: Medication): Line => ({
  id,
  title: <Name>{drug.text}</Name>,
  facts: (
    <FactList
      facts={[
        dose && describeAmount(dose),
        dosage,
        from && texts.since(from),
        status === "on-hold" && texts.onHold,
      ]}
    />
  ),
});

const vitalLine = (vital: Observation, units: Units, { dayAndTime }: PracticeTime): Line => ({
  id: vital.id,
  title: (
    <>
      <Name>{labelOf(vital.code)}</Name>: <Name>{describeValue(vital, units)}</Name>
    </>
  ),
  facts: [interpretationOf(vital), dayAndTime(vital.effectiveAt)].filter(Boolean).join(" · "),
});

/** A line for the computed index, which is no record, or why it is missing. */
function bodyMassIndexLine(
  { bodyMassIndex: computed, bodyMassIndexProblem: problem }: ChartSummary,
  { dayAndTime }: PracticeTime,
): Line | null {
  if (computed === null && problem === null) return null;
  return {
    id: "bodyMassIndex",
    title: computed ? `${texts.bodyMassIndex}: ${describeAmount(computed)}` : texts.bodyMassIndex,
    facts: computed ? `${texts.isComputed} · ${dayAndTime(computed.at)}` : fieldText(problem ?? ""),
  };
}

const encountersOf = ({ encounters }: ChartSummary, time: PracticeTime): Line[] =>
  encounters.map((encounter) => ({
    id: encounter.id,
    title: describeTime(encounter, time),
    facts: (
      <FactList
        facts={[encounterTexts.classes[encounter.class], encounter.doctorName, encounter.reason?.text]}
      />
    ),
  }));
