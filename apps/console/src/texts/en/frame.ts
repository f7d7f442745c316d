export const texts = {
  navigation: {
    label: "Main",
    open: "Open the navigation",
    close: "Close the navigation",
    today: "Today",
    calendar: "Calendar",
    imports: "Imports",
    codes: "Codes",
    members: "Members",
    apiKeys: "API keys",
    audit: "Audit",
    accounts: "Accounts",
  },

  userMenu: {
    label: (name: string) => `Your account: ${name}`,
    colors: "Colours",
    light: "Light",
    dark: "Dark",
    system: "System",
    account: "My account",
    api: "Try the API",
    lock: "Lock",
    signOut: "Sign out",
  },

  practices: {
    label: "Practice: ",
    none: "None",
    title: "Practices",
    create: "Create practice",
    createTitle: "Create a practice",
    name: "Name of the practice",
    nameHint: "You become its owner and switch to it.",
  },

  lists: {
    showMore: "Show more",
    moreActions: "More actions",
  },
};
