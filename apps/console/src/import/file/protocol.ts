// What the page and its worker say to each other. The rows stay in the worker, and come in parts.

export type SourceRow = { line: number; cells: string[] };

export type Problem = { file: string; line: number | null; column: string | null; message: string };
/** The first of them, and how many there are. */
export type Problems = { total: number; first: Problem[] };

/** A file that was read. */
export type TableFile = {
  file: string;
  columns: string[];
  rows: number;
  /** Its first rows. */
  samples: SourceRow[];
  /** Rows that cannot be told apart, or are not as wide as the header. */
  problems: Problems;
};

/** Why a file cannot be read at all, in words. */
export type FileFault = { file: string; fault: string };
export type FileReading = TableFile | FileFault;

export type FileToRead = {
  /** The name that it goes by from here on. */
  name: string;
  file: File;
  /** Only these columns are kept, in any letter case; without it all are. */
  wanted?: readonly string[];
};

export type PartRequest = { file: string; columns: readonly string[]; from: number };
/** `next`: where the next part begins; null after the last one. */
export type FilePart = { rows: SourceRow[]; next: number | null };

export type Calls = {
  read: { input: FileToRead[]; output: FileReading[] };
  part: { input: PartRequest; output: FilePart };
};

export type Request = {
  [Kind in keyof Calls]: { id: number; kind: Kind; input: Calls[Kind]["input"] };
}[keyof Calls];
