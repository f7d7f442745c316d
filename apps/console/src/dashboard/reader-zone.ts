const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where the reader's days and months begin. A browser that does not know it says nothing, or that it is unknown. */
export const readerZone = zone && zone !== "Etc/Unknown" ? zone : "UTC";
