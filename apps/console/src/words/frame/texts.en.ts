export const texts = {
  navigation: {
    label: "Main",
    open: "Open the navigation",
    close: "Close the navigation",
    settings: "Settings",
    /** Synonyms to search for. */
    settingsWords: "overview all preferences",
    groups: {
      practice: "Practice",
      appointments: "Appointments",
      data: "Data and programs",
      own: "This device",
    },
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
    moreOf: (name: string) => `More actions: ${name}`,
  },

  skip: "Skip to the content",
  copied: "Copied",

  notice: {
    close: "Close this message",
    isNotUndone: "This could not be undone",
    isChangedSince: "Somebody has changed it since.",
  },

  pages: {
    toStart: "Go to the start page",
    notFound: "Not found",
    notFoundText: "This page does not exist, or its record was removed.",
    notAllowed: "Not allowed",
    ofStaff: "This page is for server staff.",
    ofRole: "Your role in this practice does not allow this. An owner of the practice can give you another.",
    ofMembers: "This page is for members of a practice, and you are in none.",
  },
};

export const { navigation } = texts;
