import type { UploadId } from "@caretype/client";
import { isErrorCode, retryAfterMs } from "@caretype/client";
import { caretype } from "../../api.ts";
import type { Reader } from "../file/open-reader.ts";
import type { SourceRow } from "../file/protocol.ts";

export type Sending = {
  reader: Pick<Reader, "part">;
  id: UploadId;
  files: readonly { file: string; columns: string[] }[];
  signal: AbortSignal;
  /** Receives the number of rows sent so far. */
  onSent: (rows: number) => void;
};

type Part = { file: string; rows: SourceRow[] };

const concurrency = 3;

/**
 * Sends all rows in parts, some in parallel.
 * Safe to repeat. Resolves to the number of rows.
 */
export async function sendRows({ reader, id, files, signal, onSent }: Sending): Promise<number> {
  const failed = new AbortController();
  const until = AbortSignal.any([signal, failed.signal]);
  const parts = partsOf(reader, files);
  let sent = 0;
  const worker = async () => {
    for (;;) {
      const { value: part, done } = await parts.next();
      if (done) return;
      until.throwIfAborted();
      await sendPart({ id, ...part }, until);
      sent += part.rows.length;
      onSent(sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, worker));
  } catch (error) {
    failed.abort();
    throw error;
  }
  return sent;
}

async function* partsOf(
  reader: Sending["reader"],
  files: Sending["files"],
): AsyncGenerator<Part, undefined, undefined> {
  for (const { file, columns } of files) {
    for (let from: number | null = 0; from !== null; ) {
      const { rows, next }: Awaited<ReturnType<Reader["part"]>> = await reader.part({ file, columns, from });
      if (rows.length > 0) yield { file, rows };
      from = next;
    }
  }
}

/** Retries when rate limited, as the user cannot do anything about it. */
async function sendPart(part: Part & { id: UploadId }, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await caretype.import.addPart.mutate(part, { signal });
      return;
    } catch (error) {
      if (signal.aborted || !isErrorCode(error, "RATE_LIMITED")) throw error;
      await pause(Math.max(1_000, retryAfterMs(error) ?? 0), signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener(
    "abort",
    () => {
      clearTimeout(timer);
      reject(signal.reason);
    },
    { once: true },
  );
  return promise;
}
