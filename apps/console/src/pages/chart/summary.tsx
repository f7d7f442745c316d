import type { ChartSummary, Observation, Patient } from "@caretype/client";
import { SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { fieldText } from "../../kit/form/field-messages.ts";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { Allergies, allergyText } from "../../records/allergy/allergies.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { Procedures } from "../../records/clinical-procedure/procedures.tsx";
import { Problems } from "../../records/condition/problems.tsx";
import { describeTime } from "../../records/encounter/describe-time.ts";
import { texts as encounterTexts } from "../../records/encounter/texts.en.ts";
import { Immunizations } from "../../records/immunization/immunizations.tsx";
import { Medications } from "../../records/medication/medications.tsx";
import { describeAmount, describeValue, interpretationOf } from "../../records/observation/describe-value.ts";
import { Observations } from "../../records/observation/observations.tsx";
import { RestrictButton } from "../../records/restriction/restrict-button.tsx";
import {
  type RestrictableRecord,
  RestrictedBadge,
  RestrictionsFailed,
} from "../../records/restriction/restricted.tsx";
import { Withheld } from "../../records/restriction/withheld.tsx";
import type { Units } from "../../records/unit/units.ts";
import { api } from "../../session/client/api.ts";
import { useMe } from "../../session/client/use-practice.ts";
import { type PracticeTime, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { FactList, Name } from "../../words/format/name.tsx";

/** What is said in place of active allergies. */
const withoutActive: Record<ChartSummary["allergiesKnown"], string> = {
  "never-asked": texts.neverAsked,
  "none-known": texts.noneKnown,
  listed: texts.noneActive,
};

type Line = { id: string; title: ReactNode; facts: ReactNode; badge?: ReactNode; actions?: ReactNode };

/** What matters about a patient at a glance. Most of it is added and changed here, too. */
export function Summary({ patient }: { patient: Patient }) {
  const query = useQuery(api.chart.summary.queryOptions({ patientId: patient.id }, { staleTime: 0 }));
  const time = usePracticeTime();
  return (
    <Stack>
      <RestrictionsFailed patientId={patient.id} />
      {query.data?.isWithheld && <Withheld patientId={patient.id} />}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Allergies patient={patient} />
        <Problems patient={patient} />
        <Medications patient={patient} />
        <Immunizations patient={patient} />
        <Procedures patient={patient} />
        <Observations patient={patient} />
        <QueryStates query={query} skeleton={<Skeleton h={240} />}>
          {(summary) => <LastSections summary={summary} time={time} besideOf={restrictionOf} />}
        </QueryStates>
      </SimpleGrid>
    </Stack>
  );
}

type Beside = Pick<Line, "badge" | "actions">;

/** Shows who reads the record, to those who may change that. */
const restrictionOf = (record: RestrictableRecord, label: string): Beside => ({
  badge: <RestrictedBadge record={record} />,
  actions: <RestrictButton isIcon record={record} label={label} />,
});

type SummarySectionsProps = { summary: ChartSummary; time: PracticeTime };

/** The summary alone, in which nothing can be changed. */
export const SummarySections = ({ summary, time }: SummarySectionsProps) => (
  <SimpleGrid cols={{ base: 1, md: 2 }}>
    <Lines
      title={texts.allergies}
      empty={withoutActive[summary.allergiesKnown]}
      lines={allergiesOf(summary)}
    />
    <Lines title={texts.problems} empty={texts.noProblems} lines={problemsOf(summary)} />
    <Lines
      title={texts.medications}
      empty={texts.noMedications}
      lines={summary.medications.map(medicationLine)}
    />
    <LastSections summary={summary} time={time} />
  </SimpleGrid>
);

type LastSectionsProps = SummarySectionsProps & {
  /** What stands beside a record. Default: nothing. */
  besideOf?: (record: RestrictableRecord, label: string) => Beside;
};

function LastSections({ summary, time, besideOf = () => ({}) }: LastSectionsProps) {
  const { unitSystem } = useMe();
  const measured = summary.vitals.map((vital) => ({
    ...vitalLine(vital, unitSystem, time),
    ...besideOf(vital, vital.code.text),
  }));
  const computed = bodyMassIndexLine(summary, time);
  const vitals = computed ? [...measured, computed] : measured;
  return (
    <>
      <Lines title={texts.vitals} empty={texts.noVitals} lines={vitals} />
      <Lines title={texts.encounters} empty={texts.noEncounters} lines={encountersOf(summary, time)} />
    </>
  );
}

const Lines = ({ title, empty, lines }: { title: string; empty: string; lines: Line[] }) => (
  <Section title={title}>
    {lines.length === 0 ? (
      <Text size="sm">{empty}</Text>
    ) : (
      <Stack component="ul" gap={0} m={0} p={0}>
        {lines.map(({ id, ...line }) => (
          <Row key={id} {...line} />
        ))}
      </Stack>
    )}
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
      <Name>{vital.code.text}</Name>: <Name>{describeValue(vital, units)}</Name>
    </>
  ),
  facts: [interpretationOf(vital), dayAndTime(vital.effectiveAt)].filter(Boolean).join(" · "),
});

/** A line for the computed index, which is no record, or why there is none. */
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
