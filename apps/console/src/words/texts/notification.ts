import { firstTexts } from "./first.ts";

export const notificationTexts = firstTexts.notification;
