export { testTimeout, waitTimeout } from "@caretype/test-database";
export { accessTokenFor } from "./fill/access-token.ts";
export { type Filled, type FilledPractice, fillDatabase } from "./fill/fill-database.ts";
export type { FillSize } from "./fill/size.ts";
export { type Backend, type BackendOptions, startBackend } from "./kit/start-backend.ts";
export {
  type SignedUp,
  startCaretype,
  type TestBackend,
  type TestMail,
  type TestSettings,
} from "./start-caretype.ts";
