import type { Practice } from "@caretype/client";
import { UpdatePractice } from "@caretype/identity/practice/schema";
import { Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useEffect } from "react";
import { ZoneSelect } from "../../../../kit/form/zone-select.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { PhoneField } from "../../../../kit/phone/phone-field.tsx";
import { currentZone } from "../../../../kit/settings/time-zones.ts";
import { api, caretype, queryClient, readAgain } from "../../../../session/client/api.ts";
import type { ConflictGroup } from "../../../../session/form/conflict.ts";
import { ConflictDialog } from "../../../../session/form/conflict-dialog.tsx";
import { RecordForm } from "../../../../session/form/record-form.tsx";
import { useEditForm } from "../../../../session/form/use-edit-form.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { settings as texts } from "../../records/practice/texts.en.ts";

type PracticeValues = {
  name: string;
  /** Empty: none. */
  address: string;
  phoneNumber: string;
  email: string;
  /** Empty: not set. */
  timeZone: string;
};

/** `unset` stands for an empty value. */
const groupOf = (name: keyof PracticeValues, label: string, unset = "") => ({
  name,
  label,
  paths: [name],
  text: (values: PracticeValues) => values[name] || unset,
});

const groups: readonly ConflictGroup<PracticeValues>[] = [
  groupOf("name", commonTexts.name),
  groupOf("address", texts.address),
  groupOf("phoneNumber", commonTexts.phone),
  groupOf("email", commonTexts.email),
  groupOf("timeZone", texts.timeZone, texts.notSet),
];

const valuesOf = (practice: Practice): PracticeValues => ({
  name: practice.name,
  address: practice.address ?? "",
  phoneNumber: practice.phoneNumber ?? "",
  email: practice.email ?? "",
  timeZone: currentZone(practice.timeZone ?? ""),
});

/** Changes the practice's name, contact and time zone. Resolves conflicts with another owner's change. */
export function PracticeForm({ practice }: { practice: Practice }) {
  /** Restores the previous values, unless the practice has changed since. */
  const undo = async ({ version: expectedVersion }: Practice) => {
    const { name, address, phoneNumber, email, timeZone } = practice;
    const before = { name, address, phoneNumber, email, timeZone };
    const restored = await caretype.practice.update.mutate({ ...before, expectedVersion });
    queryClient.setQueryData(api.practice.mine.queryKey(), restored);
    await readAgain(api.practice);
  };
  const edit = useEditForm({
    schema: UpdatePractice,
    record: practice,
    valuesOf,
    inputOf: ({ timeZone, ...words }, { version }) => ({
      expectedVersion: version,
      ...words,
      timeZone: timeZone || null,
    }),
    kind: "practice",
    send: async (input, options) => {
      const changed = await caretype.practice.update.mutate(input, options);
      queryClient.setQueryData(api.practice.mine.queryKey(), changed);
      void readAgain(api.practice);
      notifyDone(texts.isSaved, () => undo(changed));
      return changed;
    },
  });
  const { form, clearRefusal, conflict, follow } = edit;
  useEffect(() => follow(practice), [practice, follow]);
  return (
    <>
      <RecordForm
        {...edit}
        submitLabel={texts.save}
        onCancel={() => {
          clearRefusal();
          form.reset();
        }}
      >
        <TextInput label={texts.name} required key={form.key("name")} {...form.getInputProps("name")} />
        <ContactInputs form={form} />
        <ZoneSelect
          label={texts.timeZone}
          description={texts.timeZoneHint}
          known={practice.timeZone}
          first={[{ value: "", label: texts.notSet }]}
          key={form.key("timeZone")}
          {...form.getInputProps("timeZone")}
        />
      </RecordForm>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => texts.changedOn(formatInstant(updatedAt))}
      />
    </>
  );
}

type ContactInputsProps = { form: Pick<UseFormReturnType<PracticeValues>, "key" | "getInputProps"> };

const ContactInputs = ({ form }: ContactInputsProps) => (
  <>
    <Textarea
      label={texts.address}
      description={texts.contactHint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      autosize
      minRows={2}
      key={form.key("address")}
      {...form.getInputProps("address")}
    />
    <PhoneField
      label={commonTexts.phone}
      key={form.key("phoneNumber")}
      {...form.getInputProps("phoneNumber")}
    />
    <TextInput
      label={commonTexts.email}
      type="email"
      key={form.key("email")}
      {...form.getInputProps("email")}
    />
  </>
);
