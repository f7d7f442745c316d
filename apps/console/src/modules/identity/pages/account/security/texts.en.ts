import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  password: {
    about: "A new password ends all your other sessions.",
    change: "Change the password",
    current: "Current password",
    isChanged: "Your password is changed. Your other sessions have ended.",
  },

  app: {
    title: "Authenticator app",
    about:
      "An app on your phone shows a code that changes every thirty seconds. Signing in takes your password and that code.",
    setUp: "Set up an app",
    isOn: "On",
    since: (instant: string) => `Since ${instant}.`,
    remove: "Remove the app",
    askRemove: "Remove the authenticator app?",
    removeMeans:
      "Its codes stop working. Without a passkey, your password alone signs you in, and your recovery codes are deleted.",
    isRemoved: "The authenticator app is removed.",
    scan: "Scan this with the app, or enter the secret in it. The secret expires after 15 minutes.",
    qrCode: "The secret as a QR code",
    secret: "Secret",
    copySecret: "Copy secret",
    codeHint: "The six digits that the app shows now. Turning it on ends your other sessions.",
    turnOn: "Turn it on",
  },

  passkeys: {
    title: "Passkeys",
    about:
      "A passkey is kept by your device or your password manager. It signs you in by itself, with your fingerprint, face or PIN.",
    empty: "You have no passkeys yet.",
    unsupported: "This browser does not support passkeys.",
    add: "Add a passkey",
    name: "Name of the passkey",
    nameHint: "To recognize it later, such as “work laptop”.",
    submit: "Add the passkey",
    isAdded: "The passkey is added. You can sign in with it.",
    isSynced: "Synced",
    neverUsed: (added: string) => `Added ${added}, never used`,
    lastUsed: (added: string, used: string) => `Added ${added}, last used ${used}`,
    rename: "Rename",
    renameOf: (name: string) => `Rename ${name}`,
    removeOf: (name: string) => `Remove ${name}`,
    askRemove: (name: string) => withNames`Remove “${name}”?`,
    removeMeans:
      "It no longer signs you in. Without another passkey or an authenticator app, your password alone does, and your recovery codes are deleted.",
    isRemoved: "The passkey is removed.",
  },

  codes: {
    title: "Recovery codes",
    about:
      "Use them if you lose the app or the passkey. Each works once. Keep them where nobody else finds them.",
    left: (count: number) =>
      counted(count, { one: "One is left.", other: "# are left.", zero: "None are left." }),
    createNow: "Create new ones.",
    createSoon: "Create new ones before they run out.",
    create: "Create new codes",
    askCreate: "Create new recovery codes?",
    createMeans: "Your current codes stop working.",
    yours: "Your recovery codes",
    once: "They are shown only once.",
    use: "Each signs you in once if you lose your app or passkey.",
    printed: "Caretype recovery codes. Each works once.",
    copy: "Copy codes",
    print: "Print",
    areSaved: "I have saved them",
    file: "caretype-recovery-codes.txt",
  },
};

export const { app, codes, passkeys, password } = texts;
