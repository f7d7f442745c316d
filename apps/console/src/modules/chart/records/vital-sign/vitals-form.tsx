import { unitLabel } from "@caretype/chart/unit/labels";
import type { Encounter, Observation, Patient } from "@caretype/client";
import { Alert, Badge, Group, NativeSelect, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { type Undo, undoEach } from "../../../../kit/notice/last-change.ts";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { caretype } from "../../../../session/client/api.ts";
import { RestoredNotice } from "../../../../session/form/restored-notice.tsx";
import { UnsavedChanges } from "../../../../session/form/unsaved-changes.tsx";
import { useDraftForm } from "../../../../session/form/use-draft-form.ts";
import { PracticeMomentField } from "../../../../session/practice-time/practice-moment-field.tsx";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatDate } from "../../../../words/format/format.ts";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { readChartAgain, useChartChange } from "../clinical/use-chart-change.ts";
import { describeTime } from "../encounter/describe-time.ts";
import { type ShownUnits, type Units, withUnit } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { UnitsSwitch } from "./units-switch.tsx";
import { type FieldName, isAdultOn, numberIn, signs, typedSigns, unitFor } from "./vital-signs.ts";
import {
  isExchanged,
  judged,
  nowPicked,
  observationsOf,
  problemsOf,
  rangeText,
  refusedFields,
  typedPlace,
  VitalsValues,
} from "./vitals-values.ts";

type VitalsFormProps = {
  patient: Patient;
  shown: ShownUnits;
  /** The last observation of each sign. */
  last: readonly Observation[];
  /** Encounters that accept observations. */
  encounters: readonly Encounter[];
  onClose: () => void;
};

/** One form for all vital signs, usable by keyboard alone: Tab moves on, Enter saves. */
export function VitalsForm({ patient, shown, last, encounters, onClose }: VitalsFormProps) {
  const form = useVitalsForm({
    patient,
    encounters,
    onDone: (undo) => {
      notifyDone(texts.areAdded(patient.name), undo);
      onClose();
    },
  });
  // The dialog opens before the last values are loaded.
  useEffect(() => focusFirst(["systolic"]), []);
  const names = typedSigns.flatMap((sign) => signs[sign].fields);
  return (
    <FormFrame
      change={form}
      onSubmit={form.submit}
      onCancel={onClose}
      cancelLabel={commonTexts.close}
      submitLabel={form.exchanged === "asked" ? texts.saveAnyway : texts.save}
    >
      {form.isRestored ? <RestoredNotice onDiscard={form.discard} /> : null}
      <Group justify="space-between">
        <PatientLine id={patient.id} />
        <UnitsSwitch {...shown} />
      </Group>
      <SimpleGrid cols={2} spacing={{ base: "xs", xs: "md" }}>
        {names.map((name) => (
          <VitalField key={name} name={name} form={form} last={last} patient={patient} units={shown.units} />
        ))}
      </SimpleGrid>
      {form.exchanged ? (
        <Alert color="yellow" role={form.exchanged === "asked" ? "alert" : "status"} p="xs">
          {texts.isExchanged}
        </Alert>
      ) : null}
      <Circumstances form={form} encounters={encounters} />
      <UnsavedChanges blocker={form.blocker} isSaving={form.isPending} />
    </FormFrame>
  );
}

type CircumstancesProps = Pick<VitalsFormProps, "encounters"> & { form: ReturnType<typeof useVitalsForm> };

/** Time and encounter of the measurement. */
function Circumstances({ form: { kept: values, problems, keep: change }, encounters }: CircumstancesProps) {
  const practice = usePracticeTime();
  return (
    <SimpleGrid type="container" cols={{ base: 1, "480px": 2 }}>
      <PracticeMomentField
        label={texts.measuredAt}
        data-path="measuredAt"
        required
        value={values.measuredAt}
        error={problems.measuredAt}
        onChange={(measuredAt) => change({ measuredAt })}
      />
      <NativeSelect
        label={texts.encounter}
        description={texts.encounterHint}
        data={[
          { value: "", label: commonTexts.none },
          ...encounters.map((each) => ({ value: each.id, label: describeTime(each, practice) })),
        ]}
        value={values.encounterId ?? ""}
        onChange={({ currentTarget: { value } }) =>
          change({ encounterId: encounters.find(({ id }) => id === value)?.id ?? null })
        }
      />
    </SimpleGrid>
  );
}

type VitalFieldProps = {
  name: FieldName;
  form: ReturnType<typeof useVitalsForm>;
  last: readonly Observation[];
  patient: Patient;
  units: Units;
};

/** A number with its unit, the last value, and a mark if it is unusual. */
function VitalField({ name, form, last, patient, units }: VitalFieldProps) {
  const { kept: values, problems, keep: change } = form;
  const entered = values.typed[name];
  const text = entered?.text ?? "";
  // Typed numbers keep their unit.
  const unit = entered && text !== "" ? entered.unit : unitFor(name, units);
  const [isTyping, setTyping] = useState(false);
  const { problem = problems[name], doubt } = judged(values, name, isTyping);
  const place =
    isAdultOn(values.measuredAt.slice(0, 10), patient) && !problem ? typedPlace(values, name) : null;
  const mark = place === null || place === "normal" ? null : texts.places[place];
  return (
    <div>
      <TextInput
        label={texts.names[name]}
        description={<Last name={name} last={last} unit={unit} />}
        data-path={name}
        inputMode="decimal"
        rightSection={<Dimmed pr="sm">{unitLabel(unit)}</Dimmed>}
        rightSectionWidth={64}
        value={text}
        error={problem}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onChange={({ currentTarget: { value } }) =>
          change({ typed: { ...values.typed, [name]: { text: value, unit } } })
        }
      />
      <div role="status">
        {mark || doubt ? (
          <Group gap="xs" mt={4}>
            {mark && !doubt ? <Badge color="yellow">{mark}</Badge> : null}
            <Text size="xs" c={doubt ? "var(--mantine-color-yellow-light-color)" : "dimmed"}>
              {doubt ?? texts.usual(rangeText(name, unit) ?? "")}
            </Text>
          </Group>
        ) : null}
      </div>
    </div>
  );
}

type LastProps = { name: FieldName; last: readonly Observation[]; unit: string };

function Last({ name, last, unit }: LastProps) {
  const { dateOf } = usePracticeTime();
  for (const observation of last) {
    const number = numberIn(observation, name, unit);
    if (number !== null)
      return texts.last(withUnit(number, unit), formatDate(dateOf(observation.effectiveAt)));
  }
  return texts.noLast;
}

type VitalsFormOptions = { patient: Patient; encounters: readonly Encounter[]; onDone: (undo: Undo) => void };

const pressuresIn = ({ typed }: VitalsValues) => JSON.stringify([typed.systolic, typed.diastolic]);

/** The form's state. Asks once whether the two pressures are swapped. */
function useVitalsForm({ patient, encounters, onDone }: VitalsFormOptions) {
  const [asked, ask] = useState<string | null>(null);
  const exchangedIn = (values: VitalsValues) =>
    isExchanged(values) ? (asked === pressuresIn(values) ? "asked" : "seen") : null;
  const form = useDraftForm({
    name: "vitals",
    patientId: patient.id,
    schema: VitalsValues,
    initial: (timeZone): VitalsValues => ({
      typed: {},
      measuredAt: nowPicked(timeZone),
      encounterId: encounters.find(({ status }) => status === "in-progress")?.id ?? null,
    }),
    useChange: useChartChange,
    problemsOf,
    refusedBy: refusedFields,
    valueOf: ({ typed, measuredAt }, name) => (name === "measuredAt" ? measuredAt : typed[name]),
    mayBegin: (values) => {
      const isSure = exchangedIn(values) !== "seen";
      if (!isSure) ask(pressuresIn(values));
      return isSure;
    },
    send: (values, { practice, call }) => {
      const subject = { patientId: patient.id, isAdult: isAdultOn(values.measuredAt.slice(0, 10), patient) };
      const observations = observationsOf(values, subject, practice);
      return call({ observations }, caretype.observation.createMany.mutate);
    },
    onDone: ({ items }) => {
      const undo = undoEach(items, ({ id, version: expectedVersion }) =>
        caretype.observation.enterInError.mutate({ id, expectedVersion, reason: recordListTexts.undone }),
      );
      onDone(() => undo().finally(readChartAgain));
    },
  });
  return { ...form, exchanged: exchangedIn(form.kept) };
}
