import { useWords } from '../words/use-words.js';

/** Every text that all plots share. */
interface PlotWords {
  readonly drawing: string;
  /** Said to screen readers of every plot. */
  readonly keys: string;
  readonly zoomKeys: string;
  readonly notLoaded: string;
  readonly table: string;
  readonly showTable: string;
  readonly hideTable: string;
  readonly csv: string;
  /** For whoever hears the button alone. */
  readonly of: (what: string, plot: string) => string;
  readonly notSaved: string;
  readonly saving: string;
  /** At the foot of a sheet. */
  readonly made: (at: Date) => string;
}

const plotWords: Readonly<Record<'en' | 'fr', PlotWords>> = {
  en: {
    drawing: 'Drawing…',
    keys: 'The arrow keys go from mark to mark. The same figures are in the table.',
    zoomKeys: 'Plus and minus zoom, zero shows everything.',
    notLoaded: 'The plot could not be loaded. The table has all of it.',
    table: 'Table',
    showTable: 'Show table',
    hideTable: 'Hide table',
    csv: 'CSV',
    of: (what, plot) => `${what}: ${plot}`,
    notSaved: 'The picture could not be made. Try again.',
    saving: 'Making the file…',
    made: (at) => `Made ${moment(at, 'en-CA')}`,
  },
  fr: {
    drawing: 'Tracé en cours…',
    keys: 'Les touches fléchées vont d’une marque à l’autre. Les mêmes chiffres sont dans le tableau.',
    zoomKeys: 'Plus et moins changent l’échelle, zéro montre tout.',
    notLoaded: 'Le graphique n’a pas pu être chargé. Le tableau contient tout.',
    table: 'Tableau',
    showTable: 'Montrer le tableau',
    hideTable: 'Masquer le tableau',
    csv: 'CSV',
    of: (what, plot) => `${what}\u00a0: ${plot}`,
    notSaved: 'L’image n’a pas pu être faite. Réessayez.',
    saving: 'Préparation du fichier…',
    made: (at) => `Fait le ${moment(at, 'fr-CA')}`,
  },
};

/** With its zone: the sheet is read elsewhere. */
const moment = (at: Date, locale: string) => at.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'long' });

export function usePlotWords(): PlotWords {
  return plotWords[useWords().words.language];
}
