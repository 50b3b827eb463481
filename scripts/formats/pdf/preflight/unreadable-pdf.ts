/** A file that cannot be read, or a part of it. */
export class UnreadablePdf extends Error {}
