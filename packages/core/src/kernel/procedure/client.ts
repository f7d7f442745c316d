import type { WaitingClient } from "@caretype/db";

/** The client that receives the answers. */
export type Client = WaitingClient & {
  /** Waits for a turn. Meanwhile, the call does not count as load. */
  apart<Value>(turn: Promise<Value>): Promise<Value>;
};
