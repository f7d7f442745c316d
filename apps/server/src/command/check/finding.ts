import { describeFailure } from "../../log/report-failure.ts";

/** A problem keeps the server from working. A warning may become a problem. */
export type Finding = { about: string; state: "ok" | "warning" | "problem"; text: string };

export const ok = (about: string, text: string): Finding => ({ about, state: "ok", text });
export const warning = (about: string, text: string): Finding => ({ about, state: "warning", text });
export const problem = (about: string, text: string): Finding => ({ about, state: "problem", text });

/** Turns a failed check into a finding, so that other findings are kept. */
export async function findingsOf(
  about: string,
  check: () => Finding[] | Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [problem(about, describeFailure(error))];
  }
}

const megabyte = 1_000_000;

/** `12 kB`, `12 MB` or `12.3 GB` */
export function sizeText(bytes: number): string {
  if (bytes < megabyte) return `${Math.ceil(bytes / 1_000)} kB`;
  if (bytes < 1_000 * megabyte) return `${Math.round(bytes / megabyte)} MB`;
  return `${(bytes / 1_000 / megabyte).toFixed(1)} GB`;
}
