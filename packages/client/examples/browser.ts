import {
  createClient,
  type FieldErrors,
  fieldErrors,
  isErrorCode,
  isNetworkError,
  type RouterInputs,
  type RouterOutputs,
  type TokenStore,
} from "@caretype/client";

/** Outlives a reload, and is shared by all tabs. */
const store: TokenStore = {
  read: () => JSON.parse(localStorage.getItem("caretype") ?? "null"),
  write: (tokens) => localStorage.setItem("caretype", JSON.stringify(tokens)),
};

export const caretype = createClient({ url: "", store, onSignedOut: () => location.assign("/login") });

/** What to tell the user. */
export async function logIn(email: string, password: string): Promise<string> {
  try {
    const { user } = await caretype.auth.login({ email, password });
    return `Hello ${user.name}`;
  } catch (error) {
    if (isErrorCode(error, "INVALID_CREDENTIALS", "RATE_LIMITED")) return error.message;
    if (isNetworkError(error)) return "The server is out of reach";
    throw error;
  }
}

export const firstPatients = (): Promise<RouterOutputs["patient"]["list"]> =>
  caretype.patient.list.query({ limit: 20 });

/** The messages to show at the fields of the form; none when the patient is saved. */
export async function save(patient: RouterInputs["patient"]["create"]): Promise<FieldErrors> {
  try {
    await caretype.patient.create.mutate(patient);
    return {};
  } catch (error) {
    if (isErrorCode(error, "INVALID_INPUT")) return fieldErrors(error);
    throw error;
  }
}
