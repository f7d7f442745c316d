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

const isObject = (value: unknown): value is object =>
  typeof value === "function" || (typeof value === "object" && value !== null);

/** Replaces the named properties of a proxy when they are read. tRPC's own have symbols. */
const mapped = <Target extends object>(target: Target, read: (value: object) => unknown): Target =>
  new Proxy(target, {
    get(of, key) {
      const value: unknown = Reflect.get(of, key);
      return typeof key === "string" && isObject(value) ? read(value) : value;
    },
  });

/**
 * Adds `pages` to the procedures of a tRPC client of your own, such as one that wraps this client's calls.
 *
 * @example
 * const procedures = withPages(createTRPCClientProxy(new LoggingClient(getUntypedClient(caretype))));
 */
// They are proxies, so what is a list shows only when it answers.
export function withPages(procedures: TRPCClient<AppRouter>): ClientProcedures {
  const added: unknown = mapped(procedures, (feature) => mapped(feature, withItsPages));
  // A Proxy has the type of its target, without what `get` adds.
  return added as ClientProcedures;
}

const withItsPages = (procedure: object) =>
  new Proxy(procedure, {
    get(of, key) {
      const query: unknown = Reflect.get(of, key === "pages" ? "query" : key);
      if (key !== "pages" || !isQuery(query)) return query;
      return (input?: object, options?: CallOptions) => itemsOf(query, input, options);
    },
  });
