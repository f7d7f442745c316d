import type { Practice } from "@caretype/client";
import { HolidayInput } from "@caretype/identity/practice/schema";
import { Checkbox, Group, TextInput } from "@mantine/core";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { FormDialog } from "../../../../../records/record/form-dialog.tsx";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { type Holiday, setHolidays } from "../../../../identity/records/practice/change-practice.ts";
import { hours, texts as setupTexts, holidays as texts } from "../texts.en.ts";
import type { OfferedFormsProps } from "./offered-forms.tsx";

type HolidayFormProps = OfferedFormsProps<Holiday> & { practice: Practice };

/** Adds or changes a holiday. Default last day: the first one. */
export function HolidayForm({ practice, opened: holiday, onClose }: HolidayFormProps) {
  const isNew = holiday === "new";
  const given = isNew ? { name: "", from: "", to: "", yearly: false } : holiday;
  const inputOf = (values: typeof given): Holiday => ({ ...values, to: values.to || values.from });
  const adding = useRecordForm({
    schema: HolidayInput,
    initialValues: { ...given, to: given.to === given.from ? "" : given.to },
    inputOf,
    onSubmit: (values) =>
      setHolidays(practice, [...practice.holidays.filter((each) => each !== holiday), inputOf(values)]),
    onSaved: (saved) => {
      const { name } = form.getValues();
      notifyDone(isNew ? setupTexts.isAdded(name) : setupTexts.isSaved(name), () =>
        setHolidays(saved, practice.holidays),
      );
      onClose();
    },
  });
  const { form } = adding;
  return (
    <FormDialog
      {...adding}
      title={isNew ? texts.add : setupTexts.editTitle(holiday.name)}
      submitLabel={isNew ? commonTexts.add : commonTexts.save}
      onClose={onClose}
    >
      <TextInput label={commonTexts.name} required data-autofocus {...form.getInputProps("name")} />
      <Group align="start">
        <DateField label={hours.firstDay} required {...form.getInputProps("from")} />
        <DateField
          label={texts.lastDay}
          {...form.getInputProps("to")}
          error={form.getValues().to === "" ? null : form.errors.to}
        />
      </Group>
      <Checkbox label={texts.yearly} {...form.getInputProps("yearly", { type: "checkbox" })} />
    </FormDialog>
  );
}
