/** The field of a form in which the tokens of files stand that were kept before. */
export const keptField = 'kept';
