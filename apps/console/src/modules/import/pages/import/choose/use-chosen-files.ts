import type { UploadId } from "@caretype/client";
import { layoutOf } from "@caretype/import/source/column-layout";
import { syntheaColumns, syntheaFiles } from "@caretype/import/source/synthea/columns";
import { useRef, useState } from "react";
import { usePractice } from "../../../../../session/client/use-practice.ts";
import { keepFile } from "../correct/kept-files.ts";
import { type Reader, useReader } from "../file/open-reader.ts";
import {
  type Fault,
  type FileToRead,
  isCalendar,
  maxColumns,
  type ReadOptions,
  type TableFile,
} from "../file/protocol.ts";
import { type Recognised, recogniseFiles, sizeFault } from "./recognise-files.ts";
import { faults, texts } from "./texts.en.ts";

/** Parsed files, ready to upload. */
export type Ready = {
  kind: "ready";
  format: "synthea" | "table" | "codes";
  files: TableFile[];
  others: number;
};

type Step =
  | { kind: "choose"; faults: readonly string[] }
  | { kind: "reading" }
  | { kind: "pick"; files: File[] }
  | Ready;

/** The worker has no texts, as a worker cannot read the chosen language. */
const faultTexts: Record<Fault, string> = {
  ...texts.fileFaults,
  tooManyColumns: texts.tooManyColumns(maxColumns),
};
const columnName = texts.table.column("#");

const noFaults: readonly string[] = [];

type Known = Pick<Ready, "format" | "others">;

/** State of the chosen files, which a worker reads. */
export function useChosenFiles(recognise: (files: readonly File[]) => Recognised = recogniseFiles) {
  const [step, setStep] = useState<Step>({ kind: "choose", faults: noFaults });
  const { reader, close } = useReader();
  const last = useRef<{ files: FileToRead[]; known: Known } | null>(null);
  const timeZone = usePractice()?.timeZone ?? null;
  const read = async (wanted: FileToRead[], known: Known) => {
    const files = wanted.map((file) => ({ ...file, timeZone }));
    last.current = { files, known };
    const next = await readAll(reader(), files, known);
    if (next.kind === "choose") close();
    setStep(next);
  };
  const choose = (files: readonly File[]) => {
    const recognised = recognise(files);
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
    const { files: [file] = [], known } = last.current ?? {};
    if (file && known) await read([{ ...file, ...changes }], known);
  };
  const startOver = () => {
    close();
    setStep({ kind: "choose", faults: noFaults });
  };
  /** Keeps a table for the download of rows with problems. A calendar's rows depend on the day. */
  const keep = (id: UploadId) => {
    const [file, ...others] = last.current?.files ?? [];
    if (file && others.length === 0 && !isCalendar(file.name)) keepFile(id, { file, columnName });
  };
  return { step, choose, readAgain, startOver, reader, keep };
}

async function readAll(reader: Reader, wanted: FileToRead[], known: Known): Promise<Step> {
  const readings = await reader.read(wanted, columnName).catch(() => null);
  if (readings === null) return { kind: "choose", faults: [texts.faults.unreadable] };
  const faults = readings.flatMap((reading) =>
    "fault" in reading ? [texts.faults.inFile(reading.file, faultTexts[reading.fault])] : [],
  );
  const files = readings.flatMap((reading) => ("fault" in reading ? [] : [reading]));
  if (faults.length > 0) return { kind: "choose", faults };
  const more = faultsAs[known.format](files);
  return more.length > 0 ? { kind: "choose", faults: more } : { kind: "ready", files, ...known };
}

const synthea = (file: string) => syntheaFiles.find((name) => name === file.toLowerCase());

/** Messages for files that have Synthea's names, but not its columns. */
function syntheaFaults(files: readonly TableFile[]): string[] {
  return files.flatMap(({ file, columns }) => {
    const name = synthea(file);
    if (!name) return [];
    const { missing, twice } = layoutOf<string>(columns, syntheaColumns[name]);
    return [
      ...(missing.length > 0 ? [faults.lacksColumns(file, missing.join(", "))] : []),
      ...(twice.length > 0 ? [faults.hasTwice(file, twice.join(", "))] : []),
    ];
  });
}

/** Messages for files of a Synthea export that lacks others. */
const loneSyntheaFaults = (files: readonly TableFile[]): string[] =>
  files.flatMap(({ file, columns }) => {
    const name = synthea(file);
    const isWhole = name && layoutOf<string>(columns, syntheaColumns[name]).missing.length === 0;
    return isWhole ? [faults.loneSynthea(name)] : [];
  });

const faultsAs: Record<Ready["format"], (files: readonly TableFile[]) => string[]> = {
  synthea: syntheaFaults,
  table: loneSyntheaFaults,
  codes: () => [],
};
