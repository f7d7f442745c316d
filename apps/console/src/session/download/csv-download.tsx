import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { notifyDone, notifyFailed } from "../../kit/notice/notify.tsx";
import { CsvRefused, readCsv } from "./read-csv.ts";
import { saveFile } from "./save-file.ts";
import { texts } from "./texts.en.ts";

type CsvDownloadProps = {
  /** The list's REST path, such as `/api/audit`. */
  address: `/api/${string}`;
  filters: Readonly<Record<string, string | undefined>>;
  /** Must not identify a patient, as it is visible in folders. */
  fileName: string;
  /** Changes the text of the file. */
  convert?: (csv: string) => string;
};

/** Downloads a whole list as CSV. */
export function CsvDownload({ address, filters, fileName, convert }: CsvDownloadProps) {
  const download = useMutation({
    mutationFn: () => readCsv(address, filters, convert),
    onSuccess: (csv) => {
      saveFile(csv, fileName);
      notifyDone(texts.isDownloaded);
    },
    onError: (error) =>
      notifyFailed(texts.isNotDownloaded, error instanceof CsvRefused ? error.message : error),
  });
  return (
    <Button
      variant="default"
      onClick={() => download.mutate()}
      loading={download.isPending}
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {texts.download}
    </Button>
  );
}
