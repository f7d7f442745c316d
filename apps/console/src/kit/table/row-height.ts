/** Row heights in pixels at the usual font size, fixed so that rows need no measuring. */
export const rowHeights = { compact: 36, comfortable: 44, twoLines: 64, threeLines: 86 } as const;
export type RowHeight = keyof typeof rowHeights;
