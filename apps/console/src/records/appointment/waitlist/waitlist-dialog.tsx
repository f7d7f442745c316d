import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { WaitlistDialogProps } from "../book/book-dialog-props.ts";

const AddToWaitlist = lazyPart(() => import("./add-to-waitlist.tsx"), "AddToWaitlist");

/** Adds a patient to the waitlist. Its code loads when it is rendered, which opens it. */
export const WaitlistDialog = (props: WaitlistDialogProps) => <AddToWaitlist {...props} />;
