/** Other clients' names for our fields: alias → REST name. For REST input only. */
const fieldAliases = new Map([
  ["firstname", "first_name"],
  ["lastname", "last_name"],
  ["patient", "patient_id"],
  ["doctor", "doctor_id"],
  ["phone", "phone_number"],
  ["experience", "years_of_experience"],
  ["password2", "password_confirmation"],
]);

const genderAliases = new Map([
  ["m", "male"],
  ["f", "female"],
  ["o", "other"],
  ["u", "unknown"],
  ["male", "male"],
  ["female", "female"],
  ["other", "other"],
  ["unknown", "unknown"],
]);

/** Returns a note for the OpenAPI document about a field's other accepted values. */
export function describeValueAliases(wireName: string): string | undefined {
  if (wireName !== "gender") return undefined;
  const others = Array.from(genderAliases, ([other, own]) =>
    other === own ? [] : [`${other.toUpperCase()} for ${own}`],
  ).flat();
  return `Also taken: ${others.join(", ")}; all in upper or lower case.`;
}

export const canonicalName = (sentName: string): string | undefined => fieldAliases.get(sentName);

/** Returns the value for an alias, or the value itself. */
export function canonicalValue(typedName: string, value: unknown): unknown {
  if (typedName !== "gender" || typeof value !== "string") return value;
  return genderAliases.get(value.toLowerCase()) ?? value;
}
