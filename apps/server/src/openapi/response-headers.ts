const header = (description: string) => ({ schema: { type: "string" }, description });

const headers = {
  Deprecation: header("Since when the operation is deprecated: `@` and seconds since 1970 (RFC 9745)"),
  Sunset: header("From when on the operation may be removed (RFC 8594)"),
  Link: header(
    'Addresses: `rel="next"` is the next page, and is omitted on the last one. `rel="prev"` is the page before, of a timeline. `rel="successor-version"` replaces a deprecated operation',
  ),
  Similar: header("`true` if nothing matches and these people only have similar names. Otherwise omitted"),
  "Archived-Before": header(
    "Entries before this instant were moved to archives, which the operator of the server can search. Omitted if all are here",
  ),
  Skipped: header("The dates that were left out because the practice is closed. Omitted if none were"),
  "Resume-Cursor": header(
    "On the last page from the oldest entry: the `cursor` with which to go on later. Otherwise omitted",
  ),
  ETag: header("The version, in quotes"),
  Location: header("The path of the new record"),
  RetryAfter: { schema: { type: "integer" }, description: "Seconds to wait" },
};

type ResponseHeader = Exclude<keyof typeof headers, "RetryAfter">;

/** `components.headers`, without unused ones, which linters refuse. */
export const sharedHeaders = (isAnyDeprecated: boolean) => {
  const { Deprecation: _deprecation, Sunset: _sunset, ...others } = headers;
  return isAnyDeprecated ? headers : others;
};

/** References to a response's headers. Undefined without any. */
export function responseHeaders(has: Record<ResponseHeader, boolean>) {
  const entries = Object.entries(has).flatMap(([name, isThere]) =>
    isThere ? [[name, { $ref: `#/components/headers/${name}` }]] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
