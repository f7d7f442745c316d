import { restDialects } from "@caretype/api/declared";
import type { RestDialect } from "@caretype/core/kernel/field/dialect";
import { NativeSelect, type NativeSelectProps } from "@mantine/core";
import { texts } from "./texts.en.ts";

function dialectLabel(dialect: RestDialect | "", unset: string): string {
  if (dialect === "") return unset;
  return dialect === "none" ? texts.ownDialect : texts.djangoDialect(dialect);
}

/** Selects the dialect of REST responses. `unset` labels the default. */
export const DialectSelect = ({ unset, ...rest }: NativeSelectProps & { unset: string }) => (
  <NativeSelect
    label={texts.dialect}
    description={texts.dialectHint}
    inputWrapperOrder={["label", "input", "description", "error"]}
    data={(["", ...restDialects] as const).map((value) => ({
      value,
      label: dialectLabel(value, unset),
    }))}
    {...rest}
  />
);
