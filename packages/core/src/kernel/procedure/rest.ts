import type { z } from "zod";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type RestLine = `${HttpMethod} /${string}`;

export type RestMeta = {
  /** `METHOD /path/{param}`, relative to `/api`. */
  line: RestLine;
  summary: string;
  /** Additional text for the OpenAPI document. */
  description: string | undefined;
  /** Aliases, documented as well. */
  also: readonly RestLine[];
  /** The status of a success. 204 for a void output. */
  status: 200 | 201 | 204;
  /** The schema of `current` for a stale version, if it differs from the output. */
  record: z.ZodType | undefined;
  /** Whether the page is also available as `text/csv`, by `Accept`. Its items must be flat. */
  csv: boolean;
};

type RestOptions = {
  description?: string;
  also?: readonly RestLine[];
  status?: 200 | 201 | 204;
  record?: z.ZodType;
  csv?: boolean;
};

/** The REST line `.rest("GET /patients/{id}", "Read one patient")`. */
export function rest(line: RestLine, summary: string, options: RestOptions = {}): { rest: RestMeta } {
  const { description, also = [], status = 200, record, csv = false } = options;
  return { rest: { line, summary, description, also, status, record, csv } };
}

/** Declares a procedure for the typed API only, with the reason and a summary for editors. */
export const internal = (reason: string, summary?: string) => ({ internal: reason, summary });
