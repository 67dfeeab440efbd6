/** Calls to programs of an organization when something happens in it (O9). */
export const webhook = {};
