import type { TimelineView } from '#contracts';

type TimelineEntry = TimelineView['entries'][number];
type Language = 'en' | 'fr';

/** What a sentence may say; null where the entry does not say it. */
interface Parts {
  readonly name: string | null;
  readonly via: string | null;
  readonly number: (key: string) => number | null;
  readonly text: (key: string) => string | null;
}

type Sentence = (parts: Parts) => string;

const minutes = (count: number | null) => (count === null ? '…' : String(count));

/** How the timeline tells of waking people, and of what was not done about it. */
const sentences: Readonly<Record<Language, Readonly<Record<string, Sentence>>>> = {
  en: {
    'page.declined': ({ via }) => `Declined the page${by(via, ' by ')}: it goes on at once`,
    'page.passed-on': ({ via }) => `Passed the page up${by(via, ' by ')}: the next step starts now`,
    'page.snoozed': ({ via, number }) => `Put the page off for ${minutes(number('minutes'))} min${by(via, ' by ')}`,
    'page.acknowledged-in-part': ({ via, number }) =>
      `Acknowledged${by(via, ' by ')}; still wanted: ${minutes(number('missing'))} more`,
    'page.found-nobody': ({ number }) => `Nobody is on duty for step ${place(number('step'))}: skipped at once`,
    'page.unattended': () => 'There is nobody to wake: the managers are told',
    'page.stood-down': () => 'Paging ended: nobody needs to answer any more',
    'page.unreachable': ({ name }) => `Nothing reaches ${name ?? 'this person'}: the next step starts now`,
    'page.gathered': ({ name }) => `${name ?? 'This person'} is paged a lot: this page is told together with others`,
    'page.told-together': ({ name, text }) =>
      `${name ?? 'This person'} was told of it together with ${text('with') ?? 'others'}`,
    'webhook.delivered': ({ text }) => `Told the outside service ${text('host') ?? '…'}`,
    'webhook.failed': ({ text }) => `The outside service ${text('host') ?? '…'} could not be told`,
    'handoff.lapsed': () => 'Nobody took it over at the hand-off: paging starts again',
    'incident.taken-over': ({ via }) => `Taken over at the hand-off${by(via, ' by ')}`,
    'incident.flooded': ({ number }) => `${minutes(number('reports'))} more reports like it were put here together`,
    'incident.corrected': () => 'Corrected the kind of incident',
    'incident.merged': () => 'Merged with another incident',
    'incident.linked': ({ text }) =>
      text('state') === 'suggested' ? 'May belong together with other incidents' : 'Changed a link to another incident',
    'report.reread': () => 'Report read again',
    'report.downloaded': () => 'Downloaded the report as it came',
  },
  fr: {
    'page.declined': ({ via }) => `A refusé l’alerte${by(via, ' par ')}\u00A0: elle passe aussitôt à la suite`,
    'page.passed-on': ({ via }) => `A transmis l’alerte${by(via, ' par ')}\u00A0: l’étape suivante commence`,
    'page.snoozed': ({ via, number }) => `A reporté l’alerte de ${minutes(number('minutes'))} min${by(via, ' par ')}`,
    'page.acknowledged-in-part': ({ via, number }) =>
      `A pris en charge${by(via, ' par ')}; il faut encore ${minutes(number('missing'))} personne(s)`,
    'page.found-nobody': ({ number }) =>
      `Personne n’est de garde pour l’étape ${place(number('step'))}\u00A0: sautée aussitôt`,
    'page.unattended': () => 'Il n’y a personne à réveiller\u00A0: les gestionnaires sont avisés',
    'page.stood-down': () => 'Fin des alertes\u00A0: plus personne n’a besoin de répondre',
    'page.unreachable': ({ name }) => `Rien ne joint ${name ?? 'cette personne'}\u00A0: l’étape suivante commence`,
    'page.gathered': ({ name }) =>
      `${name ?? 'Cette personne'} reçoit beaucoup d’alertes\u00A0: celle-ci est annoncée avec d’autres`,
    'page.told-together': ({ name, text }) =>
      `Annoncé à ${name ?? 'cette personne'} en même temps que ${text('with') ?? 'd’autres'}`,
    'webhook.delivered': ({ text }) => `A avisé le service externe ${text('host') ?? '…'}`,
    'webhook.failed': ({ text }) => `Le service externe ${text('host') ?? '…'} n’a pu être avisé`,
    'handoff.lapsed': () => 'Personne ne l’a repris à la relève\u00A0: les alertes recommencent',
    'incident.taken-over': ({ via }) => `Repris à la relève${by(via, ' par ')}`,
    'incident.flooded': ({ number }) => `${minutes(number('reports'))} autres signalements semblables réunis ici`,
    'incident.corrected': () => 'A corrigé le type d’incident',
    'incident.merged': () => 'Fusionné avec un autre incident',
    'incident.linked': ({ text }) =>
      text('state') === 'suggested'
        ? 'Pourrait aller avec d’autres incidents'
        : 'A modifié un lien vers un autre incident',
    'report.reread': () => 'Signalement relu',
    'report.downloaded': () => 'A téléchargé le signalement tel que reçu',
  },
};

/** Null when the entry is about something else. `person`: whom the entry is about, `via`: by which way it was answered. */
export function tellPaging(
  { type, data }: TimelineEntry,
  language: Language,
  { person, via }: { readonly person: string | null; readonly via: string | null },
): string | null {
  const sentence = Object.hasOwn(sentences[language], type) ? sentences[language][type] : undefined;
  if (sentence === undefined) return null;
  const value = <T>(key: string, is: (value: unknown) => value is T): T | null => {
    const found = data[key];
    return is(found) ? found : null;
  };
  return sentence({
    name: person,
    via,
    number: (key) => value(key, (found): found is number => typeof found === 'number'),
    text: (key) => value(key, (found): found is string => typeof found === 'string' && found.trim() !== ''),
  });
}

const by = (via: string | null, word: string) => (via === null ? '' : `${word}${via}`);

/** Steps are stored from zero and read from one. */
const place = (step: number | null) => (step === null ? '…' : String(step + 1));
