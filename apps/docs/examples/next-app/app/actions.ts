"use server";

import { fieldErrors, isErrorCode, isErrorOf } from "@caretype/client";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { currentClient } from "../lib/caretype";

/** What the form shows: a message for the user, or null. */
type Message = string | null;

export async function signIn(_before: Message, form: FormData): Promise<Message> {
  const { auth } = await currentClient();
  try {
    await auth.login({ email: String(form.get("email")), password: String(form.get("password")) });
  } catch (error) {
    if (isErrorCode(error, "INVALID_CREDENTIALS", "RATE_LIMITED")) return error.message;
    throw error;
  }
  redirect("/");
}

export async function signOut(): Promise<void> {
  const { auth } = await currentClient();
  await auth.logout();
  redirect("/sign-in");
}

export async function addPatient(_before: Message, form: FormData): Promise<Message> {
  const { patient } = await currentClient();
  const [name, dateOfBirth] = [String(form.get("name")), String(form.get("dateOfBirth"))];
  try {
    await patient.create.mutate({ name, dateOfBirth, gender: "unknown" });
  } catch (error) {
    if (isErrorOf(error, "patient.create")) return fieldErrors(error).dateOfBirth?.[0] ?? error.message;
    throw error;
  }
  refresh();
  return null;
}
