// The files of folders that were dropped, those of folders within them too.

/**
 * A folder as the browser tells of it.
 *
 * @typedef {object} Folder
 * @property {FileSystemEntry} entry
 * @property {Promise<FileSystemHandle | null> | null} handle  The same in the newer way, where the browser has it.
 *
 * @typedef {object} Within
 * @property {File[]} files  Those that can be of use here, in the order of their paths.
 * @property {string[]} others  Names of files of other kinds, which are left alone.
 * @property {boolean} isTooMuch  Whether there are more files than anybody means to drop here.
 */

/**
 * Kinds of files that may be of use, by the ends of their names. A single file is read whatever it is called; in a folder other things
 * lie too, and what ends in .txt is mostly for people to read.
 */
const KINDS = /\.(csv|tsv|xls|xls[xmb]|ods|xml|json)$/i;

/** What lies in folders without anybody having put it there: hidden files, and locks of spreadsheets that are open. */
const NOBODYS = /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i;

/** More than this in a folder are not somebody's extracts but somebody's disk. */
const MOST_FILES = 500;

/**
 * @param {Folder[]} folders
 * @returns {Promise<Within>}
 */
export async function filesWithin(folders) {
  /** @type {{ path: string, read: () => Promise<File> }[]} */
  const found = [];
  const isFull = () => found.length > MOST_FILES;
  for (const { entry, handle } of folders) {
    // Chromium reads no files by entries on a page that was opened from a disk, but does by handles.
    const root = await handle?.catch(() => null);
    if (root?.kind === "directory") {
      await listHandles(/** @type {FileSystemDirectoryHandle} */ (root), entry.name, found, isFull);
    } else {
      await listEntries(/** @type {FileSystemDirectoryEntry} */ (entry), found, isFull);
    }
  }
  const nameOf = (/** @type {string} */ path) => path.slice(path.lastIndexOf("/") + 1);
  const known = found.filter(({ path }) => KINDS.test(path)).sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    files: isFull() ? [] : await Promise.all(known.map(({ read }) => read())),
    others: found.filter(({ path }) => !KINDS.test(path)).map(({ path }) => nameOf(path)),
    isTooMuch: isFull(),
  };
}

/**
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} path
 * @param {{ path: string, read: () => Promise<File> }[]} found
 * @param {() => boolean} isFull
 */
async function listHandles(folder, path, found, isFull) {
  for await (const handle of folder.values()) {
    if (isFull()) {
      return;
    }
    if (NOBODYS.test(handle.name)) {
      continue;
    }
    const own = `${path}/${handle.name}`;
    if (handle.kind === "directory") {
      await listHandles(/** @type {FileSystemDirectoryHandle} */ (handle), own, found, isFull);
    } else {
      found.push({ path: own, read: () => /** @type {FileSystemFileHandle} */ (handle).getFile() });
    }
  }
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {{ path: string, read: () => Promise<File> }[]} found
 * @param {() => boolean} isFull
 */
async function listEntries(folder, found, isFull) {
  const reader = folder.createReader();
  for (;;) {
    // A part at a time, and nothing when all were told.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) {
      return;
    }
    for (const entry of entries) {
      if (isFull()) {
        return;
      }
      if (NOBODYS.test(entry.name)) {
        continue;
      }
      if (entry.isDirectory) {
        await listEntries(entry, found, isFull);
      } else {
        found.push({ path: entry.fullPath, read: () => new Promise((resolve, reject) => entry.file(resolve, reject)) });
      }
    }
  }
}
