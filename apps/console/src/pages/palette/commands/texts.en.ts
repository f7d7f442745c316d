/** What people may type instead of the name of a page in the navigation. */
const pages: Record<string, string> = {
  "/settings": "overview all preferences",
  "/settings/practice":
    "second factor policy two factor practice settings rename name address phone time zone emails to patients reminders cancelling",
  "/settings/hours": "set up appointments schedule doctors open closed weekly settings",
  "/settings/holidays": "set up appointments closed days public holidays vacation settings",
  "/settings/visit-types": "set up appointments kinds of visit length minutes buffer seats settings",
  "/settings/rooms": "set up appointments room settings",
  "/members": "roles permissions rights who may colleagues staff team users invitations settings",
  "/settings/display":
    "settings preferences options language dates time zone theme colours colors dark light units keys",
  "/audit": "access log history who settings",
  "/imports": "csv upload settings",
  "/codes": "terminology value sets settings",
  "/api-keys": "tokens programs settings",
};

/** The palette's other commands, which load with it. `words` are what people may type instead of the label. */
export const texts = {
  undo: { label: "Undo the last change", words: "revert back" },
  possibleDuplicates: { label: "Possible duplicates", words: "duplicates double merge same patient twice" },
  removedPatients: { label: "Removed patients", words: "restore deleted trash" },
  removedDoctors: { label: "Removed doctors", words: "restore deleted trash" },
  emergencyAccess: { label: "Emergency access", words: "emergency staff" },
  account: { label: "My account", words: "profile email email address name" },
  waitlist: { label: "Waitlist", words: "waiting list appointments earlier offers" },
  security: { label: "Password and second factor", words: "security passkeys recovery codes" },
  sessions: { label: "My sessions", words: "devices sign out everywhere" },
  practices: { label: "My practices", words: "switch leave create" },
  exportPatients: { label: "Export patients as CSV", words: "export download csv spreadsheet excel" },
  print: { label: "Print this page", words: "print paper pdf" },
  keys: { label: "Keyboard shortcuts", words: "keys keyboard shortcuts hotkeys help" },
  api: { label: "Try the API", words: "docs reference rest playground help documentation" },
  signOut: { label: "Sign out", words: "log out logout leave" },
  pages,
};
