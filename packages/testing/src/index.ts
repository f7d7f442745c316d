export { type SignedUp, startCaretype, type TestBackend } from "./start-caretype.ts";
