export const texts = {
  label: "Calendar",
  previousMonth: "Previous month",
  nextMonth: "Next month",
  previousYear: "Previous year",
  nextYear: "Next year",
  previousDecade: "Earlier years",
  nextDecade: "Later years",
};
