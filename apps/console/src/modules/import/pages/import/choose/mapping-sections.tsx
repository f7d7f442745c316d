import type { Doctor } from "@caretype/client";
import type { TableSettings } from "@caretype/import/source/table/schema";
import { readSign } from "@caretype/import/source/table/signs";
import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { Section } from "../../../../../kit/section/section.tsx";
import { DoctorPicker } from "../../../../people/records/assignment/doctor-picker.tsx";
import type { Records } from "./guess-mapping.ts";
import type { MappingErrors } from "./mapping-errors.ts";
import classes from "./mapping-form.module.css";
import {
  codes,
  texts as importChooseTexts,
  people,
  signs as signTexts,
  identifier as texts,
} from "./texts.en.ts";

/** Props of each section: the settings, their errors, and a setter. */
export type PartProps = {
  settings: TableSettings;
  errors: MappingErrors;
  change: (changes: Partial<TableSettings>) => void;
};

/** The column that identifies rows, so that a second import creates no duplicates. */
export const IdentifierFields = ({
  columns,
  settings: { identifier },
  errors,
  change,
}: PartProps & { columns: readonly string[] }) => (
  <Section title={texts.title} about={texts.about}>
    <div className={classes.fields}>
      <NativeSelect
        name="identifierColumn"
        label={texts.column}
        error={errors.identifierColumn}
        data={[{ value: "", label: importChooseTexts.table.notInFile }, ...columns]}
        value={identifier?.column ?? ""}
        onChange={({ currentTarget: { value: column } }) =>
          change({ identifier: column ? { system: identifier?.system ?? "", column } : undefined })
        }
      />
      {identifier ? (
        <TextInput
          name="identifierSystem"
          label={texts.system}
          placeholder={texts.systemExample}
          required
          error={errors.identifierSystem}
          value={identifier.system}
          onChange={({ currentTarget: { value: system } }) =>
            change({ identifier: { ...identifier, system } })
          }
        />
      ) : null}
    </div>
  </Section>
);

/** How rows of appointments and clinical records name patients, and rows of appointments doctors. */
export const PeopleFields = ({ records, settings, errors, change }: PartProps & { records: Records }) => (
  <Section
    title={records === "appointment" ? people.title : people.patientsTitle}
    about={records === "appointment" ? people.about : people.aboutPatients}
  >
    <div className={classes.fields}>
      {records === "appointment" ? <DoctorOfAll change={change} /> : null}
      <TextInput
        name="peopleSystem"
        label={people.system}
        placeholder={texts.systemExample}
        error={errors.peopleSystem}
        value={settings.peopleSystem ?? ""}
        onChange={({ currentTarget: { value } }) => change({ peopleSystem: value })}
      />
    </div>
  </Section>
);

/** For a calendar, which rarely names its doctor. */
function DoctorOfAll({ change }: Pick<PartProps, "change">) {
  const [doctor, setDoctor] = useState<Doctor | null>(null);
  return (
    <DoctorPicker
      label={people.doctor}
      isRequired={false}
      placeholder={people.doctorPlaceholder}
      chosen={doctor}
      onChoose={(next) => {
        setDoctor(next);
        change({ doctorId: next?.id });
      }}
    />
  );
}

/** Columns with one vital sign each, and their units. Columns left out are not imported. */
export function SignFields({ settings: { signs = [] }, change }: PartProps) {
  const changeAt = (at: number, unit: string | null) =>
    change({
      signs: signs.flatMap((sign, place) =>
        place !== at ? [sign] : unit === null ? [] : [{ ...sign, unit: unit || undefined }],
      ),
    });
  return (
    <Section title={signTexts.title} about={signTexts.about}>
      <div className={classes.fields}>
        {signs.map((sign, at) => {
          const read = readSign(sign);
          return (
            <TextInput
              key={sign.column}
              label={signTexts.unitOf(sign.column, read?.text ?? sign.code ?? "")}
              placeholder={signTexts.unitExample}
              value={sign.unit ?? read?.unit ?? ""}
              onChange={({ currentTarget: { value } }) => changeAt(at, value)}
              rightSection={
                <CloseButton
                  size="sm"
                  aria-label={signTexts.leaveOut(sign.column)}
                  onClick={() => changeAt(at, null)}
                />
              }
            />
          );
        })}
      </div>
    </Section>
  );
}

/** The code system, and the number format. */
export const CodeFields = ({ records, settings, errors, change }: PartProps & { records: Records }) => (
  <Section title={codes.title} about={codes.about}>
    <div className={classes.fields}>
      <TextInput
        name="codeSystemOfAll"
        label={codes.system}
        placeholder={codes.systemExample}
        error={errors.codeSystemOfAll}
        value={settings.codeSystem ?? ""}
        onChange={({ currentTarget: { value } }) => change({ codeSystem: value })}
      />
      {records === "observation" ? (
        <NativeSelect
          name="decimalMark"
          label={codes.decimalMark}
          data={[
            { value: "", label: codes.clearPoint },
            { value: "point", label: codes.point },
            { value: "comma", label: codes.comma },
          ]}
          value={settings.decimalMark ?? ""}
          onChange={({ currentTarget: { value } }) =>
            change({ decimalMark: value === "comma" || value === "point" ? value : undefined })
          }
        />
      ) : null}
    </div>
  </Section>
);
