import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";
import { makesText } from "./call.ts";
import { CallError, type CallSite, callSite, throwAt } from "./call-error.ts";
import type { CallOptions, ClientProcedures } from "./procedures.ts";
import { newWalk } from "./walk.ts";

type Page = { items: unknown[]; nextCursor: string | null };
type Query = (input: object, options?: CallOptions) => Promise<Page>;
type List = { query: Query; path: string; site: CallSite };

/**
 * Yields the items of a list. Each page is read when its first item is requested, all with one practice and one
 * account. A repeated or missing cursor would never end the list, so it is an error.
 */
async function* itemsOf({ query, path, site }: List, [input = {}, options]: [object?, CallOptions?]) {
  let cursor: string | null = null;
  const known = new Set<unknown>([undefined]);
  const ofWalk = { ...options, context: { ...options?.context, ...newWalk() } };
  do {
    const page: Page = await query({ ...input, cursor }, ofWalk).catch((error) => throwAt(error, site));
    yield* page.items;
    cursor = page.nextCursor;
    if (known.has(cursor))
      throw new CallError(new Error("The answer's nextCursor leads to no new page"), { path, site });
    known.add(cursor);
  } while (cursor !== null);
}

const pagesOf = (query: Query, path: string) =>
  function pages(...asked: [object?, CallOptions?]) {
    return itemsOf({ query, path, site: callSite(pages) }, asked);
  };

const isQuery = (value: unknown): value is Query => typeof value === "function";

/** The console's representation of features and procedures. Their own properties are proxies without a name. */
class CaretypeProcedures {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

/** Features, procedures and their calls are proxies, so only the answer shows whether a procedure is a list. */
const withLists = (of: object, path: readonly string[]): object =>
  new Proxy(new CaretypeProcedures(path.join(".")), {
    get(_shown, key) {
      const isProcedure = path.length === 2;
      const isPages = isProcedure && key === "pages";
      const value: unknown = Reflect.get(of, isPages ? "query" : key);
      // tRPC's own properties have symbols.
      if (typeof key !== "string" || !isQuery(value) || makesText(key)) return value;
      if (!isProcedure) return withLists(value, [...path, key]);
      return isPages ? pagesOf(value, path.join(".")) : value;
    },
  });

/**
 * Adds `pages` to the procedures of your own tRPC client. To wrap this client's calls, use `clientOver`.
 *
 * @example
 * const procedures = withPages(createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server}/trpc` })] }));
 */
export const withPages = (procedures: TRPCClient<AppRouter>): ClientProcedures =>
  // A Proxy has the type of its target, without the properties of `get`.
  withLists(procedures, []) as ClientProcedures;
