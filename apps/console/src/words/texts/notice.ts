import { entryTexts } from "./entry.ts";

export const noticeTexts = entryTexts.notice;
