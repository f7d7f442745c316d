import { currentRecord } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { z } from "zod";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import type { EncounterFormProps } from "./asked-step.ts";
import { EncounterFields } from "./encounter-fields.tsx";
import { EncounterValues, valuesOf } from "./encounter-values.ts";
import { changesOf, overwrittenBy } from "./field-views.ts";
import { FormNotices } from "./form-notices.tsx";
import { texts } from "./texts.en.ts";
import { useEncounterForm } from "./use-encounter-form.ts";

/** With the version that the form began with, until a refusal has shown a newer one. */
const EditValues = z.object({ values: EncounterValues, before: EncounterValues, version: z.number() });

/** Changes an encounter that is not locked. Only a time that it has already can be corrected here. */
export function EditEncounter({ encounter, onDone, onCancel }: EncounterFormProps) {
  const { id, patientId } = encounter;
  const queries = useQueryClient();
  useEffect(() => focusFirst(["reason"]), []);
  const { kept, keep, ...form } = useEncounterForm({
    name: `encounter.${id}`,
    patientId,
    schema: EditValues,
    initial: (timeZone) => {
      const before = valuesOf(encounter, timeZone);
      return { values: before, before, version: encounter.version };
    },
    times: ({ before }) => (["startedAt", "endedAt"] as const).filter((name) => before[name] !== ""),
    // Only what differs is sent.
    send: async ({ values, before, version }, { practice, call, keep }) => {
      const changes = changesOf(before, values, practice);
      const input = { id, expectedVersion: version, ...changes };
      try {
        const saved = await call(input, (options) => caretype.encounter.update.mutate(input, options));
        const undo = async () => {
          const earlier = { id, expectedVersion: saved.version, ...overwrittenBy(changes, encounter) };
          await caretype.encounter.update.mutate(earlier);
          await queries.invalidateQueries(api.encounter.pathFilter());
        };
        notifyDone(texts.done.edit(saved.patientName), saved.version === version ? undefined : undo);
        return saved;
      } catch (error) {
        const current = currentRecord(error, "encounter");
        if (current) keep({ version: current.version });
        throw error;
      }
    },
    onDone,
  });
  return (
    <FormFrame
      refusal={<FormNotices {...form} />}
      onSubmit={form.submit}
      onCancel={onCancel}
      submitLabel={commonTexts.save}
      isPending={form.isPending}
    >
      <EncounterFields
        values={kept.values}
        onChange={(changes) => keep({ values: { ...kept.values, ...changes } })}
        problems={form.problems}
        times={form.times}
      />
    </FormFrame>
  );
}
