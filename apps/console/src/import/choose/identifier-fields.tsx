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

/** By which rows are known again, so that a second import of the same table makes nobody twice. */
export function IdentifierFields({ columns, identifier, errors, onChange }: IdentifierFieldsProps) {
  return (
    <Section
      title="Number in the other program"
      about="If each row has a number of its own there, whoever was imported with it before is left as they are."
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
