/** More files than this nobody carries at once: a folder that holds more was the wrong one. */
export const mostFiles = 10_000;
