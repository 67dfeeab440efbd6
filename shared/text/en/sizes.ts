const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Sizes as disks and browsers count them: 1 GB is a thousand million bytes. Three figures say enough. */
export const sizes = {
  bytes(count: number): string {
    let value = count;
    let unit = 0;
    while (Math.round(value) >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit += 1;
    }
    const digits = unit < 2 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return `${value.toFixed(digits)} ${units[unit]}`;
  },
  speed: (bytesPerSecond: number): string => `${sizes.bytes(bytesPerSecond)}/s`,
  /** `share`: 0 to 1. Never 100 % before it is all there. */
  percent: (share: number): string => `${Math.floor(share * 100)} %`,
  left(seconds: number): string {
    if (seconds < 1) return 'a moment left';
    if (seconds < 60) return `${Math.ceil(seconds)} s left`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 10) return `${minutes} min ${Math.floor(seconds % 60)} s left`;
    if (minutes < 60) return `${minutes} min left`;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${minutes % 60} min left` : `${Math.round(hours / 24)} days left`;
  },
  /** In whole minutes: where a download is one line among others, its seconds are noise. */
  leftRoughly: (seconds: number): string =>
    seconds < 60 ? sizes.left(seconds) : sizes.left(seconds).replace(/ \d+ s left$/, ' left'),
};
