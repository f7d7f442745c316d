import { useEffect, useRef, useState } from "react";
import { sizeFault } from "../../import/choose/recognise-files.ts";
import { texts } from "../../import/choose/texts.en.ts";
import { faultTexts } from "../../import/choose/use-chosen-files.ts";
import { openReader, type Reader } from "../../import/file/open-reader.ts";
import type { FileToRead, ReadOptions, TableFile } from "../../import/file/protocol.ts";

type Step =
  | { kind: "choose"; fault: string | null }
  | { kind: "reading" }
  | { kind: "ready"; file: TableFile };

const longestName = 200;

/** State of the chosen file, which a worker reads. */
export function useCodeFile() {
  const [step, setStep] = useState<Step>({ kind: "choose", fault: null });
  const opened = useRef<Reader | null>(null);
  const last = useRef<FileToRead | null>(null);
  const close = () => {
    opened.current?.close();
    opened.current = null;
  };
  useEffect(() => () => opened.current?.close(), []);
  const reader = () => {
    opened.current ??= openReader();
    return opened.current;
  };
  const read = async (file: FileToRead) => {
    last.current = file;
    setStep({ kind: "reading" });
    const next = await readOne(reader(), file);
    // Closing the worker frees its memory.
    if (next.kind === "choose") close();
    setStep(next);
  };
  const choose = (file: File) => {
    const fault = sizeFault([file]);
    if (fault) return setStep({ kind: "choose", fault });
    void read({ name: file.name.slice(-longestName), file, isCodes: true, hasHeader: true });
  };
  const readAgain = (changes: ReadOptions) => {
    if (last.current) void read({ ...last.current, ...changes });
  };
  const startOver = () => {
    close();
    setStep({ kind: "choose", fault: null });
  };
  return { step, choose, readAgain, startOver, reader };
}

async function readOne(reader: Reader, file: FileToRead): Promise<Step> {
  const readings = await reader.read([file], texts.table.column("#")).catch(() => null);
  const [reading] = readings ?? [];
  if (!reading) return { kind: "choose", fault: texts.faults.unreadable };
  if (!("fault" in reading)) return { kind: "ready", file: reading };
  return { kind: "choose", fault: texts.faults.inFile(reading.file, faultTexts[reading.fault]) };
}
