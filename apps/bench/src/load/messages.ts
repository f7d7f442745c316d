// Messages between the benchmark and its load generator.

export type Call = {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
};

export type Load = {
  url: string;
  /** Sent in sequence, repeatedly. */
  calls: Call[];
  seconds: number;
} & (
  | { kind: "closed" /** Each sends its next call when the one before is answered. */; connections: number }
  | {
      kind: "steady" /** Sent at even intervals, whether answers come or not. */;
      callsPerSecond: number;
      connections?: number;
      /** Opens all connections with this call before the load begins. Default: they open when they are needed. */
      openWith?: Call;
    }
);

/** `perSecond`: until the last of these answers, as held refusals come later. */
export type AnswerTimes = {
  answers: number;
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
};

export type LoadSample = {
  /** All answers, including failures and those outside the measured time. */
  answers: number;
  /** Answers other than 2xx, and calls without an answer. */
  failures: number;
  /** Failures that are not a refusal with 503. */
  otherFailures: number;
  callsPerSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** The answers 2xx, and those of a server that has too much to do (503), each on its own. Null: there were none. */
  accepted: AnswerTimes | null;
  refused: AnswerTimes | null;
  /** The generator's share of one core. Near 1, the generator was measured instead of the server. */
  generatorShare: number;
};

export type LoadAnswer = { sample: LoadSample } | { error: string };
