import { type CallWrapper, type Client, clientOver, isErrorCode } from "@caretype/client";
import { choosePractice, chosenPractice } from "./chosen-practice.ts";
import { requestReauthentication } from "./reauthentication-request.ts";
import { hasSignedInAgain } from "./sign-in-request.ts";
import { hasUnsavedInput } from "./unsaved.ts";

/** Retries a call once after re-authentication or a new sign-in. */
const retrying: CallWrapper = async (call, sendCall) => {
  const send = () => signedIn(() => sendCall(call));
  if (call.type === "query") return send().catch(unlessPracticeIsLost);
  try {
    return await send();
  } catch (error) {
    if (!isErrorCode(error, "REAUTHENTICATION_REQUIRED") || !(await requestReauthentication())) throw error;
    return send();
  }
};

async function signedIn(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send();
  } catch (error) {
    if (!isErrorCode(error, "UNAUTHENTICATED") || !(await hasSignedInAgain())) throw error;
    return send();
  }
}

/**
 * Falls back to the account's first practice if it has left the chosen one. The query stays open, because its error
 * would show, and be reported, until the page has left. A page with unsaved input would ask first, and may stay: it gets
 * the error.
 */
function unlessPracticeIsLost(error: unknown): Promise<never> {
  const isLost = isErrorCode(error, "PRACTICE_NOT_FOUND") && chosenPractice() !== null;
  if (!isLost || hasUnsavedInput()) throw error;
  choosePractice(null);
  return new Promise<never>(() => undefined);
}

/** Returns a client whose calls wait for re-authentication or a sign-in when required. */
export const reauthenticatingClient = (client: Client): Client => clientOver(client, retrying);
