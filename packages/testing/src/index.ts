export { testTimeout, waitTimeout } from "@caretype/test-database";
export { type Backend, startBackend } from "./kit/start-backend.ts";
export {
  type SignedUp,
  startCaretype,
  type TestBackend,
  type TestMail,
  type TestSettings,
} from "./start-caretype.ts";
