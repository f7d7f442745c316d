import type { Encounter } from "@caretype/client";

/** What asks for more before it is done. */
export type AskedStep = "edit" | "cancel" | "enterInError" | "lock" | "restrict";

export type EncounterFormProps = { encounter: Encounter; onDone: () => void; onCancel: () => void };
