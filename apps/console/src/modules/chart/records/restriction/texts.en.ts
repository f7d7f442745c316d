export const texts = {
  areNotLoaded: "Which records are restricted could not be loaded.",
  restricted: "Restricted",
  withEncounter: "Restricted with its encounter",
  restrict: "Restrict",
  column: "Restriction",
  change: "Readers",
  actionOf: (action: string, record: string) => `${action}: ${record}`,
  recordOf: (title: string, when: string) => `${title}, ${when}`,
  titleOf: (record: string) => `Who reads it: ${record}`,

  readBy: "Read by:",
  /** After the names. */
  andDoctors: "the patient’s assigned doctors",

  about:
    "Only these see a restricted record: whoever wrote or signed it, the doctor of its encounter, the patient’s assigned doctors, and the members named below. Others see that something is withheld, and not what.",
  aboutEncounter: "All that is recorded in the encounter is restricted with it.",
  aboutWithEncounter:
    "This record is restricted with its encounter. What you change here applies to all records of the encounter.",
  alsoEncounter: "Its encounter is restricted, too. To read this record, a member has to be named for both.",
  doctors: "The patient’s assigned doctors:",
  noDoctors: "No doctor is assigned to the patient.",
  readers: "Named readers",
  readersHint:
    "Members who may read clinical records. Whoever wrote or signed it, and the doctor of its encounter, always stay.",
  leavesYou: "You are no longer among the named readers. You may not see this record any more.",

  lift: "Lift the restriction",
  liftConsequence: "Everybody in the practice who reads clinical records will see this record.",
  liftEncounterConsequence:
    "Everybody in the practice who reads clinical records will see the encounter and all that is recorded in it.",

  isRestricted: "The record is restricted",
  isChanged: "The readers of the record are changed",
  isLifted: "The restriction is lifted",
  withheld: {
    title: "Some records are restricted",
    about:
      "This patient has records that are withheld from you. The patient’s doctors and named members see them.",
    open: "Open them with a reason",
    isTold:
      "You see them for half an hour. The owners of the practice are told that you opened them, and why.",
    reason: "Reason",
    isOpen: "The restricted records are open for half an hour",
  },
};

export const { withheld } = texts;
