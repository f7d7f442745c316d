const state = document.querySelector<HTMLMetaElement>("meta[name=caretype-mail]")?.content;

/** Whether e-mails leave this server: without a mail server they are only kept. The page's document says so. */
export const canMail = state !== "kept";

export const nothingIsSent = "Nothing is sent: this server has no mail server.";
