// What the bench and the process that makes the load say to each other.

export type Call = {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
};

export type Load = {
  url: string;
  /** Sent one after the other, round and round. */
  calls: Call[];
  seconds: number;
} & (
  | { kind: "closed" /** Each sends its next call when the one before is answered. */; connections: number }
  | { kind: "steady" /** Sent at even intervals, whether answers come or not. */; callsPerSecond: number }
);

export type LoadSample = {
  /** Answered, those included that were neither right nor in the measured time. */
  answers: number;
  /** Answered with anything but 2xx, or not at all. */
  failures: number;
  callsPerSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** What the generator itself used of one core. Near 1 it is what was measured, not the server. */
  generatorShare: number;
};

export type LoadAnswer = { sample: LoadSample } | { error: string };
