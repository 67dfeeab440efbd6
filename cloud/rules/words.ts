/** The words of a query, in small letters. */
export const wordsOf = (query = ''): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);
