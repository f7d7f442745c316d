export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type RestLine = `${HttpMethod} /${string}`;

export type RestMeta = {
  /** `METHOD /path/{param}`, relative to `/api`. */
  line: RestLine;
  summary: string;
  /** Other lines that answer alike; documented, too. */
  also: readonly RestLine[];
  /** Of a success; 204 where the output is void. */
  status: 200 | 201 | 204;
};

type RestOptions = { also?: readonly RestLine[]; status?: 200 | 201 | 204 };

/** The REST line of a procedure: `.meta(rest("GET /patients/{id}", "Read one patient"))`. */
export function rest(line: RestLine, summary: string, options: RestOptions = {}): { rest: RestMeta } {
  return { rest: { line, summary, also: options.also ?? [], status: options.status ?? 200 } };
}

/** For a procedure that is on the typed surface only, with the reason. */
export const internal = (reason: string) => ({ internal: reason });
