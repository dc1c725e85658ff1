import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { ContactView } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { useTitle } from '../frame/title.js';
import { ContactForm, type ContactDraft } from './contact-form.js';
import { contactsKey, partiesQuery } from './directory-queries.js';
import { useDirectoryWords } from './directory-words.js';

/** Registers somebody; the addresses follow on the page that opens. */
export function NewContactPage() {
  const w = useDirectoryWords();
  const field = useId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const parties = useQuery(partiesQuery).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const partyId = chosen ?? parties[0]?.id ?? '';
  const adding = useMutation<ContactView, ApiProblem, ContactDraft>({
    mutationFn: (draft) => call('POST /directory/contacts', { body: { ...draft, partyId } }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: contactsKey });
      void navigate({ to: '/directory/contacts/$id', params: { id } });
    },
  });
  useTitle(w.add);
  return (
    <div className="contact">
      <p className="back">
        <Link to="/directory">← {w.back}</Link>
      </p>
      <h1>{w.add}</h1>
      <section className="panel">
        <div className="contact-form">
          <div>
            <label htmlFor={field}>{w.party}</label>
            <select id={field} value={partyId ?? ''} onChange={(event) => setChosen(event.target.value)}>
              {parties.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </div>
        <ContactForm
          contact={null}
          pending={adding.isPending}
          error={adding.error}
          saved={adding.isSuccess}
          onSave={(draft) => adding.mutate(draft)}
        />
      </section>
    </div>
  );
}
