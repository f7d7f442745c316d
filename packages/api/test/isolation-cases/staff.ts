const ofStaff = { shared: "for staff alone, who are told of accounts" };
const ofGlass = { shared: "for staff alone: the tests of breaking the glass say what it opens" };

/** Whoever else calls them is refused, whatever the ids. */
export const staffRows = {
  "staff.accounts": ofStaff,
  "staff.account": ofStaff,
  "staff.deactivate": ofStaff,
  "staff.reactivate": ofStaff,
  "staff.sessions": ofStaff,
  "staff.endSessions": ofStaff,
  "staff.apiKeys": ofStaff,
  "staff.revokeApiKey": ofStaff,
  "staff.breakGlass": ofGlass,
  "staff.patient": ofGlass,
  "staff.grants": ofGlass,
};
