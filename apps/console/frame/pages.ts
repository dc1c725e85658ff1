import type { Language } from '#contracts';
import { administrationWords } from '../administration/administration-words.js';
import { placesFor } from '../administration/places.js';
import { directoryWords } from '../directory/directory-words.js';
import { healthWords } from '../health/health-words.js';
import { measuresWords } from '../measures/measures-words.js';
import { policyWords } from '../policies/policy-words.js';
import { reachWords } from '../reach/reach-words.js';
import { timelinesWords } from '../timelines/timelines-words.js';
import { userWords } from '../users/user-words.js';
import { watchWords } from '../watch/watch-words.js';
import type { Words } from '../words/words.js';

interface Page<To extends string> {
  readonly to: To;
  readonly label: string;
  readonly isInMenu: boolean;
}

const page = <To extends string>(to: To, label: string, isInMenu = true): Page<To> => ({ to, label, isInMenu });

/** The pages that somebody may open, in the menu's order; the menu and the palette are both made from it. */
export function pagesFor(permissions: readonly string[], words: Words) {
  const language: Language = words.language;
  const may = (permission: string) => permissions.includes(permission);
  const places = placesFor(permissions);
  const [first] = places;
  const administration = administrationWords[language];
  return [
    ...(may('incident.read') ? [page('/', words.frame.queue)] : []),
    ...(may('board.read') ? [page('/board', words.frame.board)] : []),
    ...(may('measures.read')
      ? [page('/measures', measuresWords[language].menu), page('/timelines', timelinesWords[language].menu)]
      : []),
    ...(may('directory.read') ? [page('/directory', directoryWords[language].title)] : []),
    ...(may('roster.read')
      ? [page('/watch', watchWords[language].title), page('/policies', policyWords[language].menu)]
      : []),
    ...(may('audit.read') ? [page('/health', healthWords[language].menu)] : []),
    ...(first === undefined ? [] : [page(first.to, administration.menu)]),
    ...places.map(({ to, name }) => page(to, `${administration.menu}${words.colon}${administration[name]}`, false)),
    ...(may('method.edit') ? [page('/reach', reachWords[language].title, false)] : []),
    page('/password', userWords[language].own.title, false),
  ] as const;
}
