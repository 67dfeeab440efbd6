declare module 's3rver' {
  import type { IncomingMessage, Server } from 'node:http';
  import type { AddressInfo } from 'node:net';

  type Step = (
    context: { method: string; path: string; req: IncomingMessage },
    next: () => Promise<void>,
  ) => Promise<void>;

  /** As much of it as the tests use. It is a Koa application. */
  export default class S3rver {
    constructor(options: {
      port: number;
      address: string;
      silent: boolean;
      directory: string;
      configureBuckets: { name: string }[];
    });
    middleware: Step[];
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
    httpServer: Server;
  }
}
