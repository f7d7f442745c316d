import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import type { CallOptions, ClientProcedures } from "./procedures.ts";

type Page = { items: unknown[]; nextCursor: string | null };
type Query = (input: object, options?: CallOptions) => Promise<Page>;

/** Yields the items of a list page by page. A page is read when its first item is asked for. */
async function* itemsOf(query: Query, input: object = {}, options?: CallOptions) {
  let cursor: string | null = null;
  do {
    const page: Page = await query({ ...input, cursor }, options);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const isQuery = (value: unknown): value is Query => typeof value === "function";

/**
 * Features, procedures and their calls are proxies, so what is a list shows only when it answers.
 * `depth`: how many levels above the procedures.
 */
const withLists = (target: object, depth: number): object =>
  new Proxy(target, {
    get(of, key) {
      const isPages = depth === 0 && key === "pages";
      const value: unknown = Reflect.get(of, isPages ? "query" : key);
      // tRPC's own properties have symbols.
      if (typeof key !== "string" || !isQuery(value)) return value;
      if (depth > 0) return withLists(value, depth - 1);
      return isPages ? itemsOf.bind(null, value) : value;
    },
  });

/**
 * Adds `pages` to the procedures of a tRPC client of your own, such as one that wraps this client's calls.
 *
 * @example
 * const procedures = withPages(createTRPCClientProxy(new LoggingClient(getUntypedClient(caretype))));
 */
export const withPages = (procedures: TRPCClient<AppRouter>): ClientProcedures =>
  // A Proxy has the type of its target, without what `get` adds.
  withLists(procedures, 2) as ClientProcedures;
