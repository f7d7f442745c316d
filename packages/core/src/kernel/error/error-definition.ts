import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { type NotFoundOf, notFoundOf, type RecordKind } from "./record-kinds.ts";

/** All texts are public and fixed. They must never contain a record's value. */
export type ErrorDefinition = {
  status: HttpStatus;
  title: string;
  /** What happened. Names in backticks are those of the typed API. REST converts them. */
  cause: string;
  /** What the caller or operator can do. Names a call, a field, a role, a setting or a command. */
  cure: string;
  /** Sent over REST: the cause, the remedy or both. */
  detail: string;
  /** Additional text for the typed API only. */
  onTyped?: string;
};

/** tRPC's name for each status. */
export const trpcCodes = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  // tRPC has no name for 414. The status is never sent once tRPC has the request.
  414: "BAD_REQUEST",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
} as const satisfies Record<number, TRPC_ERROR_CODE_KEY>;

type HttpStatus = keyof typeof trpcCodes;

type Explanation = { cause: string; cure: string };

/** `detail`: which of cause and remedy REST sends. The error's page, linked by `type`, always has both. */
const telling =
  (detailOf: (of: Explanation) => string) =>
  (status: HttpStatus, title: string, of: Explanation): ErrorDefinition => ({
    status,
    title,
    ...of,
    detail: detailOf(of),
  });

export const tellsBoth = telling(({ cause, cure }) => `${cause} ${cure}`);
export const tellsCause = telling(({ cause }) => cause);
export const tellsCure = telling(({ cure }) => cure);

/** The definition of a record that is not found. `lists`: the procedures that list such records. */
export const notFound = (title: string, ...lists: [string, ...string[]]): ErrorDefinition =>
  tellsCause(404, title, {
    cause: "The id is unknown, removed, or belongs to another practice. The error does not reveal which.",
    cure: `Find the record with ${lists.map((path) => `\`${path}\``).join(" or ")}, in the practice that \`Caretype-Practice\` names.`,
  });

/** The `…_NOT_FOUND` definitions of these kinds. */
export function notFoundErrors<Kind extends string>(kinds: Readonly<Record<Kind, RecordKind>>) {
  const entries = Object.entries<RecordKind>(kinds).map(([kind, { one, precise = one }]) => [
    notFoundOf(kind),
    notFound(`No such ${precise.replace(/^an? /, "")}`, `${kind}.list`),
  ]);
  // `fromEntries` loses the names.
  return Object.fromEntries(entries) as Record<NotFoundOf<Kind>, ErrorDefinition>;
}
