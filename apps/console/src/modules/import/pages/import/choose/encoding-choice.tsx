import { Alert, NativeSelect } from "@mantine/core";
import { type Encoding, encodings, isEncoding, type TableFile } from "../file/protocol.ts";
import { encoding as texts } from "./texts.en.ts";

type EncodingChoiceProps = { file: Pick<TableFile, "encoding">; onChange: (encoding: Encoding) => void };

const options = Object.entries(encodings).map(([value, { script, name }]) => ({
  value,
  label: `${texts.scripts[script]} (${name})`,
}));

/** Selects the encoding of a file that does not state it. */
export const EncodingChoice = ({ file: { encoding }, onChange }: EncodingChoiceProps) => (
  <Alert color="yellow" title={texts.title}>
    {texts.about}
    <NativeSelect
      mt="sm"
      maw={360}
      label={texts.label}
      data={options}
      value={encoding}
      onChange={({ currentTarget: { value } }) => {
        if (isEncoding(value)) onChange(value);
      }}
    />
  </Alert>
);
