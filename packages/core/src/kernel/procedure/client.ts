import type { WaitingClient } from "@caretype/db";

/** The client that waits for the answers. */
export type Client = WaitingClient & {
  /** Waits for a turn. The call is no load meanwhile. */
  apart<Value>(turn: Promise<Value>): Promise<Value>;
};
