import type { TableSettings } from "@caretype/api/import/table/schema";
import { NativeSelect } from "@mantine/core";
import { genderOf, genderOptions } from "../../../records/record/gender.ts";
import { table as texts } from "./texts.en.ts";

type Codes = NonNullable<TableSettings["genders"]>;

type GenderCodesProps = {
  codes: readonly string[];
  said: Codes | undefined;
  onChange: (said: Codes) => void;
};

/** What the codes of genders stand for that the file does not tell. */
export const GenderCodes = ({ codes, said = [], onChange }: GenderCodesProps) =>
  [...new Set([...said.map(({ code }) => code), ...codes])].map((code) => (
    <NativeSelect
      key={code}
      name={`gender-${code}`}
      label={texts.genderOf(code.toUpperCase())}
      data={[{ value: "", label: texts.pleaseChoose }, ...genderOptions]}
      value={said.find((each) => each.code === code)?.gender ?? ""}
      onChange={({ currentTarget: { value } }) => {
        const gender = genderOf(value);
        const others = said.filter((each) => each.code !== code);
        onChange(gender ? [...others, { code, gender }] : others);
      }}
    />
  ));
