import { Alert, NativeSelect } from "@mantine/core";
import type { Encoding, TableFile } from "../file/protocol.ts";
import { encoding as texts } from "./texts.en.ts";

/** Western ones first. */
const encodings: Record<Encoding, { script: keyof typeof texts.scripts; name: string }> = {
  "windows-1252": { script: "western", name: "Windows-1252" },
  "iso-8859-15": { script: "western", name: "ISO 8859-15" },
  macintosh: { script: "western", name: "Mac" },
  "windows-1250": { script: "central", name: "Windows-1250" },
  "iso-8859-2": { script: "central", name: "ISO 8859-2" },
  "windows-1251": { script: "cyrillic", name: "Windows-1251" },
  "iso-8859-5": { script: "cyrillic", name: "ISO 8859-5" },
  "koi8-u": { script: "cyrillic", name: "KOI8" },
  ibm866: { script: "cyrillic", name: "DOS" },
  "windows-1253": { script: "greek", name: "Windows-1253" },
  "iso-8859-7": { script: "greek", name: "ISO 8859-7" },
  "windows-1254": { script: "turkish", name: "Windows-1254" },
  "windows-1255": { script: "hebrew", name: "Windows-1255" },
  "windows-1256": { script: "arabic", name: "Windows-1256" },
  "windows-1257": { script: "baltic", name: "Windows-1257" },
  shift_jis: { script: "japanese", name: "Shift JIS" },
  "euc-jp": { script: "japanese", name: "EUC-JP" },
  gb18030: { script: "chinese", name: "GB 18030, GBK" },
  big5: { script: "chinese", name: "Big5" },
  "euc-kr": { script: "korean", name: "EUC-KR" },
  "utf-8": { script: "unicode", name: "UTF-8" },
  "utf-16le": { script: "unicode", name: "UTF-16 LE" },
  "utf-16be": { script: "unicode", name: "UTF-16 BE" },
};
const isEncoding = (name: string): name is Encoding => name in encodings;

type EncodingChoiceProps = { file: Pick<TableFile, "encoding">; onChange: (encoding: Encoding) => void };

const options = Object.entries(encodings).map(([value, { script, name }]) => ({
  value,
  label: `${texts.scripts[script]} (${name})`,
}));

/** Chooses the encoding of a file that does not say it. */
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
