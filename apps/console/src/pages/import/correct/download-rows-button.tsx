import type { UploadId } from "@caretype/client";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { texts as importUploadTexts } from "../upload/texts.en.ts";
import { downloadRows } from "./download-rows.ts";

/** Downloads the rows with problems as CSV, to correct them in a spreadsheet. */
export function DownloadRowsButton({ id, rows }: { id: UploadId; rows: number }) {
  const download = useMutation({
    mutationFn: () => downloadRows(id),
    onError: (error) => notifyFailed(importUploadTexts.correct.isNotDownloaded, error),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      {importUploadTexts.correct.download(rows)}
    </Button>
  );
}
