import type { DoctorId, PatientId, VisitTypeId } from "@caretype/client";

export type BookDialogProps = {
  /** Default: to be chosen. */
  patientId?: PatientId | undefined;
  /** Default: any doctor. */
  doctorId?: DoctorId | undefined;
  /** Default: any. Only without a doctor. */
  specialization?: string | undefined;
  /** The instant of the visit. Default: to be chosen from the free times. */
  startsAt?: string | undefined;
  /** Default: the practice's first. */
  visitTypeId?: VisitTypeId | undefined;
  reasonForVisit?: string | null;
  note?: string | null;
  onClose: () => void;
};

export type WaitlistDialogProps = Omit<BookDialogProps, "startsAt" | "reasonForVisit" | "note"> & {
  /** Called instead of `onClose` once the patient is added. Default: `onClose`. */
  onAdded?: () => void;
};
