import { texts as shellTexts } from "../../words/shell/texts.en.ts";

const content = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name=caretype-${name}]`)?.content;

// The server embeds these in the document, so that pages need no call before sign-in.

/** Whether the server sends emails. Without a mail server it only stores them. */
export const canMail = content("mail") !== "kept";

export const nothingIsSent = shellTexts.nothingIsSent;

/** Who may create an account without an invitation: anyone, anyone who confirms an emailed link, or no one. */
export const registration = content("registration") ?? "open";

/** Whether owners may fill an empty practice with sample data. */
export const offersSampleData = content("sample-data") === "offered";

/** The running modules. Empty: all. */
export const modules: readonly string[] =
  content("modules")
    ?.split(" ")
    .filter((name) => name !== "") ?? [];
