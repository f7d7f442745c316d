import { lazyPart } from "../../../../../kit/connection/load-code.ts";

/** Adds a patient to the waitlist. Its code loads when it is rendered, which opens it. */
export const WaitlistDialog = lazyPart(() => import("./add-to-waitlist.tsx"), "AddToWaitlist");
