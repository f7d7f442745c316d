const header = (description: string) => ({ schema: { type: "string" }, description });

/** `components.headers` */
export const sharedHeaders = {
  Link: header('The next page, as `<…>; rel="next"`. Omitted on the last page'),
  Similar: header("`true` if nothing matches and these patients only have similar names. Otherwise omitted"),
  ETag: header("The version, in quotes"),
  Location: header("The path of the new record"),
  RetryAfter: { schema: { type: "integer" }, description: "Seconds to wait" },
};

type ResponseHeader = Exclude<keyof typeof sharedHeaders, "RetryAfter">;

/** References to the headers that a response has. Undefined without one. */
export function responseHeaders(has: Record<ResponseHeader, boolean>) {
  const entries = Object.entries(has).flatMap(([name, isThere]) =>
    isThere ? [[name, { $ref: `#/components/headers/${name}` }]] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
