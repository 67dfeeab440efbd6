/** Time and chance come from outside, so that both can be faked in tests. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export interface Random {
  bytes(length: number): Uint8Array;
}
