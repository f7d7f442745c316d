// Messages between the page and its worker. The worker keeps the rows, and returns them in parts.

import type { NoText } from "@caretype/client/csv-encoding";
import type { ImportRow, ImportUpload } from "@caretype/client/import";
import type { OldEncoding } from "@caretype/import/source/guess-encoding";

export type SourceRow = ImportRow;

export type Encoding = OldEncoding | "utf-8" | "utf-16le" | "utf-16be";

/** Selectable encodings, western ones first. */
export const encodings = {
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
} as const satisfies Record<Encoding, { script: string; name: string }>;
export const isEncoding = (name: string): name is Encoding => name in encodings;

/** The first problems, and the total number. */
export type Problems = NonNullable<ImportUpload["problems"]>;
export type Problem = Problems["first"][number];

export type TableFile = {
  file: string;
  columns: string[];
  rows: number;
  /** The first rows, with long cells cut. */
  samples: SourceRow[];
  /** The first rows with characters that depend on the encoding. */
  letterRows: SourceRow[];
  encoding: Encoding;
  /** Otherwise the encoding is a guess. */
  isEncodingSure: boolean;
  /** The line of the header. Null if there is none. */
  headerLine: number | null;
  /** Number of omitted rows that repeat the header. */
  repeatedHeadings?: number;
  /** Rows with broken quotes or a wrong number of cells. */
  problems: Problems;
  /** Only for a FHIR resource with codes. */
  resource?: CodeResource;
};

/** A CodeSystem's or ValueSet's metadata. Empty: unknown. */
type CodeResource = {
  kind: "code-system" | "value-set";
  uri: string;
  version: string;
  title: string;
  /** It is a fragment: it has only some codes of its terminology. */
  isPartial: boolean;
};

export const maxColumns = 500;

/** Why a file cannot be read. The page has the texts. */
export type Fault =
  | "notOpened"
  | NoText
  | "noRows"
  | "noHeader"
  | "notUtf8"
  | "tooManyColumns"
  | "notCalendar"
  | "notFhir"
  | "noCodes";
export type FileFault = { file: string; fault: Fault };
export type FileReading = TableFile | FileFault;

export const isCalendar = (name: string): boolean => /\.ics$/i.test(name);

/** How to read a file whose format is ambiguous. */
export type ReadOptions = {
  encoding?: Encoding;
  /** The line of the header, or false for none. Default: guessed. */
  header?: number | false | undefined;
  /** A file of codes: JSON is a FHIR resource, and quotes are literal unless the file ends in `.csv`. */
  isCodes?: boolean;
};

export type FileToRead = ReadOptions & {
  /** The name used in messages and uploads. */
  name: string;
  file: File;
  /** For calendars: the practice's time zone. */
  timeZone?: string | null;
  /** Keeps only these columns, ignoring case. Default: all. */
  wanted?: readonly string[];
};

export type PartRequest = { file: string; columns: readonly string[]; from: number };
/** `next`: the start of the next part; null after the last one. */
export type FilePart = { rows: SourceRow[]; next: number | null };

export type Calls = {
  /** Names unnamed columns; `#` is replaced by their number. */
  read: { input: { files: FileToRead[]; columnName: string }; output: FileReading[] };
  part: { input: PartRequest; output: FilePart };
};

export type Request = {
  [Kind in keyof Calls]: { id: number; kind: Kind; input: Calls[Kind]["input"] };
}[keyof Calls];
