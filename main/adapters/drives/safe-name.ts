const longest = 100;
/** What DOS once called its devices; Windows still does, whatever stands behind the dot. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that every file system of a stick takes, FAT's too. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .replace(/[.-]+$/, '');
  const usable = plain === '' ? 'greenroom' : plain;
  return shortened(devices.test(usable) ? `greenroom-${usable}` : usable);
}

/** The same with a number, where the name is taken: `RENDER-03-2.license`. */
export function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const { stem, extension } = parts(name);
  const tail = `-${number}${extension}`;
  return stem.slice(0, longest - tail.length) + tail;
}

function shortened(name: string): string {
  const { stem, extension } = parts(name);
  return stem.slice(0, longest - extension.length) + extension;
}

function parts(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const isExtension = dot > 0 && name.length - dot <= 32;
  return isExtension ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}
