/** What the tests ask of packages that bring no types. */

declare module 'jsonld' {
  type Loaded = { contextUrl: null; document: unknown; documentUrl: string };
  const jsonld: {
    expand(
      data: object,
      options: { base: string; documentLoader: (url: string) => Promise<Loaded> },
    ): Promise<unknown[]>;
  };
  export default jsonld;
}

declare module '@adobe/structured-data-validator' {
  type Issue = { issueMessage: string; severity: 'ERROR' | 'WARNING'; fieldNames: string[] };
  export default class Validator {
    constructor(vocabulary: object);
    validate(data: { jsonld: Record<string, object[]> }): Promise<Issue[]>;
  }
}
