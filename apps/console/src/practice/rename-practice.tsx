import { UpdatePractice } from "@caretype/api/practice/schema";
import { isErrorCode, type Practice } from "@caretype/client";
import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../api.ts";
import { RecordForm } from "../form/record-form.tsx";
import { useRecordForm } from "../form/use-record-form.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { NameConflict, type NameValues } from "./name-conflict.tsx";

/** Where another owner has renamed the practice meanwhile, both names are shown, and one of them is chosen. */
export function RenamePractice({ practice }: { practice: Practice }) {
  const queries = useQueryClient();
  const update = useMutation(api.practice.update.mutationOptions());
  /** What was read, or what the person has been shown of somebody else's since. */
  const base = useRef(practice);
  useEffect(() => {
    // Another version under the same name: something else of the practice was changed.
    if (practice.version > base.current.version && practice.name === base.current.name)
      base.current = practice;
  }, [practice]);
  const inputOf = (values: NameValues) => ({ expectedVersion: base.current.version, ...values });
  const recordForm = useRecordForm<NameValues>({
    schema: UpdatePractice,
    initialValues: { name: practice.name },
    inputOf,
    onSubmit: async (values) => {
      const renamed = await update.mutateAsync(inputOf(values));
      base.current = renamed;
      recordForm.form.setInitialValues({ name: renamed.name });
      queries.setQueryData(api.practice.mine.queryKey(), renamed);
      void queries.invalidateQueries(api.practice.pathFilter());
      notifyDone("The practice has its new name");
    },
  });
  const { form, save, refusal, forgetRefusal } = recordForm;
  const theirs = currentPractice(refusal?.error);
  return (
    <>
      <RecordForm
        {...recordForm}
        submitLabel="Rename"
        onCancel={() => {
          forgetRefusal();
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
      {theirs ? (
        <NameConflict
          key={theirs.version}
          theirs={theirs}
          versions={{
            before: { name: base.current.name },
            mine: form.getValues(),
            theirs: { name: theirs.name },
          }}
          onClose={forgetRefusal}
          onResolve={(values) => {
            base.current = theirs;
            form.setValues(values);
            save();
          }}
        />
      ) : null}
    </>
  );
}

/** As somebody else has saved it; null where something else was refused. */
function currentPractice(error: unknown): Practice | null {
  if (!isErrorCode(error, "STALE_VERSION")) return null;
  const { current } = error.data;
  return "permissions" in current ? current : null;
}
