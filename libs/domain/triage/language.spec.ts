import { describe, expect, it } from 'vitest';
import { detectLanguage } from './language.js';

describe('the language of a report', () => {
  it.each([
    ['Our Facebook page was hacked and we cannot get in.', 'en'],
    ['La page Facebook de notre candidat s’est fait pirater hier soir.', 'fr'],
    [
      'Allô mon insta de candidate est hacké pis ça post du crypto right now, chu locked out depuis tantôt, call me svp',
      'bilingual',
    ],
    [
      'Hi / Bonjour – our office got a fake DocuSign; nobody clicked. Notre bureau a reçu le même et la stagiaire a entré son mot de passe.',
      'bilingual',
    ],
    ['Le site affiche « hacked by someone who was here and they will come back for you » depuis ce matin', 'fr'],
    ['This is Renée Baptiste, candidate in Trois-Rivières', 'en'],
    ['Lost mon cell de campagne, locked and effacé, all good je pense', 'bilingual'],
    ['Combien de partis piratés?', 'fr'],
    ['ARRÊT / STOP', 'bilingual'],
    ['STOP', 'en'],
    ['', 'en'],
    ['🚨🚨', 'en'],
  ])('“%s” is %s', (text, expected) => {
    expect(detectLanguage(text)).toBe(expected);
  });
});
