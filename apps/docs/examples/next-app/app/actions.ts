"use server";

import { type FieldErrors, fieldErrors, isErrorCode, isErrorOf, isNetworkError } from "@caretype/client";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { currentClient } from "../lib/caretype";

/** What a form shows after a refusal. It has what was typed, as React empties a form after its action. */
export type Refusal = { typed: Record<string, string>; message: string | null; errors: FieldErrors } | null;

const unreachable = "The server cannot be reached.";

export async function signIn(_before: Refusal, form: FormData): Promise<Refusal> {
  const { auth } = await currentClient();
  const email = String(form.get("email"));
  try {
    await auth.login({ email, password: String(form.get("password")) });
  } catch (error) {
    // Never send a password back.
    const refused = (message: string) => ({ typed: { email }, message, errors: {} });
    if (isErrorCode(error, "INVALID_CREDENTIALS", "RATE_LIMITED")) return refused(error.message);
    if (isNetworkError(error)) return refused(unreachable);
    throw error;
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
    await patient.create.mutate({ ...typed, gender: "unknown" });
  } catch (error) {
    const errors = fieldErrors(error);
    if (isErrorCode(error, "INVALID_INPUT")) return { typed, message: null, errors };
    if (isErrorOf(error, "patient.create")) return { typed, message: error.message, errors };
    if (isNetworkError(error)) return { typed, message: unreachable, errors };
    throw error;
  }
  refresh();
  return null;
}
