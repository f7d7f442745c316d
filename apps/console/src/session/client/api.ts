import { type CallWrapper, clientOver, isErrorCode } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { notifications } from "@mantine/notifications";
import { onlineManager, QueryClient, type QueryFilters } from "@tanstack/react-query";
import { connection } from "../../kit/connection/connection.ts";
import { noteChanged, undoable } from "../../kit/notice/last-change.ts";
import { connectCache } from "./cache.ts";
import { choosePractice, chosenPractice } from "./chosen-practice.ts";
import { plainClient } from "./client.ts";
import { requestReauthentication } from "./reauthentication-request.ts";
import { isLeaving } from "./session.ts";
import { hasSignedInAgain } from "./sign-in-request.ts";
import { hasUnsavedInput } from "./unsaved.ts";

/** Retries a call once after re-authentication or a new sign-in. */
const retrying: CallWrapper = async (call, sendCall) => {
  const send = () => signedIn(() => sendCall(call));
  if (call.type === "query") return send().catch(unlessPracticeIsLost);
  const answer = await send().catch(async (error: unknown) => {
    if (!isErrorCode(error, "REAUTHENTICATION_REQUIRED") || !(await requestReauthentication())) throw error;
    return send();
  });
  noteChanged(call.input, answer);
  return answer;
};

async function signedIn(send: () => Promise<unknown>): Promise<unknown> {
  // Another user may have signed in on this page, which stays until the next document loads.
  if (isLeaving()) return new Promise<never>(() => undefined);
  try {
    return await send();
  } catch (error) {
    if (!isErrorCode(error, "UNAUTHENTICATED") || !(await hasSignedInAgain())) throw error;
    return send();
  }
}

/**
 * Falls back to the account's first practice if it has left the chosen one. The query stays pending: its error would
 * be shown and reported until the page has left. A page with unsaved input would ask first, and may stay, so it gets
 * the error.
 */
function unlessPracticeIsLost(error: unknown): Promise<never> {
  const isLost = isErrorCode(error, "PRACTICE_NOT_FOUND") && chosenPractice() !== null;
  if (!isLost || hasUnsavedInput()) throw error;
  choosePractice(null);
  return new Promise<never>(() => undefined);
}

/**
 * The client of `client.ts`, with dialogs. Its calls ask for re-authentication or a sign-in when needed, then retry.
 */
export const caretype = clientOver(plainClient, retrying);

// Also pauses queries while the server is unreachable, and refetches failed ones when it is back.
onlineManager.setEventListener((setOnline) =>
  connection.subscribe(() => setOnline(connection.get() === "online")),
);

/**
 * No retries here, as the client retries under one idempotency key. While the server is unreachable, queries wait,
 * but mutations fail: an hour later, the user may no longer want them.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, gcTime: 5 * 60_000, networkMode: "online" },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** Options of queries and mutations: `useQuery(api.patient.byId.queryOptions({ id }))`. */
export const api = createQueryOptions({ client: caretype, queryClient });

/** Refetches what is shown of these parts of the API: `readAgain(api.doctor, api.statistics)`. */
export const readAgain = (...parts: readonly { pathFilter: () => QueryFilters }[]): Promise<unknown> =>
  Promise.all(parts.map((part) => queryClient.invalidateQueries(part.pathFilter())));

connectCache({
  clear: () => {
    queryClient.clear();
    notifications.clean();
    undoable.set([]);
  },
  ownEmail: () => queryClient.getQueryData(api.account.me.queryKey())?.email,
});
