/** What `caretype login` asks for, in the address that it opens. */
export type ProgramRequest = {
  /** Where it listens on this computer. */
  port: number;
  /** Tells it that the answer is to its own request. */
  state: string;
  /** The hash of its secret. */
  challenge: string;
  /** The computer's name, as the program claims. */
  host: string;
};

export type ProgramSearch = Partial<ProgramRequest>;

const secretShape = /^[\w-]{43}$/;
const longestHost = 60;

const hidden = /[\p{C}\p{Z}]+/gu;

/** Keeps what the program may have sent. Anybody can write such an address. */
export function readProgramSearch({
  port,
  state,
  challenge,
  host,
}: { [Name in keyof ProgramRequest]?: unknown }): ProgramSearch {
  const isPort = typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536;
  const name = String(host ?? "")
    .replaceAll(hidden, " ")
    .trim()
    .slice(0, longestHost);
  return {
    ...(isPort && { port }),
    ...(isSecret(state) && { state }),
    ...(isSecret(challenge) && { challenge }),
    ...(name && { host: name }),
  };
}

const isSecret = (value: unknown): value is string => typeof value === "string" && secretShape.test(value);

/** Null for an incomplete address. */
export function programRequestIn({ port, state, challenge, host }: ProgramSearch): ProgramRequest | null {
  if (port === undefined || state === undefined || challenge === undefined || host === undefined) return null;
  return { port, state, challenge, host };
}

/** Where the program waits for the answer: always on this computer. */
export function answerAddress(
  { port, state }: Pick<ProgramRequest, "port" | "state">,
  answer: { code: string } | { error: "access_denied" },
): string {
  return `http://127.0.0.1:${port}/callback?${new URLSearchParams({ ...answer, state })}`;
}
