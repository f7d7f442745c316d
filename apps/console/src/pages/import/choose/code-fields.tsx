import type { ClinicalTable, TableSettings } from "@caretype/api/import/table/schema";
import { NativeSelect, TextInput } from "@mantine/core";
import { Section } from "../../../kit/section/section.tsx";
import classes from "./mapping-form.module.css";
import { texts as importChooseTexts } from "./texts.en.ts";

const { codes: texts } = importChooseTexts;

type CodeFieldsProps = {
  records: ClinicalTable;
  settings: Pick<TableSettings, "codeSystem" | "decimalMark">;
  onChange: (changes: Pick<TableSettings, "codeSystem" | "decimalMark">) => void;
};

const longestSystem = 200;

/** The system of the codes, and how numbers are written. */
export const CodeFields = ({ records, settings, onChange }: CodeFieldsProps) => (
  <Section title={texts.title} about={texts.about}>
    <div className={classes.fields}>
      <TextInput
        name="codeSystemOfAll"
        label={texts.system}
        placeholder={texts.systemExample}
        maxLength={longestSystem}
        value={settings.codeSystem ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ codeSystem: value })}
      />
      {records === "observation" ? (
        <NativeSelect
          name="decimalMark"
          label={texts.decimalMark}
          data={[
            { value: "point", label: texts.point },
            { value: "comma", label: texts.comma },
          ]}
          value={settings.decimalMark ?? "point"}
          onChange={({ currentTarget: { value } }) =>
            onChange({ decimalMark: value === "comma" ? "comma" : "point" })
          }
        />
      ) : null}
    </div>
  </Section>
);
