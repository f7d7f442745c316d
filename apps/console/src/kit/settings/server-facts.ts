import { texts as shellTexts } from "../../words/shell/texts.en.ts";

const content = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name=caretype-${name}]`)?.content;

// The server states these in the document, so that pages need no call before somebody signs in.

/** Whether the server sends emails. Without a mail server it only stores them. */
export const canMail = content("mail") !== "kept";

export const nothingIsSent = shellTexts.nothingIsSent;

/**
 * The rule for who may create an account without an invitation: anybody, whoever confirms an emailed link, or nobody.
 */
export const registration = content("registration") ?? "open";

/** Whether owners may fill an empty practice with sample data. */
export const offersSampleData = content("sample-data") === "offered";

/** The names of the modules that the server runs. Empty: all. */
export const modules: readonly string[] =
  content("modules")
    ?.split(" ")
    .filter((name) => name !== "") ?? [];
