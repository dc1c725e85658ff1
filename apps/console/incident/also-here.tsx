import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../api/call.js';
import { keys } from '../api/queries.js';
import { isWritingAt } from '../drafts/use-draft.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { teamworkWords } from './teamwork-words.js';

/**
 * Who else has the incident open. Asking says that this page has, so it asks every twenty seconds while it is in sight; that somebody
 * else came, left or began to write is heard at once.
 */
export function AlsoHere({ id }: { readonly id: string }) {
  const { words } = useWords();
  const w = teamworkWords[words.language];
  const maySee = useMay('timeline.read');
  const { data } = useQuery({
    queryKey: keys.presence(id),
    queryFn: ({ signal }) =>
      call('POST /incidents/{id}/presence', { path: { id }, body: { isWriting: isWritingAt(id) }, signal }),
    enabled: maySee,
    refetchInterval: 20_000,
    retry: false,
    gcTime: 0,
  });
  useEffect(() => {
    if (!maySee) return undefined;
    const leave = () => void call('DELETE /incidents/{id}/presence', { path: { id } }).catch(() => undefined);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, maySee]);
  const others = data?.others ?? [];
  const names = others.map(({ name, isWriting }) => (isWriting ? w.writing(name) : name));
  return (
    <output className="also-here">
      {names.length > 0 && w.alsoHere(new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(names))}
    </output>
  );
}
