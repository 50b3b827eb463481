import type { Diagnostic } from '../../../model/diagnostic.ts';
import { decoded, type EpubFile, fault, isRemote, resolvePath, type Tag, tagsOf } from './epub-file.ts';

type Files = ReadonlyMap<string, EpubFile>;

/** A document and its tags. */
interface Document {
  readonly file: EpubFile;
  readonly tags: readonly Tag[];
  readonly ids: ReadonlySet<string>;
}

/** What documents and style sheets have wrong: ids, links, resources, scripts, pictures without words. */
export function contentFaults(files: Files): readonly Diagnostic[] {
  const documents = new Map<string, Document>();
  const found: Diagnostic[] = [];
  for (const file of files.values()) {
    if (!/\.(?:xhtml|html|ncx|svg)$/i.test(file.path)) continue;
    const tags = tagsOf(file.text);
    const ids = new Set<string>();
    for (const { attributes, index } of tags) {
      const id = attributes.get('id');
      if (id === undefined) continue;
      if (ids.has(id)) found.push(fault('epub-link', `The id \`${id}\` is given twice`, file, index));
      ids.add(id);
    }
    documents.set(file.path, { file, tags, ids });
  }
  for (const document of documents.values()) {
    found.push(
      ...linkFaults(document, documents, files),
      ...scriptFaults(document),
      ...pictureFaults(document),
    );
  }
  for (const file of files.values()) if (file.path.endsWith('.css')) found.push(...styleFaults(file, files));
  return found;
}

function linkFaults(
  { file, tags }: Document,
  documents: ReadonlyMap<string, Document>,
  files: Files,
): Diagnostic[] {
  return tags.flatMap(({ name, attributes, index }) => {
    const isLink = name === 'a' || name === 'svg:a';
    const embedded = attributes.get('src') ?? attributes.get('poster');
    const reference = embedded ?? attributes.get('href') ?? attributes.get('xlink:href');
    if (reference === undefined) return [];
    if (isRemote(reference)) {
      if (/^javascript:/i.test(reference))
        return [fault('epub-script', 'Unexpected script in a link', file, index)];
      return isLink
        ? []
        : [fault('epub-resource', `Unexpected resource of the web \`${reference}\``, file, index)];
    }
    const path = resolvePath(file.path, reference);
    if (!files.has(path))
      return [
        fault(isLink ? 'epub-link' : 'epub-resource', `The file \`${reference}\` is missing`, file, index),
      ];
    const fragment = reference.split('#')[1];
    const target = documents.get(path);
    if (!fragment || target === undefined || target.ids.has(decoded(fragment))) return [];
    return [fault('epub-link', `\`${reference}\` leads nowhere`, file, index)];
  });
}

function scriptFaults({ file, tags }: Document): Diagnostic[] {
  return tags.flatMap(({ name, attributes, index }) => {
    const handler = [...attributes.keys()].find((key) => /^on[a-z]/i.test(key));
    if (name !== 'script' && handler === undefined) return [];
    return [fault('epub-script', `Unexpected script: \`${handler ?? name}\``, file, index)];
  });
}

/** A picture needs a text in its place; none is right only for an ornament, which is no figure. */
function pictureFaults({ file, tags }: Document): Diagnostic[] {
  return tags.flatMap(({ name, attributes, index }, position) => {
    if (name !== 'img') return [];
    const alt = attributes.get('alt');
    const isFigure = tags[position - 1]?.name === 'figure' && attributes.get('role') !== 'presentation';
    if (alt === undefined || (isFigure && alt.trim() === ''))
      return [fault('epub-alt', 'A picture has no text in its place', file, index)];
    return [];
  });
}

function styleFaults(file: EpubFile, files: Files): Diagnostic[] {
  return [...file.text.matchAll(/url\(([^()]*)\)/g)].flatMap((found) => {
    const reference = (found[1] ?? '').trim().replace(/^["']|["']$/g, '');
    if (/^(?:data:|#)/.test(reference)) return [];
    if (isRemote(reference))
      return [fault('epub-resource', `Unexpected resource of the web \`${reference}\``, file, found.index)];
    return files.has(resolvePath(file.path, reference))
      ? []
      : [fault('epub-resource', `The file \`${reference}\` is missing`, file, found.index)];
  });
}
