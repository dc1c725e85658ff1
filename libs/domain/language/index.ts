/** A text that people see, in both official languages. Neither is a translation that may lag: they change together. */
export interface BilingualText {
  readonly en: string;
  readonly fr: string;
}
