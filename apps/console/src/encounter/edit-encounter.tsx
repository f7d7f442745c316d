import { currentRecord, type Encounter } from "@caretype/client";
import { useEffect, useState } from "react";
import { caretype } from "../api.ts";
import { type PracticeTime, usePracticeTime } from "../appointment/practice-time.ts";
import { FormFrame } from "../clinical/form-frame.tsx";
import { focusFirst } from "../form/field-nodes.ts";
import type { KeyedCall } from "../form/idempotency-keys.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { commonTexts } from "../texts/common.ts";
import { encounterTexts as texts } from "../texts/encounter.ts";
import type { EncounterFormProps } from "./asked-step.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { EncounterFields } from "./encounter-fields.tsx";
import { changesOf, type EncounterValues, valuesOf } from "./encounter-values.ts";
import { useEncounterForm } from "./use-encounter-form.ts";

/** Changes an encounter that is not locked. Only a time that it has already can be corrected here. */
export function EditEncounter({ encounter, onDone, onCancel }: EncounterFormProps) {
  useEffect(() => focusFirst(["reason"]), []);
  const { timeZone } = usePracticeTime();
  const [before] = useState(() => valuesOf(encounter, timeZone));
  const [times] = useState(() =>
    (["startedAt", "endedAt"] as const).filter((name) => encounter[name] !== null),
  );
  const send = useSend(encounter, before);
  const { values, change, problems, error, isPending, submit } = useEncounterForm({
    initial: () => before,
    times,
    send,
    onDone: ({ patientName }) => {
      notifyDone(texts.done.edit(patientName));
      onDone();
    },
  });
  return (
    <FormFrame
      refusal={<ChangeRefusal error={error} />}
      onSubmit={submit}
      onCancel={onCancel}
      submitLabel={commonTexts.save}
      isPending={isPending}
    >
      <EncounterFields values={values} onChange={change} problems={problems} times={times} />
    </FormFrame>
  );
}

/** Sends what differs from the version that the form began with, until a refusal has shown a newer one. */
function useSend({ id, version }: Encounter, before: EncounterValues) {
  const [expectedVersion, setVersion] = useState(version);
  return async (values: EncounterValues, practice: PracticeTime, call: KeyedCall) => {
    const input = { id, expectedVersion, ...changesOf(before, values, practice) };
    try {
      return await call(input, (options) => caretype.encounter.update.mutate(input, options));
    } catch (error) {
      const current = currentRecord(error, "encounter");
      if (current) setVersion(current.version);
      throw error;
    }
  };
}
