export const texts = {
  timeline: "Timeline",
  timeZone: (zone: string) => `Time zone: ${zone}.`,
  empty: "No history.",
  showOlder: "Show older entries",
  /** Replaces a name. */
  somebodyElsewhere: "somebody in another practice",
  hiddenChanges: "The changes are not visible to your role, or no longer available.",

  notRecorded: "Not recorded",
  /** Replaces a value before or after a change. */
  nothingRecorded: "nothing recorded",
  showWholeText: "Show the whole text",
  showChangeOnly: "Show the change only",

  view: "View this version",
  /** `what` is such as "Details changed". */
  viewOf: (what: string, time: string) => `View this version, ${what}, ${time}`,
  earlierVersion: "Earlier version",
  on: (instant: string) => `On ${instant}`,

  asOf: {
    label: "View as of",
    isMissing: "Enter a day and a time",
    notThere: "The record did not exist at that time",
  },

  revert: "Revert to this version",
  revertOf: (what: string, time: string) => `Revert to this version, ${what}, ${time}`,
  revertDialog: {
    title: "Revert to this version?",
    submit: "Revert",
    isSame: "The record already matches this version.",
    explanation: (instant: string) =>
      `This saves the values of ${instant} as a new version. Nothing in the timeline is lost.`,
    isStale: "Somebody changed the record",
    review: "The changes above are updated. Review them before you continue.",
  },
};

export const { revertDialog } = texts;
