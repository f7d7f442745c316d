/** The palette's other commands, which load with it. `words` are synonyms to search for. */
export const texts = {
  undo: { label: "Undo the last change", words: "revert back" },
  exportPatients: { label: "Export patients as CSV", words: "export download csv spreadsheet excel" },
  print: { label: "Print this page", words: "print paper pdf" },
  keys: { label: "Keyboard shortcuts", words: "keys keyboard shortcuts hotkeys help" },
  api: { label: "Try the API", words: "docs reference rest playground help documentation" },
  signOut: { label: "Sign out", words: "log out logout leave" },
};
