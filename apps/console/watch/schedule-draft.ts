import type { LayerView, ScheduleView } from '#contracts';

export type Participant = LayerView['participants'][number];
export type Window = NonNullable<LayerView['restrictions']>[number];
export const units = ['hours', 'days', 'weeks', 'months'] as const;
export type Unit = (typeof units)[number];
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

type Every = LayerView['every'];
const everySoMany: Readonly<Record<Unit, (count: number) => Every>> = {
  hours: (hours) => ({ hours }),
  days: (days) => ({ days }),
  weeks: (weeks) => ({ weeks }),
  months: (months) => ({ months }),
};

/** A layer as it is written; `id` stays with it wherever it is moved. */
export interface LayerDraft extends Omit<LayerView, 'every' | 'restrictions' | 'participants'> {
  readonly id: number;
  readonly participants: readonly Participant[];
  readonly count: string;
  readonly unit: Unit;
  readonly windows: readonly Window[];
}

export interface ScheduleDraft {
  readonly name: string;
  readonly zone: string;
  readonly layers: readonly LayerDraft[];
}

export function draftOf({ name, zone, layers }: Pick<ScheduleView, 'name' | 'zone' | 'layers'>): ScheduleDraft {
  return { name, zone, layers: layers.map(layerDraftOf) };
}

function layerDraftOf({ every, restrictions = [], ...layer }: LayerView, id: number): LayerDraft {
  const [unit = 'days', count = 1] = Object.entries(every)[0] ?? [];
  return {
    ...layer,
    id,
    unit: units.find((known) => known === unit) ?? 'days',
    count: String(count),
    windows: restrictions,
  };
}

/** What is sent. An empty number counts as 0, which the server refuses by its place. */
export function scheduleOf({ layers, ...schedule }: ScheduleDraft) {
  return {
    ...schedule,
    layers: layers.map(({ id: _id, count, unit, windows, ...layer }) => ({
      ...layer,
      every: everySoMany[unit](Number(count)),
      ...(windows.length > 0 && { restrictions: windows }),
    })),
  };
}

/** A turn of a day, from a day on, for somebody to complete. */
export function newLayer(
  layers: readonly LayerDraft[],
  { name, zone, day }: { readonly name: string; readonly zone: string; readonly day: string },
): LayerDraft {
  const id = Math.max(-1, ...layers.map((layer) => layer.id)) + 1;
  return { id, name, participants: [], zone, startsOn: day, handoffAt: '09:00', count: '1', unit: 'days', windows: [] };
}
