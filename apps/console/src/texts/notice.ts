import { firstTexts } from "./first.ts";

export const noticeTexts = firstTexts.notice;
