import type { AttachmentView } from '#contracts';
import { useWords } from '../words/use-words.js';

/** What came with a report: what each file really is, whether to take care, and a way to take it. */
export function Attachments({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  const { words } = useWords();
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label={words.attachments.title(attachments.length)}>
      {attachments.map((attachment) => (
        <Attachment key={attachment.id} attachment={attachment} />
      ))}
    </ul>
  );
}

function Attachment({ attachment }: { readonly attachment: AttachmentView }) {
  const { words } = useWords();
  const say = words.attachments;
  const { id, name, size, type, why, archive, password, hasPreview, sha256 } = attachment;
  const unpacked = archive?.unpackedSize ?? null;
  return (
    <li className={why === null ? undefined : 'attachment-danger'} data-testid="attachment">
      {hasPreview && (
        <img
          src={`/api/v1/attachments/${id}/preview`}
          alt={say.preview(name)}
          loading="lazy"
          onError={({ currentTarget }) => (currentTarget.hidden = true)}
        />
      )}
      <div>
        <p>
          <a href={`/api/v1/attachments/${id}`} aria-label={say.download(name)}>
            <bdi>{name}</bdi>
          </a>{' '}
          <span className="attachment-size">{sizeOf(size, say.units, words.locale)}</span>
        </p>
        {why !== null && <p className="attachment-warning">{say.danger[why]}</p>}
        <p className="hint">
          {say.really(say.types[type] ?? type)} · {words.incident.fingerprint}{' '}
          <code title={sha256}>{sha256.slice(0, 16)}…</code>
          {archive?.entries !== undefined && archive.entries !== null && unpacked !== null && (
            <> · {say.holds(archive.entries, sizeOf(unpacked, say.units, words.locale))}</>
          )}
          {archive?.encrypted === true && <> · {say.encrypted}</>}
        </p>
        {password !== null && <p className="hint">{say.sealed(password)}</p>}
      </div>
    </li>
  );
}

function sizeOf(bytes: number, [small, kilo, mega]: readonly [string, string, string], locale: string): string {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  if (bytes < 1_024) return `${numbers.format(bytes)}\u00A0${small}`;
  return bytes < 1_048_576
    ? `${numbers.format(Math.round(bytes / 1_024))}\u00A0${kilo}`
    : `${numbers.format(bytes / 1_048_576)}\u00A0${mega}`;
}
