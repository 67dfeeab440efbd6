/** A file of the state folder, by its name there; never what is in it. */
export interface StateFile {
  name: string;
  bytes: number;
  changedAt: number;
  /** Who may read and write it, as on Unix: 600. */
  mode: string;
}

/** What a bundle needs from outside. Everything it gives is redacted before anybody sees it. */
export interface DiagnosticsSource {
  home: string | null;
  user: string | null;
  /** System, processor, memory, language: label and value. */
  system(): [string, string][];
  /** The last lines of the log of this machine, the oldest first. */
  log(): Promise<string>;
  stateFiles(): Promise<StateFile[]>;
  /** Name, kind and address of each network interface. */
  interfaces(): string[];
  /** Variables of the environment that change how Greenroom works; of proxies with their value, of others only the name. */
  environment(): string[];
  /** How many addresses a name has. */
  lookUp(host: string): Promise<number>;
  /** A zip file of text files. */
  zip(files: Record<string, string>, at: number): Uint8Array;
}
