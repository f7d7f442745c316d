/** The parameters of `caretype login`, in the address that it opens. */
export type ProgramRequest = {
  /** Its port on this computer. */
  port: number;
  /** Identifies its request in the response. */
  state: string;
  /** The hash of its secret. */
  challenge: string;
  /** The computer's name, as the program claims. */
  host: string;
};

const secretShape = /^[\w-]{43}$/;
const maxHostLength = 60;

const hidden = /[\p{C}\p{Z}]+/gu;

/** Parses a request from an address. Null if incomplete or malformed: anyone can write an address. */
export function readProgramRequest({
  port,
  state,
  challenge,
  host,
}: Readonly<Record<string, unknown>>): ProgramRequest | null {
  const isPort = typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536;
  if (!isPort || !isSecret(state) || !isSecret(challenge)) return null;
  const name = String(host ?? "")
    .replaceAll(hidden, " ")
    .trim()
    .slice(0, maxHostLength);
  return name === "" ? null : { port, state, challenge, host: name };
}

const isSecret = (value: unknown): value is string => typeof value === "string" && secretShape.test(value);

/** The program's callback address, always on this computer. */
export const answerAddress = (
  { port, state }: Pick<ProgramRequest, "port" | "state">,
  answer: { code: string } | { error: "access_denied" },
): string => `http://127.0.0.1:${port}/callback?${new URLSearchParams({ ...answer, state })}`;
