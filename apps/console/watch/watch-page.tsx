import { useQuery } from '@tanstack/react-query';
import type { WatchView } from '#contracts';
import { useTitle } from '../frame/title.js';
import { UrgentNotices } from '../health/urgent-notices.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { Absences } from './absences.js';
import { Feeds } from './feeds.js';
import { Handoffs } from './handoffs.js';
import { InHand } from './in-hand.js';
import { MyShifts } from './my-shifts.js';
import { ScheduleCalendar } from './schedule-calendar.js';
import { Swaps } from './swaps.js';
import { useWatchWords } from './watch-words.js';
import { watchQuery } from './watch-queries.js';

/** Who is on duty when: what is wrong first, then the calendar, then what each person does about their own time. */
export function WatchPage() {
  const { words } = useWords();
  const w = useWatchWords();
  const query = useQuery(watchQuery);
  const maySwap = useMay('shift.swap');
  const watch = query.data;
  useTitle(w.title);
  return (
    <>
      <h1 className="watch-title">{w.title}</h1>
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={watch !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {watch !== undefined && (
        <div className="watch">
          <UrgentNotices />
          <DutyNow watch={watch} />
          <Trouble watch={watch} />
          <Handoffs handoffs={watch.handoffs} zone={watch.zone} />
          {maySwap && <InHand watch={watch} />}
          {maySwap && watch.mine.length > 0 && (
            <div className="watch-own">
              <MyShifts watch={watch} />
              <Swaps swaps={watch.swaps} zone={watch.zone} />
            </div>
          )}
          <ScheduleCalendar watch={watch} />
          <div className="watch-own">
            {!(maySwap && watch.mine.length > 0) && <Swaps swaps={watch.swaps} zone={watch.zone} />}
            <Absences watch={watch} />
            <Feeds schedules={watch.schedules} />
          </div>
        </div>
      )}
    </>
  );
}

function DutyNow({ watch: { schedules, zone } }: { readonly watch: WatchView }) {
  const { words } = useWords();
  const w = useWatchWords();
  const names = (people: WatchView['people'][number][] | readonly { readonly name: string }[]) =>
    people.length === 0 ? w.nobody : people.map(({ name }) => name).join(', ');
  return (
    <section aria-labelledby="duty-now" className="panel">
      <h2 id="duty-now">{w.now}</h2>
      <dl className="duty-now">
        {schedules.map(({ id, name, people, until, next, because }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              <strong className={people.length === 0 ? 'on-nobody' : ''}>{names(people)}</strong>{' '}
              {because === 'override' && <span className="hint">({w.changedMark})</span>}{' '}
              <span className="hint">
                {until !== null && w.until(zonedMoment(until, zone, words))}
                {next !== null &&
                  `, ${w.next(names(next.people), next.from === until ? null : zonedMoment(next.from, zone, words))}`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Gaps and shifts that nobody confirmed: named, in words and not by a colour alone. */
function Trouble({ watch: { gaps, unconfirmed, zone } }: { readonly watch: WatchView }) {
  const { words } = useWords();
  const w = useWatchWords();
  const moment = (at: string) => zonedMoment(at, zone, words);
  return (
    <>
      {gaps.length === 0 ? (
        <p className="no-gaps">✓ {w.noGaps}</p>
      ) : (
        <section className="refusal gaps" aria-labelledby="gaps-title">
          <h2 id="gaps-title">▲ {w.gaps(gaps.length)}</h2>
          <ul>
            {gaps.slice(0, 20).map(({ schedule, from, to }) => (
              <li key={`${schedule.id} ${from}`}>{w.gap(schedule.name, moment(from), moment(to))}</li>
            ))}
          </ul>
        </section>
      )}
      {unconfirmed.length > 0 && (
        <section className="warning unconfirmed" aria-labelledby="unconfirmed-title">
          <h2 id="unconfirmed-title">{w.unconfirmed}</h2>
          <ul>
            {unconfirmed.map(({ person, schedule, from }) => (
              <li key={`${person.key} ${schedule.id} ${from}`}>
                {w.unconfirmedShift(person.name, schedule.name, moment(from))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
