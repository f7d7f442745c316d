import type { ErrorCode, ErrorData } from "@caretype/client";

/** The details of an error besides its code, such as `{ errors: { name: ["Required"] } }` of `INVALID_INPUT`. */
export type FailureDetails = Partial<Omit<ErrorData, "code" | "httpStatus" | "requestId">>;

/**
 * Fails the call with this code when a handler throws it, as if the server had refused the call.
 *
 * @example
 * import { createMockBackend, MockFailure } from "@caretype/testing/mock";
 *
 * createMockBackend({
 *   patient: {
 *     byId: () => {
 *       throw new MockFailure("PATIENT_NOT_FOUND");
 *     },
 *   },
 * });
 */
export class MockFailure extends Error {
  override readonly name = "MockFailure";
  readonly code: ErrorCode;
  readonly details: FailureDetails;

  constructor(code: ErrorCode, details: FailureDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
