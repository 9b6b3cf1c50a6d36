/** Photos on their way out: small enough for a weak network, and without what the camera wrote about place and time. */

/** The longer side in pixels and the quality of JPEG, tried one after the other. */
const TRIES = [
  [1600, 0.8],
  [1280, 0.7],
  [1024, 0.6],
  [800, 0.4],
] as const;

const HEAD = 'data:image/jpeg;base64,';

/** A picture drawn anew as JPEG of `maxBytes` at most, as a data address. Null when the file is no picture. */
export async function smallPhoto(file: File, maxBytes: number): Promise<string | null> {
  const picture = await pictureIn(file);
  if (!picture) return null;
  for (const [side, quality] of TRIES) {
    const drawn = drawnAs(picture, side, quality);
    if (drawn.startsWith(HEAD) && base64Of(drawn).length <= Math.floor(maxBytes / 3) * 4) {
      return drawn;
    }
  }
  return null;
}

/** What stands behind the comma of a data address. */
export function base64Of(address: string): string {
  return address.slice(address.indexOf(',') + 1);
}

/** By way of a data address: the page's policy loads no `blob:`, and Safari 14 has no createImageBitmap. */
async function pictureIn(file: File): Promise<HTMLImageElement | null> {
  const picture = new Image();
  try {
    picture.src = await addressOf(file);
    await picture.decode();
    return picture;
  } catch {
    return null;
  }
}

function addressOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function drawnAs(picture: HTMLImageElement, side: number, quality: number): string {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const drawing = canvas.getContext('2d');
  if (!drawing) return '';
  // JPEG knows no transparency: without a ground a screenshot's would turn black.
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', quality);
}
