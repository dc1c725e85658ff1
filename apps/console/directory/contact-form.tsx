import { useId, useState } from 'react';
import type { ContactView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useDirectoryWords } from './directory-words.js';

export interface ContactDraft {
  readonly name: string;
  readonly role: string;
  readonly language: 'en' | 'fr';
  readonly district: string | null;
  readonly candidate: boolean;
  readonly leader: boolean;
  readonly privacyOfficer: boolean;
  readonly notes: string;
}

interface Props {
  readonly contact: ContactView | null;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly saved: boolean;
  readonly onSave: (draft: ContactDraft) => void;
}

const empty: ContactDraft = {
  name: '',
  role: '',
  language: 'en',
  district: null,
  candidate: false,
  leader: false,
  privacyOfficer: false,
  notes: '',
};

/** Who a contact is. */
export function ContactForm({ contact, pending, error, saved, onSave }: Props) {
  const w = useDirectoryWords();
  const base = useId();
  const [draft, setDraft] = useState<ContactDraft>(() => (contact === null ? empty : { ...empty, ...only(contact) }));
  const change = (part: Partial<ContactDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      className="contact-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ ...draft, district: draft.district?.trim() === '' ? null : draft.district });
      }}
    >
      {(
        [
          ['name', w.name],
          ['role', w.role],
          ['district', w.district],
        ] as const
      ).map(([field, label]) => (
        <div key={field}>
          <label htmlFor={`${base}-${field}`}>{label}</label>
          <input
            id={`${base}-${field}`}
            value={draft[field] ?? ''}
            maxLength={200}
            required={field === 'name'}
            autoComplete="off"
            onChange={(event) => change({ [field]: event.target.value })}
          />
        </div>
      ))}
      <div>
        <label htmlFor={`${base}-language`}>{w.language}</label>
        <select
          id={`${base}-language`}
          value={draft.language}
          onChange={(event) => change({ language: event.target.value === 'fr' ? 'fr' : 'en' })}
        >
          <option value="en">{w.languages.en}</option>
          <option value="fr">{w.languages.fr}</option>
        </select>
      </div>
      <div className="wide checks">
        {(['candidate', 'leader', 'privacyOfficer'] as const).map((field) => (
          <label key={field} className="check">
            <input
              type="checkbox"
              checked={draft[field]}
              onChange={(event) => change({ [field]: event.target.checked })}
            />
            {w[field]}
          </label>
        ))}
      </div>
      <div className="wide">
        <label htmlFor={`${base}-notes`}>{w.notes}</label>
        <p className="hint" id={`${base}-notes-hint`}>
          {w.notesHint}
        </p>
        <textarea
          id={`${base}-notes`}
          rows={3}
          maxLength={4_000}
          value={draft.notes}
          aria-describedby={`${base}-notes-hint`}
          onChange={(event) => change({ notes: event.target.value })}
        />
      </div>
      <div className="wide">
        <ProblemNote error={error} />
        <p className="form-end">
          <button type="submit" className="primary" disabled={pending || draft.name.trim() === ''}>
            {pending ? w.saving : w.save}
          </button>
          <output>{saved && w.saved}</output>
        </p>
      </div>
    </form>
  );
}

function only({ name, role, language, district, candidate, leader, privacyOfficer, notes }: ContactView): ContactDraft {
  return { name, role, language, district, candidate, leader, privacyOfficer, notes };
}
