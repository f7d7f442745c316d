/** A position in PostgreSQL's log (WAL), in bytes from its beginning. */
export type Position = bigint;

/** `0/1B82290`, as PostgreSQL writes it. */
export function parsePosition(text: string): Position {
  const [high = "0", low = "0"] = text.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

export const formatPosition = (position: Position): string =>
  `${(position >> 32n).toString(16)}/${(position & 0xffffffffn).toString(16)}`.toUpperCase();

/** PostgreSQL's name of a segment's file, such as `000000010000000000000003`. In one timeline, names sort by position. */
export function segmentName(timeline: number, segment: bigint, segmentBytes: number): string {
  const perFile = 0x100000000n / BigInt(segmentBytes);
  return [BigInt(timeline), segment / perFile, segment % perFile]
    .map((part) => part.toString(16).toUpperCase().padStart(8, "0"))
    .join("");
}

export const isSegmentName = (name: string): boolean => /^[0-9A-F]{24}$/.test(name);
