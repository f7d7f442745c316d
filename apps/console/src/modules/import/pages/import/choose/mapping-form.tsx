import {
  dateFormats,
  isClinicalTable,
  type TableField,
  tableFields,
} from "@caretype/import/source/table/schema";
import { Group, type InputWrapperProps, NativeSelect, Radio, Stack } from "@mantine/core";
import { Fragment, type ReactNode, type SubmitEvent } from "react";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { genderOf, genderOptions } from "../../../../../records/record/gender.ts";
import type { TableFile } from "../file/protocol.ts";
import { columnLabelOf } from "./field-names.ts";
import { dateField, formatsFor, hasKnownName, type Records, usableColumns } from "./guess-mapping.ts";
import { isGuess, unreadGendersIn } from "./guess-settings.ts";
import { mappingErrors, settingsOf } from "./mapping-errors.ts";
import classes from "./mapping-form.module.css";
import {
  CodeFields,
  IdentifierFields,
  type PartProps,
  PeopleFields,
  SignFields,
} from "./mapping-sections.tsx";
import { table as texts } from "./texts.en.ts";
import { type Chosen, useMapping } from "./use-mapping.ts";

type MappingFormProps = {
  file: Pick<TableFile, "columns" | "samples">;
  initial: Chosen;
  isRecordsFixed?: boolean;
  /** Gender codes that the check could not read. Default: those of the samples. */
  unreadGenders?: readonly string[];
  isPending: boolean;
  submitLabel: string;
  about?: ReactNode;
  onSubmit: (chosen: Chosen) => void;
};

/** Maps columns to fields, and sets the date format and the identifier. */
export function MappingForm({ file, initial, isRecordsFixed = false, ...rest }: MappingFormProps) {
  const { records, settings, errors, setErrors, mayMap, kinds, change, changeField, changeRecords } =
    useMapping(file, initial);
  const { mapping } = settings;
  const part = { settings, errors, change };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = mappingErrors(records, settings);
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else rest.onSubmit({ records, settings: settingsOf(settings) });
  };
  return (
    <form onSubmit={submit} noValidate aria-label={texts.columns} className={classes.form}>
      <Stack>
        {isRecordsFixed ? null : <RecordsChoice records={records} kinds={kinds} onChange={changeRecords} />}
        <Section title={texts.columns}>
          <div className={classes.fields}>
            {tableFields[records]
              .filter((field) => mayMap(field) && !(settings.signs && isOfSign(field)))
              .map((field) => (
                <Fragment key={field}>
                  <NativeSelect
                    name={field}
                    label={columnLabelOf(field)}
                    error={errors[field]}
                    inputWrapperOrder={inputWrapperOrder}
                    description={sampleOf(file, field, mapping[field])}
                    data={[{ value: "", label: texts.notInFile }, ...usableColumns(file.columns)]}
                    value={mapping[field] ?? ""}
                    onChange={(event) => changeField(field, event.currentTarget.value)}
                  />
                  {field === "gender" ? (
                    <GenderCodes
                      {...part}
                      codes={rest.unreadGenders ?? unreadGendersIn(file, mapping.gender)}
                    />
                  ) : null}
                  {field === dateField(mapping) ? <DateFormatField {...part} /> : null}
                </Fragment>
              ))}
          </div>
        </Section>
        {records === "appointment" || isClinicalTable(records) ? (
          <PeopleFields {...part} records={records} />
        ) : null}
        {records === "observation" && settings.signs ? <SignFields {...part} /> : null}
        {isClinicalTable(records) ? <CodeFields {...part} records={records} /> : null}
        <IdentifierFields {...part} columns={usableColumns(file.columns)} />
        <Group>
          <SubmitButton label={rest.submitLabel} isPending={rest.isPending} />
          {rest.about}
        </Group>
      </Stack>
    </form>
  );
}

/** The sample is below the input, so that labels and inputs stay aligned. */
const inputWrapperOrder: InputWrapperProps["inputWrapperOrder"] = ["label", "input", "error", "description"];

const DateFormatField = ({ settings, errors, change }: PartProps) => (
  <NativeSelect
    name="dateFormat"
    label={texts.dateFormat}
    error={errors.dateFormat}
    inputWrapperOrder={inputWrapperOrder}
    data={[{ value: "", label: texts.pleaseChoose }, ...formatsFor(settings.mapping)]}
    value={settings.dateFormat ?? ""}
    onChange={({ currentTarget: { value } }) =>
      change({ dateFormat: dateFormats.find((each) => each === value) })
    }
  />
);

const kindLabels: Record<Records, string> = {
  patient: texts.aPatient,
  doctor: texts.aDoctor,
  appointment: texts.anAppointment,
  observation: texts.anObservation,
  condition: texts.aCondition,
  allergy: texts.anAllergy,
  medication: texts.aMedication,
  immunization: texts.anImmunization,
  encounter: texts.anEncounter,
};

/** On narrow screens, they wrap: each stays large enough to touch. */
const radioStyles = { label: { fontSize: "var(--mantine-font-size-sm)" } };

type RecordsChoiceProps = {
  records: Records;
  kinds: readonly Records[];
  onChange: (records: Records) => void;
};

function RecordsChoice({ records, kinds, onChange }: RecordsChoiceProps) {
  return (
    <Radio.Group label={texts.eachRow} value={records} onChange={onChange}>
      <Group mt={4}>
        {kinds.map((kind) => (
          <Radio key={kind} value={kind} label={kindLabels[kind]} size="md" styles={radioStyles} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** The unit in the heading of a vital sign. */
const isOfSign = (field: TableField) => ["code", "codeText", "value", "unit"].includes(field);

const maxShown = 40;

/** The first value of a column, as an example. A no-break space reserves its line. */
function sampleOf(
  { columns, samples }: MappingFormProps["file"],
  field: TableField,
  column: string | undefined,
): string {
  if (column === undefined) return "\u{A0}";
  const at = columns.indexOf(column);
  const text = samples.map(({ cells }) => (cells[at] ?? "").trim()).find((cell) => cell !== "");
  const isGuessed = !hasKnownName(field, column) && isGuess(field, { columns, samples }, column);
  if (!text) return "\u{A0}";
  const shown = text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
  return isGuessed ? texts.guess(shown) : texts.such(shown);
}

type GenderCodesProps = PartProps & { codes: readonly string[] };

/** The meaning of gender codes that the file does not explain. */
function GenderCodes({ codes, settings: { genders: meanings = [] }, change }: GenderCodesProps) {
  return [...new Set([...meanings.map(({ code }) => code), ...codes])].map((code) => (
    <NativeSelect
      key={code}
      name={`gender-${code}`}
      label={texts.genderOf(code.toUpperCase())}
      data={[{ value: "", label: texts.pleaseChoose }, ...genderOptions]}
      value={meanings.find((each) => each.code === code)?.gender ?? ""}
      onChange={({ currentTarget: { value } }) => {
        const gender = genderOf(value);
        const others = meanings.filter((each) => each.code !== code);
        change({ genders: gender ? [...others, { code, gender }] : others });
      }}
    />
  ));
}
