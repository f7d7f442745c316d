import type { TableSettings } from "@caretype/api/import/table/schema";
import { NativeSelect, TextInput } from "@mantine/core";
import { Section } from "../../../kit/section/section.tsx";
import type { MappingErrors } from "./mapping-errors.ts";
import classes from "./mapping-form.module.css";
import { texts as importChooseTexts, identifier as texts } from "./texts.en.ts";

type Identifier = TableSettings["identifier"];

type IdentifierFieldsProps = {
  columns: readonly string[];
  identifier: Identifier;
  errors: MappingErrors;
  onChange: (identifier: Identifier) => void;
};

/** The column that identifies rows, so that a second import creates no duplicates. */
export function IdentifierFields({ columns, identifier, errors, onChange }: IdentifierFieldsProps) {
  return (
    <Section title={texts.title} about={texts.about}>
      <div className={classes.fields}>
        <NativeSelect
          name="identifierColumn"
          label={texts.column}
          error={errors.identifierColumn}
          data={[{ value: "", label: importChooseTexts.table.notInFile }, ...columns]}
          value={identifier?.column ?? ""}
          onChange={({ currentTarget: { value: column } }) =>
            onChange(column ? { system: identifier?.system ?? "", column } : undefined)
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
            onChange={({ currentTarget: { value: system } }) => onChange({ ...identifier, system })}
          />
        ) : null}
      </div>
    </Section>
  );
}
