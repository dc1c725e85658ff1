import type { DeliveryCourse } from '#contracts';

/** An entry of an incident's timeline about one of its deliveries. */
export interface DeliveryEntry {
  readonly at: Date;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Course = Pick<DeliveryCourse, 'because' | 'steps'>;
type Loss = NonNullable<DeliveryCourse['because']>;

/** After any of these the next way to the person is taken. */
const losses: ReadonlySet<string> = new Set(['failed', 'unknown', 'retrying', 'dropped', 'bounced']);
/** With any of these a way is taken. */
const beginnings: ReadonlySet<string> = new Set(['requested', 'brought-forward']);

/**
 * How each delivery of one page went, from the entries of one chain in their order: a delivery that begins after another was lost
 * was taken because of the last one that was. Entries that do not name a delivery say nothing here.
 */
export function readCourses(entries: readonly DeliveryEntry[]): ReadonlyMap<string, Course> {
  const courses = new Map<string, Course>();
  let lost: Loss | null = null;
  for (const { at, type, data } of entries) {
    const deliveryId = textOf(data['deliveryId']);
    if (deliveryId === null) continue;
    const step = type.slice(type.indexOf('.') + 1);
    const course = courses.get(deliveryId) ?? { because: null, steps: [] };
    courses.set(deliveryId, {
      because: beginnings.has(step) ? lost : course.because,
      steps: [...course.steps, { at: at.toISOString(), step, code: codeOf(data) }],
    });
    if (losses.has(step)) lost = { deliveryId, step };
  }
  return courses;
}

/** What the carrier said, else why we did not go on. */
function codeOf(data: DeliveryEntry['data']): string | null {
  return textOf(data['errorCode']) ?? textOf(data['code']) ?? textOf(data['reason']);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
