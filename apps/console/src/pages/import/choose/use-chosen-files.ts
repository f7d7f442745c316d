import { layoutOf } from "@caretype/api/import/column-layout";
import { syntheaColumns, syntheaFiles } from "@caretype/api/import/synthea-columns";
import type { UploadId } from "@caretype/client";
import { useRef, useState } from "react";
import { usePractice } from "../../../session/client/use-practice.ts";
import { keepFile } from "../correct/kept-files.ts";
import { type Reader, useReader } from "../file/open-reader.ts";
import {
  type Fault,
  type FileToRead,
  isCalendar,
  mostColumns,
  type ReadOptions,
  type TableFile,
} from "../file/protocol.ts";
import { recogniseFiles, sizeFault } from "./recognise-files.ts";
import { faults, texts } from "./texts.en.ts";

/** Files that were read and can be uploaded. */
export type Ready = {
  kind: "ready";
  format: "synthea" | "table";
  files: TableFile[];
  /** The number of ignored files. */
  others: number;
};

type Step =
  | { kind: "choose"; faults: readonly string[] }
  | { kind: "reading" }
  | { kind: "pick"; files: File[] }
  | Ready;

/** The worker has no texts, as a worker cannot read the chosen language. */
export const faultTexts: Record<Fault, string> = {
  ...texts.fileFaults,
  tooManyColumns: texts.tooManyColumns(mostColumns),
};
const columnName = texts.table.column("#");

const noFaults: readonly string[] = [];

/** State of the chosen files, which a worker reads. */
export function useChosenFiles() {
  const [step, setStep] = useState<Step>({ kind: "choose", faults: noFaults });
  const { reader, close } = useReader();
  const last = useRef<FileToRead[]>([]);
  const timeZone = usePractice()?.timeZone ?? null;
  const read = async (files: FileToRead[], known: Pick<Ready, "format" | "others">) => {
    last.current = files.map((file) => ({ ...file, timeZone }));
    const next = await readAll(reader(), last.current, known);
    if (next.kind === "choose") close();
    setStep(next);
  };
  const choose = (files: readonly File[]) => {
    const recognised = recogniseFiles(files);
    const refuse = (fault: string) => setStep({ kind: "choose", faults: [fault] });
    if (recognised.kind === "none") return refuse(recognised.fault);
    if (recognised.kind === "tables") return setStep({ kind: "pick", files: recognised.files });
    const fault = sizeFault(recognised.files.map(({ file }) => file));
    if (fault) return refuse(fault);
    const others = recognised.kind === "synthea" ? recognised.others : 0;
    setStep({ kind: "reading" });
    void read(recognised.files, { format: recognised.kind, others });
  };
  /** Reads a table again, with another encoding or without a header. */
  const readAgain = async (changes: ReadOptions) => {
    const [file] = last.current;
    if (file) await read([{ ...file, ...changes }], { format: "table", others: 0 });
  };
  const startOver = () => {
    close();
    setStep({ kind: "choose", faults: noFaults });
  };
  /** Keeps a table for the download of rows with problems. The rows of a calendar depend on the day. */
  const keep = (id: UploadId) => {
    const [file, ...others] = last.current;
    if (file && others.length === 0 && !isCalendar(file.name)) keepFile(id, { file, columnName });
  };
  return { step, choose, readAgain, startOver, reader, keep };
}

async function readAll(
  reader: Reader,
  wanted: FileToRead[],
  known: Pick<Ready, "format" | "others">,
): Promise<Step> {
  const readings = await reader.read(wanted, columnName).catch(() => null);
  if (readings === null) return { kind: "choose", faults: [texts.faults.unreadable] };
  const faults = readings.flatMap((reading) =>
    "fault" in reading ? [texts.faults.inFile(reading.file, faultTexts[reading.fault])] : [],
  );
  const files = readings.flatMap((reading) => ("fault" in reading ? [] : [reading]));
  if (faults.length > 0) return { kind: "choose", faults };
  const more =
    known.format === "synthea" ? syntheaFaults(files) : files.flatMap((file) => loneSyntheaFault(file) ?? []);
  return more.length > 0 ? { kind: "choose", faults: more } : { kind: "ready", files, ...known };
}

const known = (file: string) => syntheaFiles.find((name) => name === file.toLowerCase());

/** Messages for files that have Synthea's names, but not its columns. */
function syntheaFaults(files: readonly TableFile[]): string[] {
  return files.flatMap(({ file, columns }) => {
    const name = known(file);
    if (!name) return [];
    const { missing, twice } = layoutOf<string>(columns, syntheaColumns[name]);
    return [
      ...(missing.length > 0 ? [faults.lacksColumns(file, missing.join(", "))] : []),
      ...(twice.length > 0 ? [faults.hasTwice(file, twice.join(", "))] : []),
    ];
  });
}

/** A message if the file is one of a Synthea export; otherwise null. */
function loneSyntheaFault({ file, columns }: TableFile): string | null {
  const name = known(file);
  if (!name || layoutOf<string>(columns, syntheaColumns[name]).missing.length > 0) return null;
  return faults.loneSynthea(name);
}
