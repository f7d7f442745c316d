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

/** Survives a reload. All tabs share it. */
const store: TokenStore = {
  read: () => JSON.parse(localStorage.getItem("caretype") ?? "null"),
  write: (tokens) => localStorage.setItem("caretype", JSON.stringify(tokens)),
};

export const caretype = createClient({ url: "", store, onSignedOut: () => location.assign("/login") });

/** Returns the message for the user. */
export async function logIn(email: string, password: string): Promise<string> {
  try {
    const { user } = await caretype.auth.login({ email, password });
    return `Hello ${user.name}`;
  } catch (error) {
    if (isErrorCode(error, "INVALID_CREDENTIALS", "RATE_LIMITED")) return error.message;
    if (isNetworkError(error)) return "The server cannot be reached";
    throw error;
  }
}

export const firstPatients = (): Promise<RouterOutputs["patient"]["list"]> =>
  caretype.patient.list.query({ limit: 20 });

/** Resolves to the messages for the form's fields, or none if the patient was saved. */
export async function save(patient: RouterInputs["patient"]["create"]): Promise<FieldErrors> {
  try {
    await caretype.patient.create.mutate(patient);
    return {};
  } catch (error) {
    if (isErrorCode(error, "INVALID_INPUT")) return fieldErrors(error);
    throw error;
  }
}
