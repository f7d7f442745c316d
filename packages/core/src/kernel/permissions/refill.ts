/** Replaces the members of an object, which is a list of what the modules have, by those of some parts. */
export function refill<Member>(
  list: Record<string, Member>,
  parts: readonly (Readonly<Record<string, Member>> | undefined)[],
): void {
  for (const name of Object.keys(list)) Reflect.deleteProperty(list, name);
  Object.assign(list, ...parts);
}
