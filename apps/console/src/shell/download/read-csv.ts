import { caretype } from "../../api.ts";
import { chosenPractice } from "../../session/chosen-practice.ts";

const pageSize = "1000";

/**
 * All pages of a list, as one file, read by REST: as CSV the typed surface has none. Rejects with `CsvRefused` where the
 * server refuses it or is out of reach.
 */
export async function readCsv(
  address: `/api/${string}`,
  filters: Readonly<Record<string, string | undefined>>,
): Promise<Blob> {
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const pages: string[] = [];
  let next: string | null = `${address}?${new URLSearchParams([...given, ["limit", pageSize]])}`;
  while (next !== null) {
    const response: Response = await askFor(next);
    const page = await response.text();
    // The names of the columns stand at the head of each page.
    pages.push(pages.length === 0 ? page : page.slice(page.indexOf("\n") + 1));
    next = nextOf(response.headers.get("link"));
  }
  // By it spreadsheets know that the file is UTF-8; reading the text has taken it away.
  return new Blob(["\u{FEFF}", ...pages], { type: "text/csv;charset=utf-8" });
}

/** Why there is no file, in words. */
export class CsvRefused extends Error {
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
    throw new CsvRefused("The server is out of reach. Look at the connection, and try again.");
  });
  if (response.ok) return response;
  const problem: { title?: unknown } = Object(await response.json().catch(() => null));
  throw new CsvRefused(typeof problem.title === "string" ? problem.title : "The server has refused it.");
}

/** The address of the next page, out of `<…>; rel="next"`; on this server, whatever else is in there. */
function nextOf(link: string | null): string | null {
  const target = link?.match(/<([^>]+)>;\s*rel="next"/)?.[1];
  if (!target) return null;
  const { pathname, search } = new URL(target, location.origin);
  return pathname + search;
}
