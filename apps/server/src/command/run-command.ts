import { ImportRefused } from "@caretype/api";
import type { DatabaseHandle } from "@caretype/db";
import type { z } from "zod";

export type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

/** Standard error, or a stream that replaces it, also shows the progress. */
export type CommandOutput = {
  out: NodeJS.WritableStream;
  errors: NodeJS.WritableStream & { isTTY?: boolean };
};

/** A command that prints its result or a refusal. Resolves to the exit code. */
export type PrintingCommand<Request> = (
  request: Request,
  onDatabase: OnDatabase,
  output: CommandOutput,
) => Promise<0 | 1>;

/**
 * Prints the result to standard output, or the refusal to standard error. `took` returns the seconds so far.
 * `refusalOf` returns undefined for errors that are no refusals.
 */
export async function runAndPrint(
  { out, errors }: CommandOutput,
  run: (took: () => string) => Promise<string>,
  refusalOf: (error: unknown) => string | undefined,
): Promise<0 | 1> {
  const startedAt = performance.now();
  try {
    out.write(await run(() => secondsSince(startedAt)));
    return 0;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    errors.write(refusal);
    return 1;
  }
}

/** Returns the seconds since `startedAt`, a `performance.now()`, such as `1.4`. */
const secondsSince = (startedAt: number): string => ((performance.now() - startedAt) / 1000).toFixed(1);

/** @throws {ImportRefused} for an id of another form. */
export function requireId<Id>(schema: z.ZodType<Id>, id: string, what: string): Id {
  const parsed = schema.safeParse(id);
  if (parsed.success) return parsed.data;
  throw new ImportRefused(`${JSON.stringify(id.slice(0, 40))} is not the id of ${what}.`);
}

export type ListRequest = { account: string; limit: string };

type Listing<Item> = {
  list: (
    database: DatabaseHandle,
    request: { email: string; limit: number },
  ) => Promise<{ items: Item[]; nextCursor: string | null }>;
  describe: (item: Item) => string;
  none: string;
};

export const printList =
  <Item>({ list, describe, none }: Listing<Item>): PrintingCommand<ListRequest> =>
  ({ account: email, limit }, onDatabase, output) =>
    runAndPrint(
      output,
      async () => {
        const count = Number(limit);
        if (!Number.isInteger(count) || count < 1 || count > 200)
          throw new ImportRefused("--limit must be a whole number from 1 to 200.");
        const { items, nextCursor } = await onDatabase((database) => list(database, { email, limit: count }));
        const more = nextCursor === null ? "" : "… and older ones: see --limit\n";
        return items.length === 0 ? none : items.map(describe).join("") + more;
      },
      (error) => (error instanceof ImportRefused ? `${error.message}\n` : undefined),
    );
