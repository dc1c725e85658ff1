import type { LayerView } from '#contracts';
import { isZone, layerFault, type LayerFault } from '#domain';
import { type Bilingual, ProblemError } from '#service';
import type { Members } from './members.js';

interface Fault {
  readonly pointer: string;
  readonly detail: Bilingual;
}

/** Refuses layers that name somebody who cannot be on duty, or that cannot be planned, and says which and why. */
export function checkLayers(draft: { readonly zone: string; readonly layers: readonly LayerView[] }, members: Members) {
  const faults: Fault[] = isZone(draft.zone) ? [] : [{ pointer: '/zone', detail: reasons['zone-unknown'] }];
  for (const [index, layer] of draft.layers.entries()) {
    const fault = layerFault(layer);
    if (fault !== null) faults.push({ pointer: `/layers/${index}/${places[fault]}`, detail: reasons[fault] });
    for (const [place, turn] of layer.participants.entries()) {
      const isKnown = [turn].flat().every((key) => members.onWatch(key) !== null);
      if (!isKnown) faults.push({ pointer: `/layers/${index}/participants/${place}`, detail: unknownPerson });
    }
  }
  if (faults.length === 0) return;
  throw new ProblemError(
    422,
    'invalid',
    { en: 'Correct what is named and send it again.', fr: 'Corrigez ce qui est nommé et renvoyez la demande.' },
    faults.slice(0, 10),
  );
}

export const unknownPerson: Bilingual = {
  en: 'The key of an active responder or manager.',
  fr: 'La clé d’une personne active, intervenante ou gestionnaire.',
};

const places: Readonly<Record<LayerFault, string>> = {
  'zone-unknown': 'zone',
  'day-unknown': 'startsOn',
  'month-anchor': 'startsOn',
};

const reasons: Readonly<Record<LayerFault, Bilingual>> = {
  'zone-unknown': {
    en: 'An IANA time zone such as America/Edmonton.',
    fr: 'Un fuseau horaire IANA, par exemple America/Edmonton.',
  },
  'day-unknown': { en: 'A day in the form YYYY-MM-DD.', fr: 'Un jour de la forme AAAA-MM-JJ.' },
  'month-anchor': {
    en: 'Turns of months begin on a day from 1 to 28: not every month has a 29th, 30th and 31st.',
    fr: 'Des tours de mois commencent un jour de 1 à 28\u00A0: tous les mois n’ont pas de 29, 30 et 31.',
  },
};
