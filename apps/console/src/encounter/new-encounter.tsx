import type { PatientId } from "@caretype/client";
import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { caretype } from "../api.ts";
import type { PracticeTime } from "../appointment/practice-time.ts";
import { FormFrame } from "../clinical/form-frame.tsx";
import { useOwnDoctorRecord } from "../clinical/use-own-doctor-record.ts";
import { noCodedText } from "../codes/field/coded-text.ts";
import { Dialog } from "../dialog/dialog.tsx";
import type { KeyedCall } from "../form/idempotency-keys.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { encounterTexts as texts } from "../texts/encounter.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { EncounterFields } from "./encounter-fields.tsx";
import { type EncounterValues, enteredReason, instantOfPicked } from "./encounter-values.ts";
import { useEncounterForm } from "./use-encounter-form.ts";

/** How far a new encounter can be. */
const stages = ["in-progress", "planned", "finished"] as const;
type Stage = (typeof stages)[number];

const empty: EncounterValues = {
  class: "ambulatory",
  reason: noCodedText,
  doctor: null,
  startedAt: "",
  endedAt: "",
};

type NewEncounterProps = { patientId: PatientId; onClose: () => void };

/** Begins an encounter now, plans one, or writes down one that is over. */
export function NewEncounter({ patientId, onClose }: NewEncounterProps) {
  const [stage, setStage] = useState<Stage>("in-progress");
  const [isDoctorChosen, setDoctorChosen] = useState(false);
  const own = useOwnDoctorRecord() ?? null;
  const shown = (values: EncounterValues) => (isDoctorChosen ? values : { ...values, doctor: own });
  const times = stage === "finished" ? (["startedAt", "endedAt"] as const) : [];
  const { values, change, problems, error, isPending, submit } = useEncounterForm({
    initial: () => empty,
    times,
    send: (given, practice, call) => send({ patientId, stage, values: shown(given) }, practice, call),
    onDone: ({ patientName }) => {
      notifyDone(texts.added[stage](patientName));
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={texts.add} size="lg" closeOnClickOutside={false}>
      <FormFrame
        refusal={<ChangeRefusal error={error} />}
        onSubmit={submit}
        onCancel={onClose}
        submitLabel={texts.stages[stage].submit}
        isPending={isPending}
      >
        <Radio.Group
          label={texts.form.stage}
          value={stage}
          onChange={(value) => setStage(stages.find((each) => each === value) ?? stage)}
        >
          <Stack gap="xs" mt="xs">
            {stages.map((each) => (
              <Radio key={each} value={each} label={texts.stages[each].label} />
            ))}
          </Stack>
        </Radio.Group>
        <EncounterFields
          values={shown(values)}
          onChange={(changes) => {
            if ("doctor" in changes) setDoctorChosen(true);
            change(changes);
          }}
          problems={problems}
          times={times}
        />
      </FormFrame>
    </Dialog>
  );
}

type Given = { patientId: PatientId; stage: Stage; values: EncounterValues };

function send({ patientId, stage, values }: Given, practice: PracticeTime, call: KeyedCall) {
  const times = {
    startedAt: instantOfPicked(values.startedAt, practice) ?? undefined,
    endedAt: instantOfPicked(values.endedAt, practice) ?? undefined,
  };
  const input = {
    patientId,
    status: stage,
    class: values.class,
    reason: enteredReason(values),
    doctorId: values.doctor?.id ?? null,
    ...(stage === "finished" ? times : {}),
  };
  return call(input, (options) => caretype.encounter.create.mutate(input, options));
}
