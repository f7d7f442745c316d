/** Entries of the navigation and the palette. `words` are synonyms to search for. */
export const texts = {
  practice: {
    words:
      "second factor policy two factor practice settings rename name address phone time zone emails to patients reminders cancelling",
  },
  members: {
    label: "Members",
    words: "roles permissions rights who may colleagues staff team users invitations settings",
  },
  invite: { label: "Invite somebody", words: "member invitation colleague mail" },
  apiKeys: { label: "API keys", words: "tokens programs settings" },
  newApiKey: { label: "Create an API key", words: "new create add token" },
  display: {
    label: "Display",
    words: "settings preferences options language dates time zone theme colours colors dark light units keys",
  },
};
