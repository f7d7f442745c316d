import { useEffect, useRef } from "react";
import type { Calls, FilePart, FileReading, FileToRead, PartRequest } from "./protocol.ts";

/** Reads files in a worker. Closing it frees their contents. */
export type Reader = {
  read(files: FileToRead[], columnName: string): Promise<FileReading[]>;
  /** The rows of a file, in parts, with the named columns. */
  parts(request: Omit<PartRequest, "from">): AsyncGenerator<FilePart>;
  close(): void;
};

export function openReader(): Reader {
  const worker = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (message: MessageEvent["data"]) => void>();
  let lastId = 0;
  worker.addEventListener("message", ({ data }) => waiting.get(data.id)?.(data));
  // For example, when the worker runs out of memory.
  worker.addEventListener("error", (event) => {
    for (const settle of waiting.values()) settle({ failure: event.message || "unreadable" });
  });
  const call = <Kind extends keyof Calls>(kind: Kind, input: Calls[Kind]["input"]) => {
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Calls[Kind]["output"]>();
    waiting.set(id, ({ output, failure }) => {
      waiting.delete(id);
      if (failure === undefined) resolve(output);
      else reject(new Error(failure));
    });
    worker.postMessage({ id, kind, input });
    return promise;
  };
  return {
    read: (files, columnName) => call("read", { files, columnName }),
    async *parts(request) {
      for (let from: number | null = 0; from !== null; ) {
        const part: FilePart = await call("part", { ...request, from });
        yield part;
        from = part.next;
      }
    },
    close: () => worker.terminate(),
  };
}

/** A lazily opened reader. Closing it frees its memory. */
export function useReader() {
  const opened = useRef<Reader | null>(null);
  const close = () => {
    opened.current?.close();
    opened.current = null;
  };
  useEffect(() => () => opened.current?.close(), []);
  const reader = () => {
    opened.current ??= openReader();
    return opened.current;
  };
  return { reader, close };
}
