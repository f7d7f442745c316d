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
  | {
      kind: "closed" /** Closed loop: each connection sends its next call after the previous answer. */;
      connections: number;
    }
  | {
      kind: "steady" /** Open loop: sent at even intervals. */;
      callsPerSecond: number;
      connections?: number;
      /** Opens all connections with this call before the load begins. By default, they open on demand. */
      openWith?: Call;
    }
);

/** `perSecond`: until the last of these answers, as delayed refusals come later. */
export type AnswerTimes = {
  answers: number;
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
};

export type LoadSample = {
  /** All answers, including failures and those outside the measured time. */
  answers: number;
  /** Answers other than 2xx, and unanswered calls. */
  failures: number;
  /** Failures other than 503. */
  otherFailures: number;
  callsPerSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** Answers with 2xx and with 503 (overloaded). Null: there were none. */
  accepted: AnswerTimes | null;
  refused: AnswerTimes | null;
  /** The generator's share of one core. Near 1, the generator was the bottleneck. */
  generatorShare: number;
};

export type LoadAnswer = { sample: LoadSample } | { error: string };
