import { UpdatePractice } from "@caretype/api/practice/schema";
import type { Practice } from "@caretype/client";
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, caretype } from "../api.ts";
import type { ConflictGroup } from "../form/conflict.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { RecordForm } from "../form/record-form.tsx";
import { useEditForm } from "../form/use-edit-form.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { formatInstant } from "../shell/text/format.ts";

/** The form requires a type, not an interface. */
type NameValues = { name: string };

const groups: readonly ConflictGroup<NameValues>[] = [
  { name: "name", label: "Name", paths: ["name"], text: ({ name }) => name },
];
const valuesOf = ({ name }: Practice): NameValues => ({ name });

/** Renames the practice. Resolves conflicts with another owner's change. */
export function RenamePractice({ practice }: { practice: Practice }) {
  const queries = useQueryClient();
  const edit = useEditForm({
    schema: UpdatePractice,
    record: practice,
    valuesOf,
    inputOf: (values, { version }) => ({ expectedVersion: version, ...values }),
    isKind: (current): current is Practice => "permissions" in current,
    send: async (input, options) => {
      const renamed = await caretype.practice.update.mutate(input, options);
      queries.setQueryData(api.practice.mine.queryKey(), renamed);
      void queries.invalidateQueries(api.practice.pathFilter());
      notifyDone("The practice is renamed");
      return renamed;
    },
  });
  const { form, clearRefusal, conflict, follow } = edit;
  useEffect(() => follow(practice), [practice, follow]);
  return (
    <>
      <RecordForm
        {...edit}
        submitLabel="Rename"
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
      </RecordForm>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => `It was renamed on ${formatInstant(updatedAt)}.`}
      />
    </>
  );
}
