import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Ihr Termin",
  at: ({ practice, doctor }) => withNames`Praxis: ${practice}. Arzt: ${doctor}.`,
  atPractice: (practice) => withNames`Praxis: ${practice}.`,
  isTimeIn: (zone) => `Zeitzone: ${zone}`,
  confirm: "Termin bestätigen",
  isConfirmed: "Sie haben bestätigt, dass Sie kommen.",
  isHeldUntil: (time) => `Dieser Termin ist frei geworden. Er ist bis ${time} für Sie reserviert.`,
  accept: "Termin annehmen",
  decline: "Ablehnen",
  isAccepted: "Der Termin gehört Ihnen.",
  isGivenUp: "Dieser Termin ist nicht mehr für Sie reserviert. Sie bleiben auf der Warteliste.",
  cancel: "Termin absagen",
  reallyCancel: "Diesen Termin absagen?",
  isFinal: "Das lässt sich nicht rückgängig machen. Für eine andere Zeit wenden Sie sich an die Praxis.",
  yes: "Ja, absagen",
  no: "Behalten",
  isCancelled: "Dieser Termin ist abgesagt.",
  forAnother: "Für einen neuen Termin wenden Sie sich an die Praxis.",
  cannotChange: "Dieser Termin lässt sich hier nicht mehr ändern. Wenden Sie sich an die Praxis.",
  wasMoved: "Die Praxis hat diesen Termin verschoben. Dies ist die neue Zeit.",
  nextStep: "Vielleicht ist der Termin schon vorbei. Wenden Sie sich an die Praxis.",
};
