/** Why a call did not get an answer. */
export type OutgoingReason =
  | 'address-refused'
  | 'unknown-host'
  | 'unreachable'
  | 'not-trusted'
  | 'too-slow'
  | 'too-large'
  | 'broken-answer';

/** A call that got no answer, or one that cannot be used. */
export class OutgoingTrouble extends Error {
  readonly reason: OutgoingReason;
  constructor(reason: OutgoingReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export interface OutgoingCall {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: string;
  /** Milliseconds for all of it: the name, the connection and the answer. */
  time: number;
  /** So many bytes of the answer are read. */
  most: number;
  signal?: AbortSignal;
}

export interface OutgoingAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
  /** false: there was more than was wanted. */
  isWhole: boolean;
}

/** What `fetch` is told, as far as it is heeded here. */
export type OutgoingFetch = (
  url: string,
  options?: {
    method?: string;
    headers?: Record<string, string>;
    body?: RequestInit['body'];
    signal?: AbortSignal | null;
  },
) => Promise<Response>;

/** Calls to addresses that somebody typed. */
export interface Outgoing {
  /** Why this address would never be called, before anybody asks what its name stands for; null: it may be. */
  refusal(address: string): 'not-an-address' | 'not-https' | 'private' | null;
  /** Throws `OutgoingTrouble`; every status is an answer, a redirect too. */
  send(call: OutgoingCall): Promise<OutgoingAnswer>;
  /** The same in the shape of `fetch`, for libraries that take one. */
  fetch: OutgoingFetch;
}
