import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ContactView } from '#contracts';
import { useTitle } from '../frame/title.js';
import { Moment } from '../marks/moment.js';
import { FetchProblem } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Accounts } from './accounts.js';
import { Addresses } from './addresses.js';
import { ContactForm } from './contact-form.js';
import { contactQuery, useContactChange } from './directory-queries.js';
import { useDirectoryWords } from './directory-words.js';

const route = getRouteApi('/directory/contacts/$id');

/** One registered contact: who they are, how to reach them, and which of that somebody has made sure of. */
export function ContactPage() {
  const { words } = useWords();
  const w = useDirectoryWords();
  const { id } = route.useParams();
  const query = useQuery(contactQuery(id));
  useTitle(query.data?.name ?? w.title);
  return (
    <>
      <p className="back">
        <Link to="/directory">← {w.back}</Link>
      </p>
      {query.data === undefined && <h1>{w.title}</h1>}
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && <Contact key={id} contact={query.data} />}
    </>
  );
}

function Contact({ contact }: { readonly contact: ContactView }) {
  const w = useDirectoryWords();
  const change = useContactChange(contact.id);
  const mayEdit = useMay('directory.edit') && contact.removedAt === null;
  return (
    <div className="contact">
      <h1>
        {contact.name} <span className="hint">{contact.party.name}</span>
      </h1>
      {contact.removedAt !== null && <p className="refusal">{w.removed}</p>}
      <Addresses contact={contact} mayEdit={mayEdit} />
      <Accounts contact={contact} mayEdit={mayEdit} />
      <section className="panel" aria-labelledby="details-title">
        <h2 id="details-title">{w.details}</h2>
        {mayEdit ? (
          <ContactForm
            contact={contact}
            pending={change.isPending}
            error={change.error}
            saved={change.isSuccess}
            onSave={(body) => change.mutate({ route: 'POST /directory/contacts/{id}', path: { id: contact.id }, body })}
          />
        ) : (
          <ReadOnly contact={contact} />
        )}
      </section>
      {contact.history.length > 0 && (
        <section className="panel" aria-labelledby="history-title">
          <h2 id="history-title">{w.history}</h2>
          <ol className="contact-history">
            {contact.history.map(({ at, actor, action, data }, place) => (
              <li key={`${place} ${at}`}>
                <Moment at={at} /> {w.actions[action] ?? action}
                {typeof data['address'] === 'string' && <span className="sender"> {data['address']}</span>} · {actor}
              </li>
            ))}
          </ol>
        </section>
      )}
      {mayEdit && (
        <section className="panel" aria-labelledby="remove-title">
          <h2 id="remove-title">{w.removeContact}</h2>
          <p className="hint">{w.removeContactHint}</p>
          <p className="form-end">
            <button
              type="button"
              disabled={change.isPending}
              onClick={() => change.mutate({ route: 'DELETE /directory/contacts/{id}', path: { id: contact.id } })}
            >
              {w.remove}
            </button>
          </p>
        </section>
      )}
    </div>
  );
}

function ReadOnly({ contact }: { readonly contact: ContactView }) {
  const w = useDirectoryWords();
  const marks = (['candidate', 'leader', 'privacyOfficer'] as const)
    .filter((mark) => contact[mark])
    .map((mark) => w[mark]);
  const rows = [
    [w.role, [contact.role, ...marks].filter((part) => part !== '').join(', ')],
    [w.district, contact.district ?? ''],
    [w.language, w.languages[contact.language]],
    [w.notes, contact.notes],
  ] as const;
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
