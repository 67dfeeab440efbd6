/** What is known to be secret or personal on this machine, besides what looks like it. */
export interface Known {
  /** The home folder of whoever runs this. */
  home: string | null;
  /** Their name at this computer. */
  user: string | null;
  /** People who are named in what is collected. */
  people: readonly string[];
  /** Tokens that this process holds. */
  secrets: readonly string[];
}

export const nothingKnown: Known = { home: null, user: null, people: [], secrets: [] };
