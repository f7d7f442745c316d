import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { BookDialogProps } from "../book/book-dialog-props.ts";

const AddToWaitlist = lazyPart(() => import("./add-to-waitlist.tsx"), "AddToWaitlist");

export type WaitlistDialogProps = Omit<BookDialogProps, "startsAt"> & {
  /** Called instead of `onClose` once the patient is added. Default: `onClose`. */
  onAdded?: () => void;
};

/** Adds a patient to the waitlist. Its code loads when it is rendered, which opens it. */
export const WaitlistDialog = (props: WaitlistDialogProps) => <AddToWaitlist {...props} />;
