import { IconDownload } from "@tabler/icons-react";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../kit/notice/notify.tsx";
import { texts as noticeTexts } from "../../kit/notice/texts.en.ts";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { caretype } from "../client/api.ts";
import { chosenPractice } from "../client/chosen-practice.ts";
import { saveFile } from "./save-file.ts";
import { texts } from "./texts.en.ts";

type CsvDownloadProps = {
  /** The list's REST path, such as `/api/audit`. */
  address: `/api/${string}`;
  filters: Readonly<Record<string, string | undefined>>;
  fileName: string;
  /** Changes the text of the file. */
  convert?: (csv: string) => string;
};

export function CsvDownload({ address, filters, fileName, convert }: CsvDownloadProps) {
  const download = useSingleMutation({
    mutationFn: () => readCsv(address, filters, convert),
    onSuccess: (csv) => {
      saveFile(csv, fileName);
      notifyDone(texts.isDownloaded);
    },
    onError: (error) =>
      notifyFailed(texts.isNotDownloaded, error instanceof CsvRefused ? error.message : error),
  });
  return (
    <PlainButton
      label={texts.download}
      onClick={() => download.mutate()}
      loading={download.isPending}
      leftSection={<IconDownload size={16} aria-hidden />}
    />
  );
}

const pageSize = "1000";

/**
 * Reads all pages of a list as one CSV file through REST, as tRPC has no CSV.
 * Rejects with `CsvRefused` if the server refuses or is unreachable.
 */
async function readCsv(
  address: `/api/${string}`,
  filters: Readonly<Record<string, string | undefined>>,
  convert = (csv: string) => csv,
): Promise<Blob> {
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const pages: string[] = [];
  let next: string | null = `${address}?${new URLSearchParams([...given, ["limit", pageSize]])}`;
  while (next !== null) {
    const response: Response = await askFor(next);
    const page = convert(await response.text());
    // Each page repeats the header.
    pages.push(pages.length === 0 ? page : page.slice(page.indexOf("\n") + 1));
    next = nextOf(response.headers.get("link"));
  }
  // The byte order mark indicates UTF-8 to spreadsheets. Decoding removed it.
  return new Blob(["\u{FEFF}", ...pages], { type: "text/csv;charset=utf-8" });
}

/** The reason as a message. */
class CsvRefused extends Error {
  override readonly name = "CsvRefused";
}

async function askFor(address: string): Promise<Response> {
  const practice = chosenPractice();
  const headers = {
    accept: "text/csv",
    authorization: `Bearer ${await caretype.auth.accessToken()}`,
    ...(practice && { "caretype-practice": practice }),
  };
  const response = await fetch(address, { headers }).catch(() => {
    throw new CsvRefused(noticeTexts.unreachable);
  });
  if (response.ok) return response;
  const problem: { title?: unknown } = Object(await response.json().catch(() => null));
  throw new CsvRefused(typeof problem.title === "string" ? problem.title : texts.isRefused);
}

/** The next page's address in a `Link` header, on this server only. */
function nextOf(link: string | null): string | null {
  const target = link?.match(/<([^<>]+)>;\s*rel="next"/)?.[1];
  if (!target) return null;
  const { pathname, search } = new URL(target, location.origin);
  return pathname + search;
}
