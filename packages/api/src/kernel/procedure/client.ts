import type { WaitingClient } from "@caretype/db";

/** Who waits for the answers. */
export type Client = WaitingClient & {
  /** Waits for a turn, without being counted as load. */
  apart<Value>(turn: Promise<Value>): Promise<Value>;
};
