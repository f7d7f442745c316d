import type { TableSettings } from "@caretype/api/import/table/schema";
import { NativeSelect, TextInput } from "@mantine/core";
import { Section } from "../../shell/section/section.tsx";
import type { MappingErrors } from "./mapping-errors.ts";
import classes from "./mapping-form.module.css";

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
    <Section
      title="Number in the other program"
      about="If each row has its own number there, records imported earlier with that number are left unchanged."
    >
      <div className={classes.fields}>
        <NativeSelect
          name="identifierColumn"
          label="Number"
          error={errors.identifierColumn}
          data={[{ value: "", label: "Not in the file" }, ...columns]}
          value={identifier?.column ?? ""}
          onChange={({ currentTarget: { value: column } }) =>
            onChange(column ? { system: identifier?.system ?? "", column } : undefined)
          }
        />
        {identifier ? (
          <TextInput
            name="identifierSystem"
            label="Name of the other program"
            placeholder="old-practice"
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
