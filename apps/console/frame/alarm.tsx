import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { IncidentRow } from '#contracts';
import { useWords } from '../words/use-words.js';
import { useAlarmSettings } from './alarm-settings.js';
import { alarmSound } from './alarm-sound.js';
import { useAlarmWords } from './alarm-words.js';

/** Held by the one tab that sounds. */
const leaderLock = 'vigil.alarm-leader';
/** So long the notice of one incident is one tab's alone. Milliseconds. */
const noticeMs = 20_000;
const silences = 'vigil.alarm-silenced';

/** What calls for attention in this browser: incidents that came since the page was opened and that nobody has. */
export function Alarm({ fresh }: { readonly fresh: readonly IncidentRow[] }) {
  const w = useAlarmWords();
  const { sound, volume } = useAlarmSettings();
  const [silenced, silence] = useSilenced();
  const [isReady, isLeader] = useSoundLeader(sound);
  const heard = fresh.filter(({ id }) => !silenced.has(id));
  const isDue = sound && heard.length > 0;
  useNotices(fresh);
  useEffect(() => {
    if (isDue && isLeader) alarmSound.ring(volume);
    else alarmSound.stop();
  }, [isDue, isLeader, volume]);
  useEffect(() => () => alarmSound.stop(), []);
  const isBlocked = useNobodySounds(sound && !isReady);
  return (
    <output>
      {isBlocked && <span className="alarm-note">{w.blocked}</span>}
      {isDue && (
        <span className="alarm-note">
          <span>{w.sounding(heard.map(({ reference }) => reference).join(', '))}</span>
          <button type="button" onClick={() => silence(heard.map(({ id }) => id))}>
            {w.silence}
          </button>
        </span>
      )}
    </output>
  );
}

/** Of all tabs of this browser the first that may sound is the one that does; when it is closed, another takes its place. */
function useSoundLeader(sound: boolean): readonly [isReady: boolean, isLeader: boolean] {
  const [isReady, setReady] = useState(false);
  const [isLeader, setLeader] = useState(false);
  useEffect(() => (sound ? alarmSound.watch(setReady) : undefined), [sound]);
  useEffect(() => {
    if (!sound || !isReady) return undefined;
    const leave = new AbortController();
    const untilLeft = new Promise<void>((left) => leave.signal.addEventListener('abort', () => left()));
    const lead = async () => {
      setLeader(true);
      await untilLeft;
    };
    navigator.locks.request(leaderLock, { signal: leave.signal }, lead).catch(() => undefined);
    return () => {
      leave.abort();
      setLeader(false);
    };
  }, [sound, isReady]);
  return [isReady && sound, isLeader];
}

/** Whether no tab of this browser can sound: asked while this one cannot. */
function useNobodySounds(isMute: boolean): boolean {
  const [isNobody, setNobody] = useState(false);
  useEffect(() => {
    if (!isMute) return undefined;
    const ask = async () => {
      const { held = [] } = await navigator.locks.query();
      setNobody(!held.some(({ name }) => name === leaderLock));
    };
    // A page that may sound says so at once: what is said here must not flicker.
    const first = setTimeout(() => void ask(), 500);
    const again = setInterval(() => void ask(), 5_000);
    return () => {
      clearTimeout(first);
      clearInterval(again);
      setNobody(false);
    };
  }, [isMute]);
  return isMute && isNobody;
}

/** What somebody at this browser has heard enough of, in all its tabs. */
function useSilenced(): readonly [ReadonlySet<string>, (ids: readonly string[]) => void] {
  const [silenced, setSilenced] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const channel = new BroadcastChannel(silences);
    channel.addEventListener('message', ({ data }: MessageEvent<readonly string[]>) =>
      setSilenced((before) => new Set([...before, ...data])),
    );
    return () => channel.close();
  }, []);
  return [silenced, tellAllTabs];
}

/** This tab hears it too. */
function tellAllTabs(ids: readonly string[]): void {
  const channel = new BroadcastChannel(silences);
  // A channel of this origin alone has no target to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(ids);
  channel.close();
}

/** One notice for each incident, from one tab, with nothing that a stranger at the screen may not read. */
function useNotices(fresh: readonly IncidentRow[]): void {
  const { words } = useWords();
  const w = useAlarmWords();
  const navigate = useNavigate();
  const { notice } = useAlarmSettings();
  const [told] = useState(() => new Set<string>());
  useEffect(() => {
    for (const { id, reference, severity } of fresh) {
      if (told.has(id)) continue;
      told.add(id);
      if (!notice || !('Notification' in window) || Notification.permission !== 'granted') continue;
      const show = () => {
        const shown = new Notification(w.noticeTitle(reference), { body: words.severity[severity], tag: id });
        shown.addEventListener('click', () => {
          window.focus();
          shown.close();
          void navigate({ to: '/incidents/$id', params: { id } });
        });
      };
      void navigator.locks
        .request(`vigil.alarm-notice.${id}`, { ifAvailable: true }, async (lock) => {
          if (lock === null) return;
          show();
          await new Promise((end) => setTimeout(end, noticeMs));
        })
        // Some browsers on telephones have notices by push only, and the settings say so.
        .catch(() => undefined);
    }
  }, [fresh, notice, told, w, words, navigate]);
}
