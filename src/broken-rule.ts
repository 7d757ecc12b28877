/** Values put into a translated sentence: counts, names, dates. */
export type SentenceValues = Record<string, string | number>;

/**
 * A business rule said no. `key` names the sentence for people (`broken.<key>` of the translations), `values` fill it and `field` is the
 * form's field beside which it is shown. One filter answers it; whatever was begun is undone.
 */
export class BrokenRule extends Error {
  constructor(
    readonly key: string,
    readonly values: SentenceValues = {},
    readonly field?: string,
  ) {
    super(key);
  }
}
