import { lazyPart } from "../../../../../kit/connection/load-code.ts";

/** Loads and opens when rendered. */
export const WaitlistDialog = lazyPart(() => import("./add-to-waitlist.tsx"), "AddToWaitlist");
