/** Exit codes of commands that call a server. Scripts rely on them: never change one. */
export const exitCodes = {
  failed: 1,
  invalidInput: 2,
  notSignedIn: 3,
  notAllowed: 4,
  notFound: 5,
  conflict: 6,
  unavailable: 7,
  someLinesFailed: 8,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byStatus: Readonly<Record<number, ExitCode>> = {
  400: exitCodes.invalidInput,
  401: exitCodes.notSignedIn,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  413: exitCodes.invalidInput,
  422: exitCodes.conflict,
  429: exitCodes.unavailable,
  503: exitCodes.unavailable,
};

export const exitCodeOf = (status: number): ExitCode => byStatus[status] ?? exitCodes.failed;

/** A fatal error of a command, with a message for the user. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
