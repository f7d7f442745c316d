import { asId } from "@caretype/core/kernel/field/ids";
import {
  QueryClient,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { beforeEach, expect, expectTypeOf, it } from "vitest";
import {
  type CallError,
  createClient,
  isErrorCode,
  memoryStore,
  type Patient,
  type PatientId,
  type RouterInputs,
  type RouterOutputs,
} from "../src/index.ts";
import {
  createQueryOptions,
  type InfiniteSettings,
  type Mutation,
  type MutationSettings,
  type QueryOptions,
  type QuerySettings,
} from "../src/react-query.ts";
import { FakeServer, unavailable } from "./fake-server.ts";

let server: FakeServer;
let queryClient: QueryClient;
let api: QueryOptions;

beforeEach(async () => {
  server = await FakeServer.start();
  const client = createClient({ url: server.url, store: memoryStore(server.startSession()), retry: false });
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  api = createQueryOptions({ client, queryClient });
});

it("calls the server by the client's own calls, and knows their types", async () => {
  server.work["patient.byId"] = (input) => ({ ...Object(input), name: "Jane Roe" });
  const options = api.patient.byId.queryOptions({ id: asId<PatientId>("1") });
  const patient = await queryClient.fetchQuery(options);
  expectTypeOf(patient).toEqualTypeOf<Patient>();
  expect(patient).toMatchObject({ id: "1", name: "Jane Roe" });
  expect(queryClient.getQueryData(api.patient.byId.queryKey({ id: asId<PatientId>("1") }))).toBe(patient);
  await queryClient.fetchQuery({ ...options, staleTime: 60_000 });
  expect(server.calls("patient.byId")).toBe(1);
});

it("gives mutations an idempotency key, and rejects with the client's errors", async () => {
  server.work["patient.create"] = (input) => ({ ...Object(input), id: "2" });
  const { mutationFn } = api.patient.create.mutationOptions();
  const context = { client: queryClient, meta: undefined };
  await expect(mutationFn?.({ name: "Jane Roe", gender: "female" }, context)).resolves.toMatchObject({
    id: "2",
  });
  const [sent] = server.requests;
  expect(sent?.headers.get("idempotency-key")).toMatch(/^\S{8,}$/);

  const signedOut = createQueryOptions({
    client: createClient({ url: server.url, retry: false }),
    queryClient,
  });
  const failed = queryClient.fetchQuery(signedOut.patient.list.queryOptions({}));
  await expect(failed).rejects.toSatisfy((error) => isErrorCode(error, "UNAUTHENTICATED"));
  await expect(failed).rejects.toMatchObject({ path: "patient.list" });
});

it("keeps one idempotency key for all attempts of a mutation, and takes another for the next", async () => {
  const keys: (string | null | undefined)[] = [];
  server.work["patient.create"] = () => {
    keys.push(server.requests.at(-1)?.headers.get("idempotency-key"));
    if (keys.length % 3 !== 0) throw unavailable();
    return null;
  };
  const run = async (make: () => Mutation<RouterInputs["patient"]["create"], Patient>) => {
    // A render during the mutation creates new options.
    const rendered = (): ReturnType<typeof make> => ({
      ...make(),
      retry: 2,
      retryDelay: () => {
        mutation.setOptions(rendered());
        return 0;
      },
    });
    const mutation = queryClient.getMutationCache().build(queryClient, rendered());
    await mutation.execute({ name: "Jane Roe", gender: "female" });
    return keys.splice(0);
  };
  const { mutationOptions } = api.patient.create;
  const [first, second] = [await run(() => mutationOptions()), await run(() => mutationOptions())];
  for (const each of [first, second]) expect(each).toEqual(Array(3).fill(expect.stringMatching(/^\S{8,}$/)));
  expect(new Set([...first, ...second]).size).toBe(2);
  const given = { trpc: { context: { idempotencyKey: "own" } } };
  expect(await run(() => mutationOptions(given))).toEqual(["own", "own", "own"]);
});

it("has the client's errors in each hook, with their types", () => {
  const { byId, list, create } = api.patient;
  const id = asId<PatientId>("1");
  const names = (patient: Patient) => patient.name;
  const hooks = () => ({
    query: useQuery(byId.queryOptions({ id })),
    bare: useQuery(list.queryOptions()),
    bareWithSettings: useQuery(list.queryOptions(undefined, { staleTime: 1 })),
    bareSelected: useQuery(list.queryOptions(undefined, { select: ({ items }) => items })),
    noInput: useQuery(api.account.me.queryOptions()),
    barePages: useInfiniteQuery(list.infiniteQueryOptions()),
    skipped: useQuery(byId.queryOptions(skipToken)),
    selected: useQuery(byId.queryOptions({ id }, { select: names })),
    suspended: useSuspenseQuery(byId.queryOptions({ id }, { select: names })),
    pages: useInfiniteQuery(list.infiniteQueryOptions({ limit: 2 })),
    skippedPages: useInfiniteQuery(list.infiniteQueryOptions(skipToken)),
    mutation: useMutation(
      create.mutationOptions({
        onMutate: () => ({ rollback: true }),
        onError: (error, input, context) => {
          expectTypeOf(error).toEqualTypeOf<CallError>();
          expectTypeOf(input.gender).toEqualTypeOf<Patient["gender"]>();
          expectTypeOf(context).toEqualTypeOf<{ rollback: boolean } | undefined>();
        },
      }),
    ),
    passedOn: (given?: MutationSettings<RouterInputs["patient"]["create"], Patient>) =>
      useMutation(create.mutationOptions(given)).error,
    undone: (given: Mutation<RouterInputs["patient"]["create"], Patient, { name: string }>) =>
      useMutation(given).context?.name,
    queryPassedOn: (given?: QuerySettings<Patient>) => useQuery(byId.queryOptions({ id }, given)).error,
    pagesPassedOn: (given?: InfiniteSettings<RouterOutputs["patient"]["list"]>) =>
      useInfiniteQuery(list.infiniteQueryOptions({}, given)).error,
    // TypeScript infers in order, so these do not know the result of `onMutate`, and compile.
    lateMutate: useMutation(
      create.mutationOptions({
        onError: (error, input, context) => {
          expectTypeOf(error).toEqualTypeOf<CallError>();
          expectTypeOf(input.gender).toEqualTypeOf<Patient["gender"]>();
          expectTypeOf(context).toEqualTypeOf<unknown>();
        },
        onMutate: ({ name }) => ({ name }),
      }),
    ),
  });
  expect(hooks).toBeTypeOf("function");
  type Hooks = ReturnType<typeof hooks>;
  expectTypeOf<
    ReturnType<Hooks["passedOn" | "queryPassedOn" | "pagesPassedOn"]>
  >().toEqualTypeOf<CallError | null>();
  expectTypeOf<ReturnType<Hooks["undone"]>>().toEqualTypeOf<string | undefined>();
  type Direct = Exclude<Hooks[keyof Hooks], (...given: never) => unknown>;
  expectTypeOf<Direct["error"]>().toEqualTypeOf<CallError | null>();
  expectTypeOf<Hooks["query"]["data"]>().toEqualTypeOf<Patient | undefined>();
  expectTypeOf<Hooks["skipped"]["data"]>().toEqualTypeOf<Patient | undefined>();
  expectTypeOf<Hooks["selected"]["data"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Hooks["suspended"]["data"]>().toEqualTypeOf<string>();
  expectTypeOf<NonNullable<Hooks["pages"]["data"]>["pages"][number]["items"]>().toEqualTypeOf<Patient[]>();
  expectTypeOf(queryClient.getQueryData(byId.queryKey({ id }))).toEqualTypeOf<Patient | undefined>();
  expectTypeOf(queryClient.getQueryState(byId.queryKey({ id }))?.error).toEqualTypeOf<
    CallError | null | undefined
  >();
});

it("reads a list on at the cursor of its last page, unless it is told another place", async () => {
  server.work["patient.list"] = (input) => ({
    items: [],
    nextCursor: Reflect.get(Object(input), "cursor") ? null : "the second",
  });
  const all = api.patient.list.infiniteQueryOptions({ limit: 2 });
  const one = api.patient.list.infiniteQueryOptions({ limit: 1 }, { getNextPageParam: () => null });
  const { pageParams } = await queryClient.fetchInfiniteQuery({ ...all, pages: 3 });
  expect(pageParams).toEqual([undefined, "the second"]);
  expect((await queryClient.fetchInfiniteQuery({ ...one, pages: 3 })).pages).toHaveLength(1);
});

it("filters the queries of a procedure, of a feature, and of a list's pages", async () => {
  server.work["patient.list"] = () => ({ items: [], nextCursor: null });
  const { queryKey } = api.patient.list.infiniteQueryOptions({ limit: 2 });
  await queryClient.fetchQuery(api.patient.list.queryOptions({ limit: 2 }));
  expect(queryClient.getQueryCache().findAll(api.patient.pathFilter())).toHaveLength(1);
  expect(queryClient.getQueryCache().findAll(api.patient.list.queryFilter({ limit: 2 }))).toHaveLength(1);
  expect(queryClient.getQueryCache().findAll(api.doctor.pathFilter())).toEqual([]);
  expect(queryKey).not.toEqual(api.patient.list.queryKey({ limit: 2 }));
});

it("has no calls that create or end tokens, as auth does", () => {
  const wrong = () => [
    // @ts-expect-error by auth.login
    api.account.login,
    // @ts-expect-error by auth.loginWithPasskey
    api.passkey.login,
    // @ts-expect-error which one
    api.patient.byId.queryOptions(),
  ];
  expect(wrong).toBeDefined();
  expect(api.account.me.queryKey()).toEqual([["account", "me"], { type: "query" }]);
});
