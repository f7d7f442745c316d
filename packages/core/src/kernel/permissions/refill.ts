/** Replaces the members of a list object by those of these parts. */
export function refill<Member>(
  list: Record<string, Member>,
  parts: readonly (Readonly<Record<string, Member>> | undefined)[],
): void {
  for (const name of Object.keys(list)) Reflect.deleteProperty(list, name);
  Object.assign(list, ...parts);
}
