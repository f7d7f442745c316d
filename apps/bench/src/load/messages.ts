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
      /** Opened before the first call. Default: up to 128, opened when needed. */
      connections?: number;
    }
);

export type Answers = { count: number; p50Milliseconds: number; p99Milliseconds: number };

export type LoadSample = {
  /** All answers, including failures and those outside the measured time. */
  answers: number;
  /** Answers other than 2xx, and calls without an answer. */
  failures: number;
  callsPerSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** The answers with 2xx alone. */
  accepted: Answers;
  /** The answers with 503 alone. */
  refused: Answers;
  /** The generator's share of one core. Near 1, the generator was measured instead of the server. */
  generatorShare: number;
};

export type LoadAnswer = { sample: LoadSample } | { error: string };
