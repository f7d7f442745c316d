import type { PatientId } from "@caretype/client";
import { z } from "zod";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { Choice } from "../../../../kit/form/choice.tsx";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import type { KeyedCall } from "../../../../kit/form/idempotency-keys.ts";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { caretype } from "../../../../session/client/api.ts";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { useOwnDoctorRecord } from "../../../people/records/patient/my-patients.ts";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import { FormNotices } from "./change-refusal.tsx";
import { EncounterFields } from "./encounter-fields.tsx";
import { EncounterValues, emptyValues } from "./encounter-values.ts";
import { detailsOf } from "./field-views.ts";
import { texts } from "./texts.en.ts";
import { useEncounterForm } from "./use-encounter-form.ts";

/** Possible stages of a new encounter. */
const stages = ["in-progress", "planned", "finished"] as const;
type Stage = (typeof stages)[number];

const NewValues = z.object({
  values: EncounterValues,
  stage: z.enum(stages),
  /** Default: the user's own doctor entry. */
  isDoctorChosen: z.boolean(),
});

const empty: z.output<typeof NewValues> = {
  values: emptyValues,
  stage: "in-progress",
  isDoctorChosen: false,
};

/** Starts an encounter now, plans one, or records a past one. */
export function NewEncounter({ patientId, onClose }: { patientId: PatientId; onClose: () => void }) {
  const own = useOwnDoctorRecord() ?? null;
  const shown = ({ values, isDoctorChosen }: typeof empty) =>
    isDoctorChosen ? values : { ...values, doctor: own };
  const { kept, keep, ...form } = useEncounterForm({
    name: "encounter",
    patientId,
    schema: NewValues,
    initial: () => empty,
    times: ({ stage }) => (stage === "finished" ? ["startedAt", "endedAt"] : []),
    send: (given, { practice, call }) =>
      send({ patientId, stage: given.stage, values: shown(given) }, practice, call),
    onDone: ({ patientName }) => {
      notifyDone(texts.added[kept.stage](patientName));
      onClose();
    },
  });
  return (
    <Dialog isBeside onClose={onClose} title={texts.add} size="lg" closeOnClickOutside={false}>
      <FormFrame
        refusal={<FormNotices {...form} />}
        onSubmit={form.submit}
        onCancel={onClose}
        submitLabel={texts.stages[kept.stage].submit}
        isPending={form.isPending}
      >
        <PatientLine id={patientId} name="" />
        <Choice
          label={texts.form.stage}
          value={kept.stage}
          onChange={(stage) => keep({ stage })}
          options={stages.map((value) => ({ value, label: texts.stages[value].label }))}
        />
        <EncounterFields
          values={shown(kept)}
          onChange={(changes) =>
            keep({
              values: { ...kept.values, ...changes },
              isDoctorChosen: kept.isDoctorChosen || "doctor" in changes,
            })
          }
          problems={form.problems}
          times={form.times}
        />
      </FormFrame>
    </Dialog>
  );
}

type Given = { patientId: PatientId; stage: Stage; values: EncounterValues };

function send({ patientId, stage, values }: Given, practice: PracticeTime, call: KeyedCall) {
  const { startedAt, endedAt, ...details } = detailsOf(values, practice);
  const times = stage === "finished" ? { startedAt, endedAt } : {};
  return call({ patientId, status: stage, ...details, ...times }, caretype.encounter.create.mutate);
}
