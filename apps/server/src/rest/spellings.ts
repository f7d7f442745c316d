/** Other clients' names for our fields: REST name → REST name. For REST input only. */
const fieldSpellings = new Map([
  ["firstname", "first_name"],
  ["lastname", "last_name"],
  ["patient", "patient_id"],
  ["doctor", "doctor_id"],
  ["phone", "phone_number"],
  ["experience", "years_of_experience"],
  ["password2", "password_confirmation"],
]);

const genderSpellings = new Map([
  ["m", "male"],
  ["f", "female"],
  ["o", "other"],
  ["male", "male"],
  ["female", "female"],
  ["other", "other"],
]);

/** Returns a note for the OpenAPI document about other accepted values of a field. */
export function otherValues(wireName: string): string | undefined {
  if (wireName !== "gender") return undefined;
  const others = Array.from(genderSpellings, ([other, own]) =>
    other === own ? [] : [`${other.toUpperCase()} for ${own}`],
  ).flat();
  return `Also taken: ${others.join(", ")}; all in upper or lower case.`;
}

/** Returns the REST name for another spelling of it. */
export const ownSpelling = (sentName: string): string | undefined => fieldSpellings.get(sentName);

/** Returns the value for another spelling of it, or the value itself. */
export function ownValue(typedName: string, value: unknown): unknown {
  if (typedName !== "gender" || typeof value !== "string") return value;
  return genderSpellings.get(value.toLowerCase()) ?? value;
}
