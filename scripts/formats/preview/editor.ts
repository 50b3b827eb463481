import { sep } from 'node:path';

/** Editors known by name, each with the URL that it opens a place by. */
const EDITORS: Readonly<Record<string, string>> = {
  vscode: 'vscode://file{file}:{line}:{column}',
  vscodium: 'vscodium://file{file}:{line}:{column}',
  cursor: 'cursor://file{file}:{line}:{column}',
  zed: 'zed://file{file}:{line}:{column}',
  idea: 'idea://open?file={file}&line={line}&column={column}',
  textmate: 'txmt://open?url=file://{file}&line={line}&column={column}',
};

/** Schemes that would not lead to an editor. */
const REFUSED = /^(?:javascript|data|blob|https?|file|about|view-source):/i;

/**
 * The URL that opens a place of a book's files, with `{file}` for the path from the book's folder, `{line}` and
 * `{column}`; `undefined` for `none`.
 * @param editor a name from the list above, or a URL with those places, in which `{file}` is the whole path
 * @throws TypeError for what is neither
 */
export function editorTemplate(editor: string, folder: string): string | undefined {
  if (editor === 'none') return undefined;
  const url = Object.hasOwn(EDITORS, editor) ? EDITORS[editor] : editor;
  if (
    url === undefined ||
    !/^[a-z][a-z0-9+.-]*:/i.test(url) ||
    REFUSED.test(url) ||
    !url.includes('{file}')
  ) {
    const names = Object.keys(EDITORS).map((name) => `\`${name}\``);
    throw new TypeError(
      `Expected the editor to be \`none\`, one of ${names.join(', ')}, or a URL with \`{file}\` and \`{line}\`, not \`${editor}\``,
    );
  }
  // A path of Windows begins with a letter: file URLs put a slash before it.
  const names = folder
    .split(sep)
    .join('/')
    .replace(/^(?=[A-Za-z]:)/, '/')
    .replace(/\/$/, '');
  const path = names
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/^\/([A-Za-z])%3A/, '/$1:');
  return url.replace('{file}', () => `${path}/{file}`);
}
