import type { ErrorCode, ErrorData } from "@caretype/client";

/** What an error says beside its code, such as `{ errors: { name: ["Required"] } }` of `INVALID_INPUT`. */
export type FailureDetails = Partial<Omit<ErrorData, "code" | "httpStatus" | "requestId">>;

/**
 * Thrown by a handler, the call fails with this code, as if the server had refused it.
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
