/** Keys for scripts of an organization (O9). */
export const apiKey = {};
