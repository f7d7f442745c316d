import type { AppRouter } from "@caretype/api";
import type {
  DataTag,
  DefinedInitialDataInfiniteOptions,
  DefinedInitialDataOptions,
  InfiniteData,
  QueryClient,
  QueryFilters,
  SkipToken,
  UndefinedInitialDataInfiniteOptions,
  UndefinedInitialDataOptions,
  UnusedSkipTokenInfiniteOptions,
  UnusedSkipTokenOptions,
  UseMutationOptions,
} from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import {
  createTRPCOptionsProxy,
  type TRPCMutationKey,
  type TRPCQueryBaseOptions,
  type TRPCQueryKey,
  type TRPCQueryOptionsResult,
} from "@trpc/tanstack-react-query";
import { type Send, sendOf } from "./call.ts";
import type { CallError } from "./call-error.ts";
import type { Client, TokenProcedure } from "./client.ts";
import type { Defined, Feature, Features } from "./procedures.ts";
import { newKey } from "./with-key.ts";

// Not derived from tRPC's types: their errors lack the fields of a `CallError`, and an editor would expand them.

type Tagged<Cached> = DataTag<TRPCQueryKey, Cached, CallError>;

/**
 * The key of a query, with the type of its cached data.
 *
 * @example
 * const cached = (key: QueryKey<Patient>) => queryClient.getQueryData(key); // Patient | undefined
 */
export interface QueryKey<Cached> extends Tagged<Cached> {}

interface Filters<Cached> extends QueryFilters<QueryKey<Cached>> {}

/**
 * A filter of queries, for example for `invalidateQueries`.
 *
 * @example
 * const reload = (filter: QueryFilter<Patient>) => queryClient.invalidateQueries(filter);
 */
export interface QueryFilter<Cached> extends Filters<Cached> {
  queryKey: QueryKey<Cached>;
}

/** The caller's settings. The procedure provides the rest. */
type Settings<Options> = Omit<
  Options,
  "queryKey" | "queryFn" | "queryHashFn" | "queryHash" | "initialPageParam"
> &
  TRPCQueryBaseOptions;

type Returned<Options, Cached> = Options & TRPCQueryOptionsResult & { queryKey: QueryKey<Cached> };

type Sure<Output, Data> = UnusedSkipTokenOptions<Output, CallError, Data, TRPCQueryKey>;
type Present<Output, Data> = DefinedInitialDataOptions<Output, CallError, Data, TRPCQueryKey>;
type Skippable<Output, Data> = UndefinedInitialDataOptions<Output, CallError, Data, TRPCQueryKey>;
type SureQuery<Output, Data> = Returned<Sure<Output, Data>, Output>;
type SureSettings<Output, Data> = Settings<Sure<Output, Data>>;

/**
 * The argument of `useQuery`, with the type of its data.
 *
 * @example
 * const usePatient = (query: Query<Patient>) => useQuery(query).data?.name;
 */
export interface Query<Output> extends SureQuery<Output, Output> {}

/**
 * The settings of a query, such as `enabled` or `staleTime`.
 *
 * @example
 * const settings: QuerySettings<Patient> = { staleTime: 60_000 };
 */
export interface QuerySettings<Output> extends SureSettings<Output, Output> {
  select?: never;
  initialData?: never;
}

interface Select<Output, Data> extends SureSettings<Output, Data> {}
interface Selected<Output, Data> extends SureQuery<Output, Data> {}

// With overloads, errors name the last one's type, so its name is short.
interface AnySettings<Output, Data> extends Settings<Skippable<Output, Data>> {}

type Cursor = string | null;

/**
 * The loaded pages of a list.
 *
 * @example
 * const rows = ({ pages }: Pages<{ items: Patient[] }>) => pages.flatMap(({ items }) => items);
 */
export interface Pages<Page> extends InfiniteData<Page, Cursor> {}

interface PageFilters<Page> extends Filters<Pages<Page>> {}
interface PagesFilter<Page> extends QueryFilter<Pages<Page>> {}

type SurePages<Page, Data> = UnusedSkipTokenInfiniteOptions<Page, CallError, Data, TRPCQueryKey, Cursor>;
type PresentPages<Page, Data> = DefinedInitialDataInfiniteOptions<
  Page,
  CallError,
  Data,
  TRPCQueryKey,
  Cursor
>;
type SkippablePages<Page, Data> = UndefinedInitialDataInfiniteOptions<
  Page,
  CallError,
  Data,
  TRPCQueryKey,
  Cursor
>;
type ReturnedPages<Options, Page> = Returned<Options, Pages<Page>> & { initialPageParam: Cursor };
type SureInfiniteQuery<Page, Data> = ReturnedPages<SurePages<Page, Data>, Page>;
type PagesSettings<Options extends { getNextPageParam: unknown }> = Omit<
  Settings<Options>,
  "getNextPageParam"
> &
  Partial<Pick<Options, "getNextPageParam">> & { initialCursor?: Cursor };
type SurePagesSettings<Page, Data> = PagesSettings<SurePages<Page, Data>>;

/**
 * The argument of `useInfiniteQuery`, with the type of its pages.
 *
 * @example
 * const useRows = (query: InfiniteQuery<{ items: Patient[] }>) => useInfiniteQuery(query).data?.pages;
 */
export interface InfiniteQuery<Page> extends SureInfiniteQuery<Page, Pages<Page>> {}

/**
 * The settings of a list that loads page by page, such as `staleTime`. Default of `getNextPageParam`: the page's
 * `nextCursor`.
 *
 * @example
 * const settings: InfiniteSettings<{ items: Patient[] }> = { staleTime: 60_000 };
 */
export interface InfiniteSettings<Page> extends SurePagesSettings<Page, Pages<Page>> {
  select?: never;
  initialData?: never;
}

interface SelectPages<Page, Data> extends SurePagesSettings<Page, Data> {}
interface SelectedPages<Page, Data> extends SureInfiniteQuery<Page, Data> {}
interface AnyPages<Page, Data> extends PagesSettings<SkippablePages<Page, Data>> {}

type ChangeOptions<Input, Output, Context> = UseMutationOptions<Output, CallError, Input, Context>;
type Callback = "onMutate" | "onSuccess" | "onError" | "onSettled";
type Called<Name extends Callback, Input, Output, Context> = NonNullable<
  ChangeOptions<Input, Output, Context>[Name]
>;

// An editor shows these names instead of all parameters.
interface OnMutate<Input, Context> extends Called<"onMutate", Input, never, Context> {}
interface OnSuccess<Input, Output, Context> extends Called<"onSuccess", Input, Output, Context> {}
interface OnError<Input, Context> extends Called<"onError", Input, never, Context> {}
interface OnSettled<Input, Output, Context> extends Called<"onSettled", Input, Output, Context> {}

type OtherSettings<Input, Output, Context> = Omit<
  ChangeOptions<Input, Output, Context>,
  "mutationKey" | "mutationFn" | Callback
> &
  TRPCQueryBaseOptions;

type AfterMutate<Input, Output, Context> = OtherSettings<Input, Output, Context> & {
  onSuccess?: OnSuccess<Input, Output, Context>;
  onError?: OnError<Input, Context>;
  onSettled?: OnSettled<Input, Output, Context>;
};

/**
 * The argument of `useMutation`. `Context` is the type of the result of `onMutate`.
 *
 * @example
 * const useAdd = (mutation: Mutation<{ name: string }, Patient>) => useMutation(mutation);
 */
export interface Mutation<Input, Output, Context = unknown>
  extends ChangeOptions<Input, Output, Context>,
    TRPCQueryOptionsResult {
  mutationKey: TRPCMutationKey;
}

/**
 * The settings of a mutation, such as `onSuccess`. Write `onMutate` first: TypeScript infers its result only for
 * later settings.
 *
 * @example
 * const settings: MutationSettings<{ name: string }, Patient> = { onError: ({ requestId }) => report(requestId) };
 */
export interface MutationSettings<Input, Output, Context = unknown>
  extends AfterMutate<Input, Output, Context> {
  onMutate?: OnMutate<Input, Context>;
}

type MutateOf<Input> = OnMutate<Input, unknown>;
type Mutated<Mutate extends (...input: never) => unknown> = Awaited<ReturnType<Mutate>>;
type Optimistic<Input, Output, Mutate extends MutateOf<Input>> = { onMutate?: Mutate } & AfterMutate<
  Input,
  Output,
  Mutated<Mutate>
>;

/**
 * A filter of all queries of a feature or of a procedure.
 *
 * @example
 * const reload = (filter: PathFilter) => queryClient.invalidateQueries(filter);
 */
export interface PathFilter extends QueryFilters<TRPCQueryKey> {
  queryKey: TRPCQueryKey;
}

type Keyed = {
  pathKey(): TRPCQueryKey;
  pathFilter(filters?: QueryFilters<TRPCQueryKey>): PathFilter;
};

// An editor shows the first overloads, so the common ones come first, without optional parameters.

/** An input with only defaults may be left out. */
// biome-ignore lint/suspicious/noConfusingVoidType: an argument may be left out if its type has void.
type Given<Input> = undefined extends Input ? Input | void : Input;

type QueryOf<Input, Output> = Keyed & {
  queryOptions(input: Exclude<Input, undefined>): Query<Output>;
  queryOptions(input: Exclude<Input, undefined>, options: QuerySettings<Output>): Query<Output>;
  queryOptions<Data = Output>(
    input: Given<Input> | SkipToken,
    options: Settings<Present<Output, Data>>,
  ): Returned<Present<Output, Data>, Output>;
  queryOptions<Data = Output>(input: Input, options: Select<Output, Data>): Selected<Output, Data>;
  queryOptions<Data = Output>(
    input: Given<Input> | SkipToken,
    options?: AnySettings<Output, Data>,
  ): Returned<Skippable<Output, Data>, Output>;
  queryKey(input?: Partial<Exclude<Input, undefined>>): QueryKey<Output>;
  queryFilter(input?: Partial<Exclude<Input, undefined>>): QueryFilter<Output>;
  queryFilter(
    input: Partial<Exclude<Input, undefined>> | undefined,
    filters: Filters<Output> | undefined,
  ): QueryFilter<Output>;
};

type ListOf<Input, Page> = QueryOf<Input, Page> & {
  infiniteQueryOptions(input: Exclude<Input, undefined>): InfiniteQuery<Page>;
  infiniteQueryOptions(
    input: Exclude<Input, undefined>,
    options: InfiniteSettings<Page>,
  ): InfiniteQuery<Page>;
  infiniteQueryOptions<Data = Pages<Page>>(
    input: Given<Input> | SkipToken,
    options: PagesSettings<PresentPages<Page, Data>>,
  ): ReturnedPages<PresentPages<Page, Data>, Page>;
  infiniteQueryOptions<Data = Pages<Page>>(
    input: Input,
    options: SelectPages<Page, Data>,
  ): SelectedPages<Page, Data>;
  infiniteQueryOptions<Data = Pages<Page>>(
    input: Given<Input> | SkipToken,
    options?: AnyPages<Page, Data>,
  ): ReturnedPages<SkippablePages<Page, Data>, Page>;
  infiniteQueryKey(input?: Partial<Exclude<Input, undefined>>): QueryKey<Pages<Page>>;
  infiniteQueryFilter(input?: Partial<Exclude<Input, undefined>>): PagesFilter<Page>;
  infiniteQueryFilter(
    input: Partial<Exclude<Input, undefined>> | undefined,
    filters: PageFilters<Page> | undefined,
  ): PagesFilter<Page>;
};

// With a single signature, the compiler's errors are short.
type MutationOf<Input, Output> = {
  mutationOptions(): Mutation<Input, Output>;
  mutationOptions<Mutate extends MutateOf<Input> = MutateOf<Input>>(
    options: Optimistic<Input, Output, Mutate> | undefined,
  ): Mutation<Input, Output, Mutated<Mutate>>;
  mutationKey(): TRPCMutationKey;
};

// Also without an input.
type BareQuery<Input, Output> = {
  queryOptions(input?: undefined): Query<Output>;
  queryOptions(input: undefined, options: QuerySettings<Output>): Query<Output>;
} & QueryOf<Input, Output>;
type BareList<Input, Page> = {
  queryOptions(input?: undefined): Query<Page>;
  queryOptions(input: undefined, options: QuerySettings<Page>): Query<Page>;
  infiniteQueryOptions(input?: undefined): InfiniteQuery<Page>;
  infiniteQueryOptions(input: undefined, options: InfiniteSettings<Page>): InfiniteQuery<Page>;
} & ListOf<Input, Page>;

type ReadingOf<Input, Output> = [Output] extends [{ nextCursor: Cursor }]
  ? undefined extends Input
    ? BareList<Input, Output>
    : ListOf<Input, Output>
  : undefined extends Input
    ? BareQuery<Input, Output>
    : QueryOf<Input, Output>;

type OptionsOf<Procedure> =
  Procedure extends Defined<infer Type, infer Input, infer Output>
    ? Type extends "query"
      ? ReadingOf<Input, Output>
      : MutationOf<Given<Input>, Output>
    : never;

/** The options, keys and filters of a feature. */
type FeatureOptions<Name extends Feature> = Keyed & {
  readonly [Each in keyof Features[Name]]: OptionsOf<Features[Name][Each]>;
};

type Procedures = { readonly [Name in Feature]: FeatureOptions<Name> };

interface AccountOptions extends Omit<Procedures["account"], TokenProcedure> {}
interface PasskeyOptions extends Omit<Procedures["passkey"], "login"> {}

/**
 * The options, keys and filters of each procedure, for hooks of TanStack Query. Their errors are `CallError`.
 *
 * @example
 * const usePatient = (api: QueryOptions, id: PatientId) => useQuery(api.patient.byId.queryOptions({ id }));
 */
export type QueryOptions = Keyed &
  Omit<Procedures, "account" | "passkey"> & {
    readonly account: AccountOptions;
    readonly passkey: PasskeyOptions;
  };

type QueryOptionsOver = {
  client: Client;
  /** The client of the cache, or a function that returns the one of the current request. */
  queryClient: QueryClient | (() => QueryClient);
};

const getNextPageParam = ({ nextCursor }: { nextCursor: Cursor }) => nextCursor;

type MutationGiven = { trpc?: { context?: object } };
type CreatedMutation = TRPCQueryOptionsResult;

/** Lists go on at the cursor of their last page, and mutations keep their key. */
const withDefaults = (given: object, send: Send): object =>
  new Proxy(given, {
    get(options, name) {
      const member: unknown = Reflect.get(options, name);
      if (typeof member !== "function") return member;
      if (name === "infiniteQueryOptions")
        return (input: unknown, settings?: object): unknown =>
          Reflect.apply(member, options, [input, { getNextPageParam, ...settings }]);
      if (name === "mutationOptions")
        return (settings?: MutationGiven) => {
          const created: CreatedMutation = Reflect.apply(member, options, [settings]);
          return { ...created, mutationFn: mutationOf(send, { path: created.trpc.path, ...settings }) };
        };
      return withDefaults(member, send);
    },
  });

/**
 * Keyed by the context that TanStack passes to all attempts of one mutation. Its options may change with each render.
 */
const keys = new WeakMap<object, string>();

function mutationOf(send: Send, { path, trpc }: { path: string } & MutationGiven) {
  return (input: unknown, ofMutation: object = {}) => {
    const idempotencyKey = keys.get(ofMutation) ?? newKey();
    keys.set(ofMutation, idempotencyKey);
    const context = { idempotencyKey, ...trpc?.context };
    return send({ type: "mutation", path, input, options: { ...trpc, context } });
  };
}

/**
 * Returns typed options for TanStack Query, for each procedure. Call
 * `useQuery(api.patient.byId.queryOptions({ id }))`, `useMutation(api.patient.create.mutationOptions())`, and
 * `queryClient.invalidateQueries(api.patient.list.queryFilter())`.
 *
 * Turn TanStack's retries off: the client has its own. A mutation keeps its idempotency key in all attempts.
 *
 * @example
 * const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
 * const api = createQueryOptions({ client: createClient({ url: "" }), queryClient });
 */
export const createQueryOptions = ({ client, queryClient }: QueryOptionsOver): QueryOptions =>
  withDefaults(
    createTRPCOptionsProxy<AppRouter>({
      // A client is tRPC's own, with types that an editor can show. It adds `auth`, and handles token calls itself.
      client: client as unknown as TRPCClient<AppRouter>,
      queryClient,
    }),
    sendOf(client),
    // The client rejects with `CallError`, and all its infinite lists use a cursor.
  ) as QueryOptions;
