const state = document.querySelector<HTMLMetaElement>("meta[name=caretype-mail]")?.content;

/**
 * Whether the server sends emails.
 * Without a mail server it only stores them. The document says so.
 */
export const canMail = state !== "kept";

export const nothingIsSent = "This server cannot send email.";
