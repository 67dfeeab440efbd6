import { decodeQR } from 'qr/decode.js';

interface Pixels {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
}

/** The text of the one QR code in a picture; null: there is none that can be read. `patience`: milliseconds for second looks. */
export function readPixels(pixels: Pixels, patience = 1_500): string | null {
  try {
    return decodeQR(pixels, { effort: Number.POSITIVE_INFINITY, timeLimit: patience });
  } catch {
    // It throws for every picture without a code, which most frames of a camera are.
    return null;
  }
}

/** What a camera takes is larger than a decoder needs; a second, smaller look also smooths over noise. */
const edges = [3_200, 1_400];

/** Reads a picture file, whatever format this browser knows. */
export async function readPicture(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (!bitmap) return null;
  try {
    for (const edge of edges) {
      const found = readPixels(pixelsOf(bitmap, bitmap, edge));
      if (found !== null) return found;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** The pixels of anything that can be drawn, at most `edge` wide and high. */
export function pixelsOf(source: CanvasImageSource, size: { width: number; height: number }, edge: number): ImageData {
  const scale = Math.min(1, edge / Math.max(size.width, size.height));
  const [width, height] = [Math.max(1, Math.round(size.width * scale)), Math.max(1, Math.round(size.height * scale))];
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser draws nothing');
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
