import { Alert, NativeSelect } from "@mantine/core";
import { isEncoding } from "../file/decode-text.ts";
import { type Encoding, encodings } from "../file/encodings.ts";
import type { TableFile } from "../file/protocol.ts";

type EncodingChoiceProps = {
  file: Pick<TableFile, "encoding">;
  onChange: (encoding: Encoding) => void;
};

const options = Object.entries(encodings).map(([value, label]) => ({ value, label }));

/** Chooses the encoding of a file that does not say it. */
export const EncodingChoice = ({ file: { encoding }, onChange }: EncodingChoiceProps) => (
  <Alert color="warning" title="Are all letters right?">
    The file does not say how its letters are stored. Look for names with letters such as ä, é or ł in the
    first rows. If they are wrong, choose another encoding.
    <NativeSelect
      mt="sm"
      maw={360}
      label="Encoding"
      data={options}
      value={encoding}
      onChange={({ currentTarget: { value } }) => {
        if (isEncoding(value)) onChange(value);
      }}
    />
  </Alert>
);
