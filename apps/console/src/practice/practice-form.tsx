import { UpdatePractice } from "@caretype/api/practice/schema";
import type { Practice } from "@caretype/client";
import { NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, caretype } from "../api.ts";
import type { ConflictGroup } from "../form/conflict.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { RecordForm } from "../form/record-form.tsx";
import { useEditForm } from "../form/use-edit-form.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { zonesByRegion } from "../shell/text/time-zones.ts";

/** The form requires a type, not an interface. */
type PracticeValues = {
  name: string;
  /** Empty: not set. */
  timeZone: string;
};

const notSet = "Not set (UTC)";
const groups: readonly ConflictGroup<PracticeValues>[] = [
  { name: "name", label: "Name", paths: ["name"], text: ({ name }) => name },
  { name: "timeZone", label: "Time zone", paths: ["timeZone"], text: ({ timeZone }) => timeZone || notSet },
];
const valuesOf = ({ name, timeZone }: Practice): PracticeValues => ({ name, timeZone: timeZone ?? "" });

/** Changes the practice's name and time zone. Resolves conflicts with another owner's change. */
export function PracticeForm({ practice }: { practice: Practice }) {
  const queries = useQueryClient();
  /** Saves the values before, unless somebody has changed the practice since. */
  const undo = async ({ version: expectedVersion }: Practice) => {
    const { name, timeZone } = practice;
    const restored = await caretype.practice.update.mutate({ name, timeZone, expectedVersion });
    queries.setQueryData(api.practice.mine.queryKey(), restored);
    await queries.invalidateQueries(api.practice.pathFilter());
  };
  const edit = useEditForm({
    schema: UpdatePractice,
    record: practice,
    valuesOf,
    inputOf: ({ name, timeZone }, { version }) => ({
      expectedVersion: version,
      name,
      timeZone: timeZone || null,
    }),
    isKind: (current): current is Practice => "permissions" in current,
    send: async (input, options) => {
      const changed = await caretype.practice.update.mutate(input, options);
      queries.setQueryData(api.practice.mine.queryKey(), changed);
      void queries.invalidateQueries(api.practice.pathFilter());
      notifyDone("The practice is saved", () => undo(changed));
      return changed;
    },
  });
  const { form, clearRefusal, conflict, follow } = edit;
  useEffect(() => follow(practice), [practice, follow]);
  return (
    <>
      <RecordForm
        {...edit}
        submitLabel="Save practice"
        onCancel={() => {
          clearRefusal();
          form.reset();
        }}
        shownElsewhere={["STALE_VERSION"]}
      >
        <TextInput
          label="Name of the practice"
          required
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <NativeSelect
          label="Time zone"
          description="The days in its statistics begin and end in this time zone. Each reader sees times in their own."
          inputWrapperOrder={["label", "input", "description", "error"]}
          data={[{ value: "", label: notSet }, ...zonesByRegion(practice.timeZone)]}
          key={form.key("timeZone")}
          {...form.getInputProps("timeZone")}
        />
      </RecordForm>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => `It was changed on ${formatInstant(updatedAt)}.`}
      />
    </>
  );
}
