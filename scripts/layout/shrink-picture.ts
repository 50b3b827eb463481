/**
 * A picture in fewer pixels, in its own format, as base64. It stands upright afterwards, whatever its file said, and is in
 * sRGB.
 * @param url of the document's own origin
 * @param pixels that it may have
 * @param mediaType of the picture, and of what is made of it
 */
export async function shrinkPicture(url: string, pixels: number, mediaType: string): Promise<string> {
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const scale = Math.min(1, Math.sqrt(pixels / (picture.width * picture.height)));
  const width = Math.max(1, Math.floor(picture.width * scale));
  const height = Math.max(1, Math.floor(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('Expected a canvas to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const bytes = new Uint8Array(
    await (await canvas.convertToBlob({ type: mediaType, quality: 0.9 })).arrayBuffer(),
  );
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
