/** Labels of common outcomes. An address can name others. */
const words: Record<string, string> = {
  ok: "Succeeded",
  PERMISSION_DENIED: "Refused: the role does not allow it",
  PATIENT_NOT_FOUND: "Refused: patient not found",
  DOCTOR_NOT_FOUND: "Refused: doctor not found",
  INVALID_INPUT: "Refused: invalid input",
  STALE_VERSION: "Refused: changed by somebody else",
  POSSIBLE_DUPLICATE: "Refused: possible duplicate",
  REAUTHENTICATION_REQUIRED: "Refused: re-authentication required",
  RATE_LIMITED: "Refused: rate limit exceeded",
  INTERNAL: "Failed",
  SERVICE_UNAVAILABLE: "Failed: service unavailable",
};

export function outcomeOptions(chosen: string | undefined): { value: string; label: string }[] {
  const known = Object.entries(words).map(([value, label]) => ({ value, label }));
  const other = chosen && !Object.hasOwn(words, chosen) ? [{ value: chosen, label: chosen }] : [];
  return [{ value: "", label: "Any" }, ...known, ...other];
}
