/** The palette's other commands, which load with it. `words` are what people may type instead of the label. */
export const texts = {
  undo: { label: "Undo the last change", words: "revert back" },
  possibleDuplicates: { label: "Possible duplicates", words: "duplicates double merge same patient twice" },
  removedPatients: { label: "Removed patients", words: "restore deleted trash" },
  removedDoctors: { label: "Removed doctors", words: "restore deleted trash" },
  emergencyAccess: { label: "Emergency access", words: "emergency staff" },
  account: { label: "My account", words: "profile email email address name" },
  display: {
    label: "Display settings",
    words: "settings preferences options language dates time zone theme colours colors dark light",
  },
  setUpAppointments: {
    label: "Set up appointments",
    words: "visit types rooms opening hours schedule settings",
  },
  waitlist: { label: "Waitlist", words: "waiting list appointments earlier offers" },
  practiceSettings: { label: "Practice settings", words: "settings rename name time zone second factor" },
  security: { label: "Password and second factor", words: "security passkeys recovery codes" },
  sessions: { label: "My sessions", words: "devices sign out everywhere" },
  practices: { label: "My practices", words: "switch leave create" },
  exportPatients: { label: "Export patients as CSV", words: "export download csv spreadsheet excel" },
  print: { label: "Print this page", words: "print paper pdf" },
  keys: { label: "Keyboard shortcuts", words: "keys keyboard shortcuts hotkeys help" },
  api: { label: "Try the API", words: "docs reference rest playground help documentation" },
  signOut: { label: "Sign out", words: "log out logout leave" },
};
