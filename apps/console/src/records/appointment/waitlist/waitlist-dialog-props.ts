import type { BookDialogProps } from "../book/book-dialog-props.ts";

export type WaitlistDialogProps = Omit<BookDialogProps, "startsAt"> & {
  /** Called instead of `onClose` once the patient is added. Default: `onClose`. */
  onAdded?: () => void;
};
