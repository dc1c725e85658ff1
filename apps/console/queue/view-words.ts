import type { Language } from '#contracts';
import { useWords } from '../words/use-words.js';

interface ViewWords {
  readonly views: string;
  readonly everything: string;
  readonly isDefault: string;
  readonly count: (count: number, isMore: boolean) => string;
  readonly keep: string;
  readonly rename: string;
  readonly makeDefault: string;
  readonly noDefault: string;
  readonly remove: string;
  readonly name: string;
  readonly showFirst: string;
  readonly save: string;
  readonly cancel: string;
}

const en: ViewWords = {
  views: 'My views',
  everything: 'Whole queue',
  isDefault: 'first',
  count: (count, isMore) => (isMore ? `${count}+` : String(count)),
  keep: 'Keep these filters as a view',
  rename: 'Rename this view',
  makeDefault: 'Show this view first',
  noDefault: 'No longer show it first',
  remove: 'Delete this view',
  name: 'Name of the view',
  showFirst: 'Show it first when I open the console',
  save: 'Keep',
  cancel: 'Cancel',
};

const fr: ViewWords = {
  views: 'Mes vues',
  everything: 'Toute la file',
  isDefault: 'd’abord',
  count: (count, isMore) => (isMore ? `${count}+` : String(count)),
  keep: 'Garder ces filtres comme vue',
  rename: 'Renommer cette vue',
  makeDefault: 'Afficher cette vue d’abord',
  noDefault: 'Ne plus l’afficher d’abord',
  remove: 'Supprimer cette vue',
  name: 'Nom de la vue',
  showFirst: 'L’afficher d’abord quand j’ouvre la console',
  save: 'Garder',
  cancel: 'Annuler',
};

const viewWords: Readonly<Record<Language, ViewWords>> = { en, fr };

export function useViewWords(): ViewWords {
  return viewWords[useWords().words.language];
}
