import type { Encounter, Observation, Patient } from "@caretype/client";
import { Button, Group, NativeSelect, SimpleGrid, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { RestoredNotice } from "../../session/form/restored-notice.tsx";
import { UnsavedChanges } from "../../session/form/unsaved-changes.tsx";
import { PracticeMomentField } from "../../session/practice-time/practice-moment-field.tsx";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import { describeTime } from "../encounter/describe-time.ts";
import type { ShownUnits } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { UnitsSwitch } from "./units-switch.tsx";
import { useVitalsForm } from "./use-vitals-form.ts";
import { VitalField } from "./vital-field.tsx";
import { signs, typedSigns } from "./vital-signs.ts";

type VitalsFormProps = {
  patient: Patient;
  shown: ShownUnits;
  /** The last observation of each sign. */
  last: readonly Observation[];
  /** Those that take observations. */
  encounters: readonly Encounter[];
  onClose: () => void;
};

/** One form for all vital signs, for the keyboard alone: Tab leads on, Enter saves. */
export function VitalsForm({ patient, shown, last, encounters, onClose }: VitalsFormProps) {
  const form = useVitalsForm({
    patient,
    encounters,
    onDone: () => {
      notifyDone(texts.areAdded(patient.name));
      onClose();
    },
  });
  // The dialog opens before the last values are read.
  useEffect(() => focusFirst(["systolic"]), []);
  const names = typedSigns.flatMap((sign) => signs[sign].fields);
  return (
    <form onSubmit={form.submit} noValidate aria-busy={form.isPending}>
      <Stack>
        {form.error ? <ErrorNotice error={form.error} /> : null}
        {form.isRestored ? <RestoredNotice onDiscard={form.discard} /> : null}
        <Group>
          <UnitsSwitch {...shown} />
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {names.map((name) => (
            <VitalField
              key={name}
              name={name}
              form={form}
              last={last}
              patient={patient}
              units={shown.units}
            />
          ))}
        </SimpleGrid>
        <Circumstances form={form} encounters={encounters} />
        {form.isEmpty ? (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {texts.nothingTyped}
          </Text>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {commonTexts.close}
          </Button>
          <Button type="submit" loading={form.isPending}>
            {texts.save}
          </Button>
        </Group>
      </Stack>
      <UnsavedChanges blocker={form.blocker} isSaving={form.isPending} />
    </form>
  );
}

type CircumstancesProps = Pick<VitalsFormProps, "encounters"> & { form: ReturnType<typeof useVitalsForm> };

/** When it was measured, and in which encounter. */
function Circumstances({ form: { values, problems, change }, encounters }: CircumstancesProps) {
  const practice = usePracticeTime();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
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
