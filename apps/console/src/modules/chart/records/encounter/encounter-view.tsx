import { mayDo } from "@caretype/chart/encounter/steps";
import type { DoctorId, Encounter } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { FactList } from "../../../../records/history/fact-list.tsx";
import { type Fact, factOf, rareFactOf } from "../../../../records/history/facts.ts";
import { HistoryOnRequest, Versions } from "../../../../records/history/versions.tsx";
import { StepButtons } from "../../../../records/record/step-buttons.tsx";
import { api, caretype } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { type PracticeTime, usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../../words/format/links.tsx";
import { Name } from "../../../../words/format/name.tsx";
import { Readers, useRestrictionOf } from "../restriction/restricted.tsx";
import { texts as restrictionTexts } from "../restriction/texts.en.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { describeTime } from "./describe-time.ts";
import { EncounterBadges, recordOf } from "./encounter-badges.tsx";
import {
  type EncounterField,
  type EncounterMoment,
  encounterFieldNames,
  encounterFields,
  isMoment,
} from "./field-views.ts";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

type EncounterViewProps = { encounter: Encounter; onAsk: (step: AskedStep) => void; onDone: () => void };

export const EncounterView = ({ encounter, onAsk, onDone }: EncounterViewProps) => (
  <Stack>
    <EncounterBadges {...encounter} />
    <Readers record={recordOf(encounter)} />
    <FactList facts={factsOf(encounter, usePracticeTime())} />
    <EncounterSteps encounter={encounter} onAsk={onAsk} onDone={onDone} />
    <HistoryOnRequest label={texts.history}>
      <EncounterVersions encounter={encounter} />
    </HistoryOnRequest>
  </Stack>
);

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
    reason: reason && (
      <>
        <Name>{reason.text}</Name>
        {reason.coding ? (
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {texts.code(reason.coding.code, reason.coding.system)}
          </Text>
        ) : null}
      </>
    ),
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

const reasonsOf = ({ cancellationReason, errorReason }: Encounter) =>
  [
    { label: texts.fields.cancellation, text: cancellationReason },
    { label: texts.fields.error, text: errorReason },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text: <Name>{text}</Name> }]));

type Names = ReadonlyMap<DoctorId, string>;

/** A change of the doctor has only the previous doctor's id. The name is in that version. */
const namesIn = (records: readonly (Partial<Encounter> | null)[]): Names =>
  new Map(
    records.flatMap((record) =>
      record?.doctorId && record.doctorName ? [[record.doctorId, record.doctorName] as const] : [],
    ),
  );

/** What a step sets besides the editable fields. */
const stepFacts = ({ dayAndTime }: PracticeTime): Fact<Encounter>[] => [
  rareFactOf("lockedAt", texts.fields.lockedAt, ({ lockedAt }) => lockedAt && dayAndTime(lockedAt)),
  rareFactOf("cancellationReason", texts.fields.cancellation, (each) => each.cancellationReason),
  rareFactOf("errorReason", texts.fields.error, (each) => each.errorReason),
];

const factsFor = (practice: PracticeTime, doctorNames: Names): Fact<Encounter>[] => [
  factOf("status", texts.fields.status, ({ status }) => status && texts.statuses[status]),
  ...encounterFieldNames.map((name) => {
    const { label, show } = encounterFields[name];
    return {
      name,
      label,
      text: (version: Partial<Encounter>) => show(version, { ...practice, doctorNames }),
    };
  }),
  ...stepFacts(practice),
];

function EncounterVersions({ encounter: { id } }: { encounter: Encounter }) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.encounter.history.infiniteQueryOptions({ id, limit: 50 }));
  return (
    <Versions
      query={query}
      label={texts.history}
      id={id}
      words={texts.versions}
      factsOf={(versions) => factsFor(practice, namesIn(versions.map(({ record }) => record)))}
    />
  );
}

const { encounter: calls } = caretype;

/** Steps without input. They take place now. */
const plainSteps = ["finish", "start", "arrive"] as const;
type PlainStep = (typeof plainSteps)[number];

/** The steps allowed by status and role. The usual one is first, and primary. */
function EncounterSteps({ encounter, onAsk, onDone }: EncounterViewProps) {
  const may = usePermissions();
  const { id, version: expectedVersion, status, lockedAt } = encounter;
  const change = useChange({
    run: (step: PlainStep, call) => {
      const input = { id, expectedVersion };
      return call([step, input], (_, options) => calls[step].mutate(input, options));
    },
    onDone: ({ patientName }, step) => {
      notifyDone(texts.done[step](patientName));
      onDone();
    },
  });
  const mayWrite = may("clinical:write");
  const allowed = plainSteps.filter((step) => mayWrite && mayDo(step, status));
  const isOpen = lockedAt === null && status !== "entered-in-error";
  const found = useRestrictionOf(recordOf(encounter));
  const isAllowed: Record<AskedStep, boolean> = {
    lock: may("clinical:sign") && isOpen && status === "finished",
    edit: mayWrite && isOpen,
    restrict: may("clinical:restricted") && found !== null,
    cancel: mayWrite && mayDo("cancel", status),
    move: mayWrite && status !== "entered-in-error",
    enterInError: mayWrite && mayDo("enterInError", status),
  };
  const asked = (["lock", "edit", "restrict", "cancel", "move", "enterInError"] as const).filter(
    (step) => isAllowed[step],
  );
  return (
    <StepButtons
      actions={[
        ...allowed.map((step) => ({
          name: step,
          label: texts.steps[step],
          isPending: change.isPending && change.variables === step,
          onClick: () => change.mutate(step),
        })),
        ...asked.map((step) => ({
          name: step,
          label: step === "restrict" && found?.effective ? restrictionTexts.change : texts.steps[step],
          onClick: () => onAsk(step),
        })),
      ]}
      refusal={<ChangeRefusal error={change.error} />}
    />
  );
}

/** Steps that ask for input first. */
export type AskedStep = "edit" | "cancel" | "enterInError" | "lock" | "move" | "restrict";

export type EncounterFormProps = { encounter: Encounter; onDone: () => void; onCancel: () => void };
