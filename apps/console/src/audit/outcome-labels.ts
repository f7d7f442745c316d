/** The outcomes that are looked for, in words. The server knows more, which an address can name. */
const words: Record<string, string> = {
  ok: "Not refused",
  PERMISSION_DENIED: "Refused: the role does not allow it",
  PATIENT_NOT_FOUND: "Refused: no such patient",
  DOCTOR_NOT_FOUND: "Refused: no such doctor",
  INVALID_INPUT: "Refused: what was entered is not valid",
  STALE_VERSION: "Refused: somebody had changed it before",
  POSSIBLE_DUPLICATE: "Refused: the patient may be there already",
  REAUTHENTICATION_REQUIRED: "Refused: wanted a fresh proof",
  RATE_LIMITED: "Refused: too many calls",
  INTERNAL: "Failed",
  SERVICE_UNAVAILABLE: "Failed: not available",
};

export function outcomeOptions(chosen: string | undefined): { value: string; label: string }[] {
  const known = Object.entries(words).map(([value, label]) => ({ value, label }));
  const other = chosen && !Object.hasOwn(words, chosen) ? [{ value: chosen, label: chosen }] : [];
  return [{ value: "", label: "Any" }, ...known, ...other];
}
