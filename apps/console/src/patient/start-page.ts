import { queryClient } from "../api.ts";
import { ownMembership } from "./own-membership.ts";

/** Where somebody starts after signing in: a clinician who is linked to a doctor, at their own patients. */
export async function startPage(): Promise<string> {
  try {
    const { role, doctorId } = await queryClient.fetchQuery(ownMembership());
    return role === "clinician" && doctorId ? `/patients?doctorId=${doctorId}` : "/";
  } catch {
    // Without a practice, or without an answer. The dashboard says what is missing.
    return "/";
  }
}
