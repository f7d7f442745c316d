/** The calendar in which a date is chosen. */
export const texts = {
  label: "Calendar",
  previousMonth: "Previous month",
  nextMonth: "Next month",
  chooseMonth: "Choose a month",
  previousYear: "Previous year",
  nextYear: "Next year",
  chooseYear: "Choose a year",
  previousDecade: "Earlier years",
  nextDecade: "Later years",
};
