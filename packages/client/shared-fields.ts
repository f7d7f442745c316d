// Many types describe fields such as `createdAt` alike. Each is written once, in an interface that these extend.

/** An interface: its base interfaces' names, and its own fields with their comments. */
export type Interface = { parents: readonly string[]; lines: readonly string[] };

/** In characters. A smaller gain is not worth another interface to read. */
const minGain = 100;

/** Fields of fewer records stay there, so that a record reads as a whole. Inputs repeat each other more. */
const minRecords = 4;

type Group = { name: string; users: readonly string[]; lines: readonly string[] };

/**
 * Moves fields shared by the same interfaces to a base interface, if that shortens the whole. Interfaces keep their
 * members.
 */
export function shareFields(interfaces: ReadonlyMap<string, Interface>): {
  bases: Map<string, Interface>;
  interfaces: Map<string, Interface>;
} {
  const groups = groupsOf(interfaces);
  const bases = new Map(groups.map(({ name, lines }) => [name, { parents: [], lines }]));
  const remaining = [...interfaces].map(([name, { parents, lines }]): [string, Interface] => {
    const used = groups.filter(({ users }) => users.includes(name));
    const shared = new Set(used.flatMap((group) => group.lines));
    return [
      name,
      {
        parents: [...parents, ...used.map((group) => group.name)],
        lines: lines.filter((line) => !shared.has(line)),
      },
    ];
  });
  return { bases, interfaces: new Map(remaining) };
}

function groupsOf(interfaces: ReadonlyMap<string, Interface>): Group[] {
  const users = new Map<string, string[]>();
  for (const [name, { lines }] of interfaces)
    for (const line of lines) users.set(line, [...(users.get(line) ?? []), name]);
  const lines = Map.groupBy(users.keys(), (line) => users.get(line)?.join() ?? "");
  const taken = new Set(interfaces.keys());
  return [...lines].flatMap(([names, shared]) => {
    const of = names.split(",");
    const group = { name: freeName(nameOf(of, shared), taken), users: of, lines: shared };
    if (!isWorthwhile(group)) return [];
    taken.add(group.name);
    return [group];
  });
}

function isWorthwhile({ name, users, lines }: Group): boolean {
  const records = users.filter((user) => !user.endsWith("Input"));
  if (records.length > 0 && records.length < minRecords) return false;
  const written = lines.reduce((sum, line) => sum + line.length + "\n\t".length, 0);
  const heritage = users.length * `${name}, `.length;
  return (users.length - 1) * written - heritage - `interface ${name} {\n}\n`.length >= minGain;
}

/** `PatientFields` for inputs about patients. Otherwise `WithNote`, or `WithLimitAndMore` for several fields. */
function nameOf(users: readonly string[], lines: readonly string[]): string {
  const subject = commonWords(users);
  if (subject !== "") return `${subject}Fields`;
  const [first = "", second] = lines.map((line) => {
    const [, field = "", id] = /(?:^|\*\/\s*)(\w+)\??: (?:(\w+Id);)?/.exec(line) ?? [];
    return field === "id" && id ? id : `${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;
  });
  if (second === undefined) return `With${first}`;
  return `With${first}And${lines.length === 2 ? second : "More"}`;
}

/** The common first words of all names: `Patient` of `PatientCreateInput` and `PatientUpdateInput`. */
function commonWords([first = "", ...others]: readonly string[]): string {
  const words = first.match(/[A-Z][a-z\d]*/g) ?? [];
  const starts = words.map((_, at) => words.slice(0, at + 1).join(""));
  return (
    starts.findLast((start) => others.every((other) => new RegExp(`^${start}(?=[A-Z])`).test(other))) ?? ""
  );
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let [number, free] = [2, name]; ; number += 1) {
    if (!taken.has(free)) return free;
    free = `${name}${number}`;
  }
}
