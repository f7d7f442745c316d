import { withNames } from "../../../../words/format/with-names.ts";

type Place = { practice: string; doctor: string };

export const texts = {
  title: "Your appointment",
  at: ({ practice, doctor }: Place) => withNames`At ${practice}, with ${doctor}.`,
  atPractice: (practice: string) => withNames`At ${practice}.`,
  isTimeIn: (zone: string) => `Time zone: ${zone}`,
  confirm: "Confirm that I am coming",
  isConfirmed: "You have confirmed that you are coming.",
  isHeldUntil: (time: string) => `This appointment has become free. It is held for you until ${time}.`,
  accept: "Accept the appointment",
  decline: "Decline",
  isAccepted: "The appointment is yours.",
  isGivenUp: "This appointment is no longer held for you. You stay on the waitlist.",
  cancel: "Cancel the appointment",
  reallyCancel: "Cancel this appointment?",
  isFinal: "You cannot undo this. For another time, contact the practice.",
  yes: "Yes, cancel it",
  no: "Keep it",
  isCancelled: "This appointment is cancelled.",
  forAnother: "For a new appointment, contact the practice.",
  cannotChange: "This appointment can no longer be changed here. Contact the practice.",
  wasMoved: "The practice has moved this appointment. This is the new time.",
  nextStep: "The appointment may be over. Contact the practice.",
};
