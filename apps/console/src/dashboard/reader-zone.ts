const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's time zone; UTC if the browser does not know it. */
export const readerZone = zone && zone !== "Etc/Unknown" ? zone : "UTC";
