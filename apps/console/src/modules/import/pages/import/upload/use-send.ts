import type { UploadId } from "@caretype/client";
import { type ImportPart, sendParts } from "@caretype/client/import";
import type { BeginUpload } from "@caretype/import/upload/schema";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import type { Reader } from "../file/open-reader.ts";

type Begun = { id: UploadId; files: string; rows: number | null };

/**
 * Uploads rows and starts the check. A retry does not resend rows. Leaving the page before the end deletes the upload.
 * @param onSent called with the upload once its rows are sent
 */
export function useSend(reader: () => Reader, onSent: (id: UploadId) => void) {
  const navigate = useNavigate();
  const [sent, setSent] = useState(0);
  const begun = useRef<Begun | null>(null);
  const stop = useRef(new AbortController());

  const drop = () => {
    stop.current.abort();
    stop.current = new AbortController();
    const id = begun.current?.id;
    begun.current = null;
    if (id) void caretype.import.cancel.mutate({ id }).catch(() => undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs only on unmount.
  useEffect(() => drop, []);

  const uploadRows = async (input: BeginUpload): Promise<UploadId> => {
    const { signal } = stop.current;
    setSent(0);
    const upload = await beginOnce(input);
    upload.rows ??= await sendRows({
      reader: reader(),
      id: upload.id,
      files: input.files.map(({ file, columns = [] }) => ({ file, columns })),
      signal,
      onSent: setSent,
    });
    signal.throwIfAborted();
    const { id, rows } = upload;
    await caretype.import.check.mutate({ id, rows, ...(input.table && { table: input.table }) }, { signal });
    return id;
  };
  const beginOnce = async (input: BeginUpload): Promise<Begun> => {
    const { signal } = stop.current;
    const { table: _, ...files } = input;
    const key = JSON.stringify(files);
    if (begun.current?.files === key) return begun.current;
    if (begun.current) await caretype.import.cancel.mutate({ id: begun.current.id });
    begun.current = null;
    const { id } = await caretype.import.begin.mutate(input);
    const upload = { id, files: key, rows: null };
    // The user left the page: delete the upload.
    if (signal.aborted) void caretype.import.cancel.mutate({ id }).catch(() => undefined);
    else begun.current = upload;
    signal.throwIfAborted();
    return upload;
  };
  const sending = useMutation({
    mutationFn: uploadRows,
    onSuccess: async (id) => {
      begun.current = null;
      onSent(id);
      void readAgain(api.import.uploads);
      await navigate({ to: "/imports/uploads/$id", params: { id }, replace: true, ignoreBlocker: true });
    },
  });
  const cancel = () => {
    drop();
    sending.reset();
  };
  return { send: sending.mutate, cancel, sent, isPending: sending.isPending, error: sending.error };
}

type Sending = {
  reader: Pick<Reader, "parts">;
  id: UploadId;
  files: readonly { file: string; columns: string[] }[];
  signal: AbortSignal;
  /** Called with the number of rows sent so far. */
  onSent: (rows: number) => void;
};

/** Sends all rows in parts, some in parallel. Idempotent. Resolves to the number of rows. */
const sendRows = ({ reader, files, ...sending }: Sending): Promise<number> =>
  sendParts(caretype, { ...sending, parts: partsOf(reader, files) });

async function* partsOf(
  reader: Sending["reader"],
  files: Sending["files"],
): AsyncGenerator<ImportPart, undefined> {
  for (const { file, columns } of files)
    for await (const { rows } of reader.parts({ file, columns })) if (rows.length > 0) yield { file, rows };
}
