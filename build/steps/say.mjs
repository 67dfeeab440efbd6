/** Calm lines: one per thing that happens, two spaces in. */
export const say = (/** @type {string} */ line) => console.log(`  ${line}`);

/** @param {number} since a `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
