import type { z } from "zod";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type RestLine = `${HttpMethod} /${string}`;

export type RestMeta = {
  /** `METHOD /path/{param}`, relative to `/api`. */
  line: RestLine;
  summary: string;
  /** What there is to say besides, for the OpenAPI document. */
  description: string | undefined;
  /** Other lines that answer alike; documented, too. */
  also: readonly RestLine[];
  /** Of a success; 204 where the output is void. */
  status: 200 | 201 | 204;
  /** What `current` is of a version that is stale, where that is not the output. */
  record: z.ZodType | undefined;
  /** Whether its page is also to be had as `text/csv`, by `Accept`: a line for each item, whose fields are flat. */
  csv: boolean;
};

type RestOptions = {
  description?: string;
  also?: readonly RestLine[];
  status?: 200 | 201 | 204;
  record?: z.ZodType;
  csv?: boolean;
};

/** The REST line of a procedure: `.meta(rest("GET /patients/{id}", "Read one patient"))`. */
export function rest(line: RestLine, summary: string, options: RestOptions = {}): { rest: RestMeta } {
  const { description, also = [], status = 200, record, csv = false } = options;
  return { rest: { line, summary, description, also, status, record, csv } };
}

/** For a procedure that is on the typed surface only, with the reason, and what it does in words for editors to show. */
export const internal = (reason: string, summary?: string) => ({ internal: reason, summary });
