import { describe } from "vitest";
import { startBackend } from "../../src/index.ts";
import { describeBehaviours } from "./behaviours.ts";

describe("a backend of the kit", () => describeBehaviours(() => startBackend()));
