import { randomInt } from "node:crypto";

/** 32 characters, none of which is taken for another: no I, O, 0 or 1. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const groups = 3;
const groupLength = 4;

export const recoveryCodesAtOnce = 10;

const newGroup = () =>
  Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join("");

/** `7KQP-M3XB-Z9TH`: 60 bits. */
export const newRecoveryCode = () => Array.from({ length: groups }, newGroup).join("-");

/** As it is hashed, however somebody has typed it. */
export const plainRecoveryCode = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, "");
