import { useState } from 'react';
import type { Asked } from '../api/api-types.js';
import { call } from '../api/call.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useReachChange } from './reach-queries.js';
import { useReachWords } from './reach-words.js';

const worker = '/console/push-worker.js';

type Obstacle = 'missing' | 'blocked';

/** Lets this browser be woken: it asks its person, and tells the hotline where its push service is. */
export function AllowPush() {
  const w = useReachWords();
  const change = useReachChange();
  const [obstacle, setObstacle] = useState<Obstacle | null>(canPush() ? null : 'missing');
  const [busy, setBusy] = useState(false);
  const allow = async () => {
    setBusy(true);
    try {
      const asked = await subscribe();
      setObstacle(typeof asked === 'string' ? asked : null);
      if (typeof asked !== 'string') await change.mutateAsync({ route: 'POST /reach/push', body: asked });
    } catch {
      // What the hotline refused is shown below; what the browser refused is an obstacle.
      setObstacle((known) => known ?? (change.error === null ? 'missing' : null));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel" aria-labelledby="push-title">
      <h2 id="push-title">{w.push}</h2>
      <p className="hint">{w.pushHint}</p>
      <button type="button" disabled={busy || obstacle === 'missing'} onClick={() => void allow()}>
        {w.pushOn}
      </button>
      <output>
        {obstacle === 'missing' && w.pushMissing}
        {obstacle === 'blocked' && w.pushBlocked}
        {obstacle === null && change.isSuccess && w.pushDone}
      </output>
      <ProblemNote error={change.error} />
    </section>
  );
}

function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** What the hotline needs to wake this browser, or why there is none. */
async function subscribe(): Promise<Asked<'POST /reach/push'>['body'] | Obstacle> {
  if ((await Notification.requestPermission()) !== 'granted') return 'blocked';
  const [{ publicKey }, registration] = await Promise.all([
    call('GET /reach/push'),
    navigator.serviceWorker.register(worker, { scope: '/console/' }),
  ]);
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys: { auth, p256dh } = {} } = subscription.toJSON();
  return endpoint === undefined || auth === undefined || p256dh === undefined
    ? 'missing'
    : { endpoint, keys: { auth, p256dh } };
}
