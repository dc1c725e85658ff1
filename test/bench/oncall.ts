import { cpus } from 'node:os';
import { compileSchedule, onDutyAt, type Override, type Rotation, type Schedule } from '#domain';
import { round } from './statistics.js';

const layersAndOverrides = 50;
const year = Date.UTC(2027, 0, 1);
const yearMs = 365 * 86_400_000;
const zones = ['America/Toronto', 'America/Vancouver', 'America/St_Johns', 'Europe/Paris', 'Pacific/Auckland'];

/**
 * Who is on duty at an instant, until when and who is next: questions at random instants of a year, to a schedule of fifty layers
 * with fifty overrides, on one core. What the first questions cost, before anything is worked out, is told apart.
 */
export async function benchOncall(): Promise<void> {
  const schedule = largeSchedule();
  const began = performance.now();
  const compiled = compileSchedule(schedule);
  for (let at = year; at < year + yearMs; at += 7 * 86_400_000) onDutyAt(compiled, new Date(at));
  const prepared = performance.now() - began;
  const instants = Array.from({ length: 200_000 }, (_, index) => new Date(year + ((index * 7_919_777_777) % yearMs)));
  let answers = 0;
  const asked = performance.now();
  for (const instant of instants) answers += onDutyAt(compiled, instant).people.length;
  const seconds = (performance.now() - asked) / 1_000;
  const perSecond = Math.round(instants.length / seconds);
  process.stdout.write(
    `who is on duty: ${perSecond} answers a second (${answers} people named), ${layersAndOverrides} layers and as many overrides over a year; ` +
      `the year worked out in ${round(prepared)} ms\n`,
  );
  const figures = { perSecond, prepared: round(prepared), layers: layersAndOverrides, overrides: layersAndOverrides };
  process.stdout.write(`${JSON.stringify({ bench: 'oncall', cores: cpus().length, ...figures })}\n`);
}

function largeSchedule(): Schedule {
  const layers = Array.from({ length: layersAndOverrides }, (_, index): Rotation => {
    const people = Array.from({ length: 2 + (index % 5) }, (_unused, place) => `person-${index}-${place}`);
    return {
      name: `Layer ${index}`,
      participants: people,
      zone: zones[index % zones.length] ?? 'UTC',
      startsOn: `2026-${String(1 + (index % 12)).padStart(2, '0')}-05`,
      handoffAt: `${String(index % 24).padStart(2, '0')}:30`,
      every: index % 3 === 0 ? { weeks: 1 } : index % 3 === 1 ? { days: 1 + (index % 4) } : { hours: 8 + (index % 9) },
      restrictions: [
        {
          days: ['monday', 'wednesday', 'friday', 'sunday'],
          from: `${String(index % 20).padStart(2, '0')}:00`,
          to: '23:00',
        },
      ],
    };
  });
  const overrides = Array.from({ length: layersAndOverrides }, (_, index): Override => {
    const from = new Date(year + Math.floor((index / layersAndOverrides) * yearMs));
    return {
      from,
      to: new Date(from.getTime() + 36 * 3_600_000),
      person: `stand-in-${index}`,
      kind: index % 2 === 0 ? 'replace' : 'add',
    };
  });
  return { key: 'large', layers, overrides };
}
