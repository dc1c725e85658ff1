/** Where an incident stands in the picture, in the picture's own units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Place>;
}

export const nodeWidth = 148;
export const nodeHeight = 52;
const gap = { x: 40, y: 36 } as const;
const margin = 12;

interface Ties {
  readonly from: string;
  readonly to: string;
}

/**
 * Places incidents for a picture of what links them: the first at the left, each further one in the column of its distance from
 * it by links, in the order given; what no link reaches stands in the column after. The same incidents always give the same
 * picture, so that a glance a day later finds each where it was.
 */
export function layOutCampaign(ids: readonly string[], links: readonly Ties[]): Layout {
  const columns = columnsOf(ids, links);
  const tallest = Math.max(0, ...columns.map((column) => column.length));
  const height = (count: number) => count * nodeHeight + Math.max(0, count - 1) * gap.y;
  const places = new Map<string, Place>();
  for (const [column, members] of columns.entries()) {
    const top = margin + (height(tallest) - height(members.length)) / 2;
    for (const [row, id] of members.entries()) {
      places.set(id, { x: margin + column * (nodeWidth + gap.x), y: top + row * (nodeHeight + gap.y) });
    }
  }
  const width = columns.length * nodeWidth + Math.max(0, columns.length - 1) * gap.x + 2 * margin;
  return { width, height: height(tallest) + 2 * margin, places };
}

/** At most so many incidents stand in one column; the rest of the same distance go on in the next. */
const tallestColumn = 6;

function columnsOf(ids: readonly string[], links: readonly Ties[]): readonly (readonly string[])[] {
  const distance = distancesFrom(ids[0], links);
  const farthest = Math.max(0, ...ids.map((id) => distance.get(id) ?? 0));
  const rings = Array.from({ length: farthest + 2 }, (_, ring) =>
    ids.filter((id) => (distance.get(id) ?? farthest + 1) === ring),
  );
  return rings.flatMap((ring) =>
    Array.from({ length: Math.ceil(ring.length / tallestColumn) }, (_, part) =>
      ring.slice(part * tallestColumn, (part + 1) * tallestColumn),
    ),
  );
}

function distancesFrom(first: string | undefined, links: readonly Ties[]): ReadonlyMap<string, number> {
  const distance = new Map<string, number>();
  if (first === undefined) return distance;
  distance.set(first, 0);
  // A Map may be added to while it is walked: what is found is looked at in its turn.
  for (const [id, steps] of distance) {
    for (const { from, to } of links) {
      const other = from === id ? to : to === id ? from : null;
      if (other !== null && !distance.has(other)) distance.set(other, steps + 1);
    }
  }
  return distance;
}
