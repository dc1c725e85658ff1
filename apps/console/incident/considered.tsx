import type { TrustView } from '#contracts';
import { useTrustWords } from './trust-words.js';

const marks = { full: '→', neutral: '○', nothing: '✕' } as const;

/** Every address that is known, what the next message would bring there, and why. */
export function Considered({ channel }: { readonly channel: TrustView['channel'] }) {
  const w = useTrustWords();
  if (channel.considered.length === 0) return null;
  return (
    <ul className="considered" aria-label={w.next}>
      {channel.considered.map(({ address, content, because }) => (
        <li key={address} className={`considered-${content}`}>
          <span className="considered-content">
            <span aria-hidden="true">{marks[content]} </span>
            {w.content[content]}
          </span>
          <span className="sender">{address}</span>
          <span className="hint">{w.because[because] ?? because}</span>
        </li>
      ))}
    </ul>
  );
}
