import {
  initialsOf,
  splitName,
  withoutParticles,
  withoutTitles,
} from "@caretype/core/kernel/field/name-parts";

const partsOf = (name: string) => splitName(withoutTitles(name));

/** `Keller` for `Dr. Anna Keller, MD`. */
export function surnameOf(name: string): string {
  const { firstName, lastName } = partsOf(name);
  return withoutParticles(lastName) || firstName;
}

/** From this width on, events have larger letters, and show status and kind of visit. */
export const mediumPx = 112;
/** Including the space between lanes. */
const paddingPx = 11;
const spacePx = 3;

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;
/** Upper bound of a small letter's width. */
export const pxOf = (text: string): number =>
  6.6 * text.length +
  3.8 * (count(text, /[mwMW]/g) - count(text, /[iljI'’.\s]/g)) +
  1.9 * count(text, /\p{Lu}/gu) +
  0.4 * count(text, /\p{Script=Cyrillic}/gu);

/**
 * The longest form of a name that fits, such as `M. Garnier`, `Garnier` or `MG`, or `2 of 6` of a group. Wraps at
 * spaces, and is never cut.
 */
export function shortNameOf(name: string, width: number, lines: number): string {
  const room = (width - paddingPx) / (width < mediumPx ? 1 : 1.12);
  const fits = (text: string) => {
    let [left, taken] = [room, 1];
    for (const px of text.split(" ").map(pxOf)) {
      if (px > room) return false;
      if (px > left) taken += 1;
      left = (px > left ? room : left) - px - spacePx;
    }
    return taken <= lines;
  };
  const last = surnameOf(name);
  const ofGroup = name.split(" · ").slice(1);
  const initials = initialsOf(partsOf(name));
  return [name, ...ofGroup, `${[...(initials || name)][0]}.\u00a0${last}`, last].find(fits) ?? initials;
}
