"use server";

import { CallError, type FieldErrors, fieldErrors, isErrorCode, isNetworkError } from "@caretype/client";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { currentClient } from "../lib/caretype";

/** Error messages and values of a form. React empties a form after its action, so the values come back. */
export type Refusal = { typed: Record<string, string>; message: string | null; errors: FieldErrors } | null;

const messageFor = (error: CallError) =>
  isNetworkError(error) ? "The server cannot be reached." : error.message;

export async function signIn(_before: Refusal, form: FormData): Promise<Refusal> {
  const { auth } = await currentClient();
  const email = String(form.get("email"));
  try {
    await auth.login({ email, password: String(form.get("password")) });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // Never send a password back.
    return { typed: { email }, message: messageFor(error), errors: {} };
  }
  redirect("/");
}

export async function signOut(): Promise<void> {
  const { auth } = await currentClient();
  await auth.logout();
  redirect("/sign-in");
}

export async function addPatient(_before: Refusal, form: FormData): Promise<Refusal> {
  const { patient } = await currentClient();
  const typed = { name: String(form.get("name")), dateOfBirth: String(form.get("dateOfBirth")) };
  try {
    await patient.create.mutate({
      name: typed.name,
      dateOfBirth: typed.dateOfBirth || undefined,
      gender: "unknown",
    });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // The page shows that the session has ended.
    if (isErrorCode(error, "UNAUTHENTICATED")) refresh();
    const isShown = isErrorCode(error, "INVALID_INPUT", "UNAUTHENTICATED");
    return { typed, message: isShown ? null : messageFor(error), errors: fieldErrors(error) };
  }
  refresh();
  return null;
}
