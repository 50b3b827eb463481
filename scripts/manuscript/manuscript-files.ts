/** What a path leads to, links followed. */
export interface FileStatus {
  /** `other` is a device, a socket or a pipe: never read. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Last change of the content. */
  readonly modified: Date;
  /** Size in bytes. */
  readonly bytes: number;
}

/**
 * The little of a file system that reading a manuscript needs. Paths are absolute, with `/` between names.
 * Every method may throw `BuildError` when the system refuses (permissions, a broken disk).
 */
export interface ManuscriptFiles {
  /** What is there, or undefined when nothing is, or only a link that leads nowhere. */
  status(path: string): Promise<FileStatus | undefined>;
  /** The whole content; called only for paths whose status is `file`. */
  readBytes(path: string): Promise<Uint8Array>;
  /** Names in a folder, in any order; called only for paths whose status is `folder`. */
  list(folder: string): Promise<readonly string[]>;
  /** The path with every symbolic link resolved; called only for paths that have a status. */
  realPath(path: string): Promise<string>;
}
