import type { SentConcept } from "@caretype/chart/codes/schema";
import type { TerminologyId } from "@caretype/client";
import { retryLimited } from "@caretype/client/import";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { texts } from "../../../chart/pages/codes/texts.en.ts";
import type { Terminology } from "../../../chart/records/codes/use-code-rule.ts";
import type { Reader } from "../import/file/open-reader.ts";
import type { Problems, TableFile } from "../import/file/protocol.ts";
import { type CodeSettings, conceptsOfRows, readColumns } from "./code-settings.ts";

type Given = { file: TableFile; settings: CodeSettings };
type CodeProgress = { stage: "checking" | "sending" | "finishing"; done: number };

const maxProblems = 100;
const begin: CodeProgress = { stage: "checking", done: 0 };

/**
 * Checks all codes of a file, and sends them if all are valid. A retry continues the same import. Leaving the page
 * before the end removes it.
 */
export function useCodeImport(reader: () => Reader) {
  const navigate = useNavigate();
  const [progress, setProgress] = useState(begin);
  const [problems, setProblems] = useState<Problems | null>(null);
  const begun = useRef<{ key: string; id: TerminologyId } | null>(null);
  const stop = useRef(new AbortController());

  const drop = async () => {
    stop.current.abort();
    stop.current = new AbortController();
    const id = begun.current?.id;
    begun.current = null;
    if (id) await caretype.codes.undo.mutate({ id });
  };
  const leave = () => void drop().catch(() => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs only on unmount.
  useEffect(() => leave, []);

  const start = async (given: Given): Promise<TerminologyId> => {
    const { kind, uri, version, title } = given.settings;
    const key = JSON.stringify(given);
    if (begun.current?.key === key) return begun.current.id;
    await drop();
    const { signal } = stop.current;
    const { id } = await caretype.codes.start.mutate({ kind, uri, version, title: title.trim() || null });
    begun.current = { key, id };
    if (signal.aborted) await drop();
    signal.throwIfAborted();
    return id;
  };
  const run = async (given: Given): Promise<Terminology | null> => {
    setProblems(null);
    const found = await findProblems(partsOf(reader(), given), (done) =>
      setProgress({ stage: "checking", done }),
    );
    if (found.total > 0) {
      setProblems(found);
      return null;
    }
    const id = await start(given);
    const { signal } = stop.current;
    let concepts = 0;
    for await (const part of partsOf(reader(), given)) {
      const sent = { id, concepts: part.concepts };
      ({ concepts } = await retryLimited(() => caretype.codes.addConcepts.mutate(sent, { signal }), signal));
      setProgress({ stage: "sending", done: part.rows });
    }
    setProgress({ stage: "finishing", done: given.file.rows });
    return caretype.codes.finish.mutate(
      { id, concepts, retiresOthers: !given.settings.isPartial },
      { signal },
    );
  };
  const importing = useMutation({
    mutationFn: run,
    onSuccess: async (imported) => {
      if (!imported) return;
      begun.current = null;
      notifyDone(texts.isImported(imported.title ?? imported.uri, imported.concepts));
      await readAgain(api.codes);
      await navigate({ to: "/codes", replace: true, ignoreBlocker: true });
    },
  });
  const cancel = () => {
    leave();
    setProblems(null);
    importing.reset();
  };
  return { ...importing, progress, problems, cancel };
}

type Part = { concepts: SentConcept[]; problems: Problems["first"]; rows: number };

/** All codes of a file, in batches of one call. `rows`: number read so far. */
async function* partsOf(reader: Reader, { file, settings }: Given): AsyncGenerator<Part> {
  const columns = readColumns(file, settings);
  const isResource = file.resource !== undefined;
  for await (const { rows, next } of reader.parts({ file: file.file, columns })) {
    const problems: Problems["first"] = [];
    const concepts = conceptsOfRows(
      rows,
      { columns, settings, isResource },
      ({ column = null, ...problem }) => problems.push({ file: file.file, column, ...problem }),
    );
    yield { concepts, problems, rows: next ?? file.rows };
  }
}

async function findProblems(parts: AsyncIterable<Part>, onDone: (rows: number) => void): Promise<Problems> {
  const found: Problems = { total: 0, first: [] };
  for await (const { problems, rows } of parts) {
    found.total += problems.length;
    found.first.push(...problems.slice(0, maxProblems - found.first.length));
    onDone(rows);
  }
  return found;
}
