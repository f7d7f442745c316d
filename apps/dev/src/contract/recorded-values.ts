// A recorded input contains no ids and dates. Marks replace them, which name a fixture's value or a number of days
// from now. A replay resolves the marks.

/** The path to a value of a fixture: field names, and an argument list for each call. */
type Steps = readonly (string | readonly unknown[])[];

const [start, end] = ["\u{E000}", "\u{E001}"];
/** Escapes nested marks, such as those in arguments. */
const marked = (content: unknown) =>
  `${start}${JSON.stringify(content).replaceAll(start, "\\ue000").replaceAll(end, "\\ue001")}${end}`;
const mark = /\u{E000}([^\u{E000}\u{E001}]*)\u{E001}/gu;

const day = 86_400_000;
/** Dates further from now are literal, such as a date of birth. */
const nearDays = 60;
const instant = /^(\d{4}-\d\d-\d\d)(T[\d:.]+Z)?$/;

/**
 * Returns a fixture whose values are marks of how they were read. `called` receives the mark of each call, because a
 * call may also create records that an input needs.
 */
export const recordingFixture = (called: string[]): object => markOf([], called);

function markOf(steps: Steps, called: string[]): object {
  const text = () => marked({ steps });
  return new Proxy(() => undefined, {
    get(_, name) {
      if (name === "toJSON" || name === "toString" || name === Symbol.toPrimitive) return text;
      // Not a promise, whose `then` would be called.
      if (typeof name === "symbol" || name === "then") return undefined;
      return markOf([...steps, name], called);
    },
    apply: async (_, _this, given: readonly unknown[]) => {
      called.push(marked({ steps: [...steps, given] }));
      return markOf([...steps, given], called);
    },
  });
}

/** Returns a recorded input as JSON, with dates relative to `now`. */
export function recorded(input: unknown, now: number): unknown {
  const text = JSON.stringify(input, (_, value: unknown) =>
    typeof value === "string" ? dated(value, now) : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

const daysOf = (time: number) => Math.floor(time / day);

function dated(value: string, now: number): string {
  const [, date, time = ""] = instant.exec(value) ?? [];
  if (date === undefined) return value;
  const inDays = daysOf(Date.parse(date)) - daysOf(now);
  return Math.abs(inDays) > nearDays ? value : marked({ inDays, time });
}

type Mark = { steps: Steps } | { inDays: number; time: string };

/** Resolves the marks of one call with a fixture and the current time. Memoizes calls of the fixture. */
export class Replay {
  readonly #fixture: object;
  readonly #now: number;
  readonly #answers = new Map<string, unknown>();

  constructor(fixture: object, now: number) {
    this.#fixture = fixture;
    this.#now = now;
  }

  async fill(recording: unknown): Promise<unknown> {
    if (Array.isArray(recording)) return Promise.all(recording.map((part) => this.fill(part)));
    if (typeof recording === "object" && recording !== null) {
      const entries = Object.entries(recording).map(async ([name, part]) => [name, await this.fill(part)]);
      return Object.fromEntries(await Promise.all(entries));
    }
    return typeof recording === "string" ? this.#fillText(recording) : recording;
  }

  async #fillText(text: string): Promise<unknown> {
    const found = [...text.matchAll(mark)];
    const values = await Promise.all(found.map(([, json = ""]) => this.#valueOf(JSON.parse(json))));
    if (found[0]?.[0] === text) return values[0];
    // A mark within a text, such as an address.
    return values.reduce<string>(
      (filled, value, at) => filled.replace(found[at]?.[0] ?? "", String(value)),
      text,
    );
  }

  async #valueOf(content: Mark): Promise<unknown> {
    if ("steps" in content) return this.#read(content.steps);
    const date = new Date((daysOf(this.#now) + content.inDays) * day).toISOString().slice(0, 10);
    return `${date}${content.time}`;
  }

  async #read(steps: Steps): Promise<unknown> {
    let [value, owner]: [unknown, unknown] = [this.#fixture, undefined];
    for (const [at, step] of steps.entries()) {
      if (typeof step === "string") [value, owner] = [Reflect.get(Object(value), step), value];
      else
        value = await this.#answer(value, {
          owner,
          given: step,
          key: JSON.stringify(steps.slice(0, at + 1)),
        });
    }
    return value;
  }

  #answer(
    method: unknown,
    { owner, given, key }: { owner: unknown; given: readonly unknown[]; key: string },
  ) {
    if (typeof method !== "function") throw new TypeError(`The fixture has no ${key} any more`);
    if (!this.#answers.has(key)) {
      const answer = this.fill(given).then((filled) =>
        Reflect.apply(method, owner, Array.isArray(filled) ? filled : []),
      );
      this.#answers.set(key, answer);
    }
    return this.#answers.get(key);
  }
}
