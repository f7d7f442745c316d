import type { UploadId } from "@caretype/client";
import { type ImportPart, sendParts } from "@caretype/client/import";
import { caretype } from "../../../session/client/api.ts";
import type { Reader } from "../file/open-reader.ts";

export type Sending = {
  reader: Pick<Reader, "part">;
  id: UploadId;
  files: readonly { file: string; columns: string[] }[];
  signal: AbortSignal;
  /** Receives the number of rows sent so far. */
  onSent: (rows: number) => void;
};

/**
 * Sends all rows in parts, some in parallel.
 * Safe to repeat. Resolves to the number of rows.
 */
export const sendRows = ({ reader, files, ...sending }: Sending): Promise<number> =>
  sendParts(caretype, { ...sending, parts: partsOf(reader, files) });

async function* partsOf(
  reader: Sending["reader"],
  files: Sending["files"],
): AsyncGenerator<ImportPart, undefined> {
  for (const { file, columns } of files) {
    for (let from: number | null = 0; from !== null; ) {
      const { rows, next }: Awaited<ReturnType<Reader["part"]>> = await reader.part({ file, columns, from });
      if (rows.length > 0) yield { file, rows };
      from = next;
    }
  }
}
