/** The terminal: usage, help, tables, prompts. */
export const cli = {
  usage: 'Usage',
  commandUsage: '<noun> <verb> [--flag value …]',
  example: 'Example',
  failures: 'May fail with (exit code)',
  required: 'required',
  byDefault: (value: string) => `${value} when left out`,
  moreHelp: (program: string) => `${program} <noun> <verb> --help says more about one command.`,
  inputFlag: 'the whole input as a JSON file, or - for standard input; flags win over it',
  jsonFlag: 'answer as JSON, in the shape of the contract',
  valueKinds: {
    text: 'text',
    number: 'number',
    boolean: 'true|false',
    moment: 'date',
    nested: 'JSON',
  },

  unexpected: 'not expected here; values come behind their flag',
  needsValue: 'needs a value behind it',
  unknownFlag: (meant: string | null) =>
    meant === null ? 'unknown flag; --help lists them' : `unknown flag; did you mean ${meant}?`,
  unknownCommand: (meant: string | null, choices: string[]) =>
    meant === null ? `unknown command; known here: ${choices.join(', ')}` : `unknown command; did you mean “${meant}”?`,
};
