import type { Encounter } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { type PracticeTime, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import { Name } from "../../words/format/name.tsx";
import { FactList } from "../history/fact-list.tsx";
import { Readers } from "../restriction/restricted.tsx";
import type { AskedStep } from "./asked-step.ts";
import { describeTime } from "./describe-time.ts";
import { EncounterBadges } from "./encounter-badges.tsx";
import { EncounterHistory } from "./encounter-history.tsx";
import {
  type EncounterField,
  type EncounterMoment,
  encounterFieldNames,
  encounterFields,
  isMoment,
} from "./field-views.ts";
import { recordOf } from "./record-of.ts";
import { StepButtons } from "./step-buttons.tsx";
import { texts } from "./texts.en.ts";

type EncounterViewProps = {
  encounter: Encounter;
  onAsk: (step: AskedStep) => void;
  onDone: () => void;
};

/** What an encounter is, and what can be done with it. */
export function EncounterView({ encounter, onAsk, onDone }: EncounterViewProps) {
  return (
    <Stack>
      <EncounterBadges {...encounter} />
      <Readers record={recordOf(encounter)} />
      <FactList facts={factsOf(encounter, usePracticeTime())} />
      <StepButtons encounter={encounter} onAsk={onAsk} onDone={onDone} />
      <EncounterHistory encounter={encounter} />
    </Stack>
  );
}

function factsOf(encounter: Encounter, practice: PracticeTime) {
  const { doctorId, doctorName, reason, lockedAt } = encounter;
  const shown: Record<Exclude<EncounterField, EncounterMoment>, ReactNode> = {
    class: texts.classes[encounter.class],
    doctorId:
      doctorId !== null && doctorName !== null ? (
        <AnchorLink size="sm" to="/doctors/$id" params={{ id: doctorId }}>
          <Name>{doctorName}</Name>
        </AnchorLink>
      ) : null,
    reason: reason && <Reason reason={reason} />,
  };
  return [
    { label: texts.fields.time, text: describeTime(encounter, practice) },
    ...encounterFieldNames.flatMap((name) =>
      isMoment(name) ? [] : [{ label: encounterFields[name].label, text: shown[name] }],
    ),
    ...(lockedAt === null ? [] : [{ label: texts.fields.lockedAt, text: practice.dayAndTime(lockedAt) }]),
    ...reasonsOf(encounter),
  ];
}

/** The words, and the code below them. */
const Reason = ({ reason: { text, coding } }: { reason: NonNullable<Encounter["reason"]> }) => (
  <>
    <Name>{text}</Name>
    {coding ? (
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {texts.code(coding.code, coding.system)}
      </Text>
    ) : null}
  </>
);

const reasonsOf = ({ cancellationReason, errorReason }: Encounter) =>
  [
    { label: texts.fields.cancellation, text: cancellationReason },
    { label: texts.fields.error, text: errorReason },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text: <Name>{text}</Name> }]));
