/** Source of an object that is a stream. */
export function stream(source: string, data: Uint8Array | string): string {
  const bytes = typeof data === 'string' ? data : Buffer.from(data).toString('latin1');
  return `<<${source} /Length ${bytes.length}>>\nstream\n${bytes}\nendstream`;
}

/** A PDF of these objects, of which the first is the catalog, one byte a character, with a plain table. */
export function plainPdf(objects: readonly string[], trailer = '', version = '1.6'): Buffer {
  let text = `%PDF-${version}\n`;
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${text}${table}trailer\n<</Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
