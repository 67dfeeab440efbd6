/** Time and chance come from outside, so that both can be faked in tests. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** What the holder of a domain publishes about it. */
export interface Dns {
  /** The TXT records of a domain, each as one text; null: nobody answers for it. */
  txt(domain: string): Promise<string[] | null>;
}

export interface Random {
  bytes(length: number): Uint8Array;
}
